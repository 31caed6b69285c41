//! Matching: who in the files is whom among the connections.

pub mod correspondence;
pub mod party;
