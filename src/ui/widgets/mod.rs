//! Our own small vocabulary of widgets, written once and used everywhere.

pub mod avatar;
pub mod button;
pub mod card;
pub mod check;
pub mod chip;
pub mod dialog;
pub mod empty;
pub mod field;
pub mod name_text;
