//! Nouns and pure rules: what a person, a decision, a reason, a checklist or a batch is.
//!
//! Nothing here knows a file, a database, a thread or a screen, and nothing here reads the clock.

pub mod backup;
pub mod batch;
pub mod checklist;
pub mod cover_sheet;
pub mod evidence;
pub mod fact_card;
pub mod full_export;
pub mod id;
pub mod import;
pub mod insight;
pub mod keep_in_touch;
pub mod known_workspace;
pub mod letter;
pub mod local_time;
pub mod matching;
pub mod operation;
pub mod outreach;
pub mod person;
pub mod plan;
pub mod product_map;
pub mod progress;
pub mod queue;
pub mod reminder;
pub mod search;
pub mod settings;
pub mod sitting;
pub mod suggestion;
pub mod text;
pub mod ticket;
pub mod touched;
pub mod triage_group;
