//! Long work seen from outside: how far it is, and whether it should stop.

use std::sync::{Arc, atomic::AtomicBool};

/// How far a long piece of work is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub doing: String,
    /// Steps done.
    pub done: usize,
    /// Steps in all, where known.
    pub total: Option<usize>,
    /// Whether it can be stopped without a trace.
    pub can_stop: bool,
}

/// Whoever waits for long work.
pub trait ProgressSink {
    /// Told now and then how far the work is; cheap to call often.
    fn report(&mut self, doing: &str, done: usize, total: Option<usize>);
    /// Whether the work should stop and leave no trace.
    fn is_cancelled(&self) -> bool;
    /// Whether the work was cancelled, as a flag, for work that cannot ask on its way; none if nobody ever cancels.
    fn flag(&self) -> Option<Arc<AtomicBool>> {
        None
    }
}

/// Nobody watches and nobody cancels.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProgress;

impl ProgressSink for NoProgress {
    fn report(&mut self, _doing: &str, _done: usize, _total: Option<usize>) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}
