//! What is known of a fault of the program: where in its source it was met, and on which system. What the fault says may hold somebody's
//! name, so it is not kept.

use std::{
    panic,
    sync::{Mutex, PoisonError},
};

/// Where the last fault was met.
static LAST: Mutex<String> = Mutex::new(String::new());

/// From now on a fault prints nothing, and is remembered for [`take`].
pub fn remember() {
    panic::set_hook(Box::new(|fault| {
        let place = fault.location().map_or_else(|| "somewhere".to_owned(), |place| format!("{}:{}", place.file(), place.line()));
        let thread = std::thread::current().name().unwrap_or("a thread").to_owned();
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = format!("{place}, on {thread}");
    }));
}

/// The report of the last fault, once: version, system, and the place in the source.
#[must_use]
pub fn take() -> String {
    let place = std::mem::take(&mut *LAST.lock().unwrap_or_else(PoisonError::into_inner));
    let place = if place.is_empty() { "a place that is not known".to_owned() } else { place };
    format!("Partwell {} on {} ({}): a fault at {place}", env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use crate::{
        command::Command,
        engine::Engine,
        event::{Event, Settlement},
        model::ticket::Ticket,
        worker::{Clock, Worker, now},
    };

    /// A fault in the middle of a command ends that command and nothing else; the report says where it was met, and nobody's name.
    #[test]
    fn a_fault_is_told_with_a_report_and_the_next_command_is_done() {
        static ASKED: AtomicUsize = AtomicUsize::new(0);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.partwell");
        super::remember();
        let clock = Clock::new(|| {
            assert!(ASKED.fetch_add(1, Ordering::Relaxed) != 1, "Zelda Quornlike");
            now()
        });
        let mut worker = Worker::start(move || Engine::open(&path, std::time::Duration::ZERO), clock, || {});
        worker.send(Ticket::default(), Command::LoadHistory);
        worker.send(Ticket::default(), Command::LoadHistory);
        let (mut problems, mut settled) = (Vec::new(), Vec::new());
        while worker.is_busy() {
            match worker.wait_next() {
                Some(Event::Failed(problem)) => problems.push(problem),
                Some(Event::Settled { settlement, .. }) => settled.push(settlement),
                Some(_) => {}
                None => break,
            }
        }
        let _ = std::panic::take_hook();
        assert_eq!(settled, [Settlement::Done, Settlement::Failed, Settlement::Done]);
        assert_eq!(problems.len(), 1);
        let report = &problems[0].report;
        assert!(report.contains("panic_report.rs:") && report.contains(env!("CARGO_PKG_VERSION")) && !report.contains("Zelda"), "{report}");
    }
}
