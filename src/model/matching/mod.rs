//! Matching: who in the files is whom among the connections, and what an export would change. Pure rules.

pub mod accepted_export;
pub mod contact;
pub(crate) mod evidence_plan;
mod evidence_rows;
pub(crate) mod import_plan;
pub mod known_person;
mod left_over;
pub(crate) mod matcher;
pub mod message_archive;
pub mod outside_list;
mod owner;
mod same_people;

pub(crate) use evidence_rows::KnownEvidence;
