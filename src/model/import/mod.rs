//! What an import found, and what follows from it.

pub mod file_kind;
pub mod fingerprint;
pub mod gathered;
pub mod half_row;
pub mod import_options;
pub mod report;
pub mod verdict;
