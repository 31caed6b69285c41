//! What an import found, and what follows from it.

pub mod export_status;
pub mod file_kind;
pub mod fingerprint;
pub mod import_options;
pub mod parsed;
pub mod possible_duplicates;
pub mod report;
pub mod truncated_row;
pub mod verdict;
