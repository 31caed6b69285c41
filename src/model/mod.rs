//! Nouns and pure rules: what a person, a decision, a reason, a checklist or a batch is.
//!
//! Nothing here knows a file, a database, a thread or a screen, and nothing here reads the clock.

pub mod batch;
pub mod checklist;
pub mod condition;
pub mod correspondence;
pub mod coverage;
pub mod csv_guard;
pub mod date_text;
pub mod decision;
pub mod evidence;
pub mod evidence_text;
pub mod fact_card;
pub mod fingerprint;
pub mod gathered;
pub mod import_options;
pub mod index;
pub mod insights;
pub mod ledger;
pub mod local_time;
pub mod message_log;
pub mod namesakes;
pub mod operation;
pub mod pace;
pub mod person;
pub mod person_name;
pub mod picture;
pub mod profile_link;
pub mod reason;
pub mod removal_list;
pub mod report;
pub mod search;
pub mod settings;
pub mod shown_text;
pub mod task;
pub mod ticket;
pub mod title_words;
pub mod verdict;
pub mod watch;
