//! Partwell: keep the connections that matter; part well with the rest.
//!
//! ```text
//! main.rs      parses the command line; opens the window or runs one headless command
//! app.rs       the window's application: events in, one frame drawn, actions out; app/ remembers where it stood
//! cli/         the headless commands over the same engine
//! worker.rs    the one thread that owns the engine: queue, progress, cancel, wake
//! command.rs   what can be asked (data only)
//! event.rs     what is answered (data only)
//! model/       nouns and pure rules, a folder for each large noun: person, evidence, matching, import (what one found and
//!              what follows), batch (with work list and ledger), checklist, search, insight, text
//! import/      bytes -> model: where files are, which encoding, which header, which people
//! export/      model -> bytes: one file per format
//! store/       the only SQL: open, transact, journal (undo), one file per noun; and the list of words beside a workspace
//! engine/      the verbs; where model, store, import and export meet
//! state/       what the screen knows; no egui, no SQL
//! ui/          the screen: theme, widgets, one panel or dialog a file
//! ```
//!
//! Two wings meet at the top (`app`, `cli`) and on the ground (`model`, `command`, `event`):
//! left `worker -> engine -> {import, export, store}`, right `ui -> state`.
//!
//! | room | may import |
//! |---|---|
//! | model | nothing of ours |
//! | command, event | model |
//! | import, export, store | model (not each other) |
//! | engine | store, import, export, command, event, model |
//! | worker | engine, command, event, model |
//! | state | event, model |
//! | ui | state, command, event, model |
//! | app, cli | everything below them |
//!
//! The way round: a panel sends a [`command::Command`], the worker hands it to the engine, the store commits it, and
//! an [`event::Event`] comes back into the state, which the panels read. `tests/house.rs` holds the table, and that
//! nothing imports itself in a circle.

pub mod app;
pub mod cli;
pub mod command;
pub mod engine;
pub mod event;
pub mod export;
pub mod import;
pub mod model;
pub mod state;
pub mod store;
pub mod ui;
pub mod worker;
