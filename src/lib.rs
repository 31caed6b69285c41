//! Partwell: keep the connections that matter; part well with the rest.
pub mod command;
pub mod engine;
pub mod event;
pub mod export;
pub mod import;
pub mod model;
pub mod store;
pub mod cli;
pub mod worker;
