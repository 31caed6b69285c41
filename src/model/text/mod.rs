//! Text: made fit for the eye, for comparing, and for files.

pub mod csv_guard;
pub mod date_text;
pub mod display_text;
pub mod folding;
pub mod typeface;
