//! Nouns and pure rules: what a person, a decision, a reason, a checklist or a batch is.
//!
//! Nothing here knows a file, a database, a thread or a screen, and nothing here reads the clock.

pub mod batch;
pub mod checklist;
pub mod decision;
pub mod fact_card;
pub mod index;
pub mod moment;
pub mod person;
pub mod profile_link;
pub mod reason;
pub mod removal_list;
pub mod report;
pub mod search;
pub mod settings;
pub mod shown_text;
pub mod watch;
