//! The one thread that owns the engine: a queue of commands in, events out, progress, cancel and wake.
//!
//! Knows no egui: whoever starts it says how the screen is woken.

pub mod panic_report;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    command::Command,
    engine::Engine,
    event::{Event, Problem, Settlement},
    model::{
        local_time::LocalTime,
        progress::{Progress, ProgressSink},
        ticket::Ticket,
    },
};

/// When nothing was asked for so long, the engine has time of its own.
const IDLE_AFTER: Duration = Duration::from_secs(2);

/// Progress is told at most this often.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// The moment it is, on this computer's clock and calendar.
#[must_use]
pub fn now() -> LocalTime {
    let at = Timestamp::now();
    LocalTime::new(at, TimeZone::system())
}

/// Who tells the engine the moment it is: this computer, or a test.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> LocalTime + Send + Sync>);

impl Clock {
    /// A clock that asks `tell`.
    pub fn new(tell: impl Fn() -> LocalTime + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// The moment it is.
    #[must_use]
    pub fn now(&self) -> LocalTime {
        (self.0)()
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(now)
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Clock")
    }
}

/// A handle on the thread. Dropping it lets the thread finish what is queued, and waits for that.
#[derive(Debug)]
pub struct Worker {
    commands: Option<Sender<(Ticket, Command)>>,
    events: Receiver<Event>,
    is_cancelled: Arc<AtomicBool>,
    unsettled: usize,
    /// Commands that were sent and not begun.
    queued: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread, which opens the engine and sends everything there is to show. `wake` is called whenever
    /// events wait.
    pub fn start(open: impl FnOnce() -> Result<Engine, Problem> + Send + 'static, clock: Clock, wake: impl Fn() + Send + 'static) -> Self {
        let (command_sender, commands) = mpsc::channel::<(Ticket, Command)>();
        let (event_sender, events) = mpsc::channel::<Event>();
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let cancel = Arc::clone(&is_cancelled);
        let queued = Arc::new(AtomicUsize::new(0));
        let queue = Arc::clone(&queued);
        let thread =
            std::thread::Builder::new().name("partwell-engine".into()).spawn(move || serve(open, &clock, &commands, &event_sender, (&cancel, &queue), &wake));
        let mut worker = Self { commands: Some(command_sender), events, is_cancelled, unsettled: 0, queued, thread: thread.ok() };
        worker.send(Ticket::default(), Command::Load);
        worker
    }

    /// Queues a command. [`Event::Settled`] with the same ticket tells what came of it.
    pub fn send(&mut self, ticket: Ticket, command: Command) {
        // What was cancelled has ended by then; an import is asked for anew.
        if !self.is_busy() || matches!(command, Command::PreviewImport { .. } | Command::CommitImport { .. }) {
            self.is_cancelled.store(false, Ordering::Relaxed);
        }
        // Counted first, so that it is never taken before it is counted.
        self.queued.fetch_add(1, Ordering::Relaxed);
        if self.commands.as_ref().is_some_and(|commands| commands.send((ticket, command)).is_ok()) {
            self.unsettled += 1;
        }
    }

    /// Asks the long work under way to stop and leave no trace.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether a command is queued or under way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.unsettled > 0
    }

    /// The next event, if one waits.
    pub fn try_next(&mut self) -> Option<Event> {
        match self.events.try_recv() {
            Ok(event) => Some(self.noted(event)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                // Without its thread nothing will ever settle.
                self.unsettled = 0;
                None
            }
        }
    }

    /// The next event, waited for. For tests and for closing; the screen never waits.
    pub fn wait_next(&mut self) -> Option<Event> {
        if !self.is_busy() {
            return self.try_next();
        }
        if let Ok(event) = self.events.recv() {
            Some(self.noted(event))
        } else {
            self.unsettled = 0;
            None
        }
    }

    fn noted(&mut self, event: Event) -> Event {
        if matches!(event, Event::Settled { .. }) {
            self.unsettled = self.unsettled.saturating_sub(1);
        }
        event
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.commands = None;
        if let Some(thread) = self.thread.take() {
            // A panic there was already told as a problem.
            let _ = thread.join();
        }
    }
}

/// Runs work that the screen must not wait for, and that needs no engine, on a thread of its own. Returns whether it began.
pub fn aside(name: &str, work: impl FnOnce() + Send + 'static) -> bool {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).is_ok()
}

fn serve(
    open: impl FnOnce() -> Result<Engine, Problem>,
    clock: &Clock,
    commands: &Receiver<(Ticket, Command)>,
    events: &Sender<Event>,
    (is_cancelled, queued): (&Arc<AtomicBool>, &Arc<AtomicUsize>),
    wake: &dyn Fn(),
) {
    let emit = |event: Event| {
        // The orders that the window shows first are there when it asks for them.
        if let Event::Loaded(snapshot) = &event {
            for order in [snapshot.settings.keep_order, snapshot.settings.remove_order] {
                let _ = snapshot.index.rows(order);
            }
        }
        // Nobody listens any more only when the window is closing.
        let _ = events.send(event);
        wake();
    };
    let mut engine = match catch_unwind(AssertUnwindSafe(open)) {
        Ok(Ok(engine)) => engine,
        Ok(Err(problem)) => return refuse(&problem, commands, &emit),
        Err(_) => return refuse(&Problem::new("The workspace could not be opened", "Partwell hit an internal error.", "Start it again."), commands, &emit),
    };
    loop {
        let (ticket, command) = match commands.recv_timeout(IDLE_AFTER) {
            Ok(command) => command,
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                // Nobody waits: the file comes to hold all there is, so that a copy of it does, too.
                engine.settle();
                let queue = Arc::clone(queued);
                engine.look_over(move || queue.load(Ordering::Relaxed) > 0, &clock.now(), &mut |event| emit(event));
                match commands.recv() {
                    Ok(command) => command,
                    Err(_) => return,
                }
            }
        };
        queued.fetch_sub(1, Ordering::Relaxed);
        let mut progress = ChannelProgress { emit: &emit, is_cancelled, told_at: None };
        let result = catch_unwind(AssertUnwindSafe(|| engine.run(command, &clock.now(), &mut progress, &mut |event| emit(event))));
        let settlement = result.unwrap_or_else(|_| {
            // The transaction was rolled back while the stack unwound.
            emit(Event::Failed(Problem {
                report: panic_report::take(),
                ..Problem::new(
                    "Partwell hit an internal error",
                    "The last action was not done; everything before it is safe on disk.",
                    "You can go on. If it happens again, start Partwell anew, and send the report to the maintainers: nobody's name is in it.",
                )
            }));
            Settlement::Failed
        });
        emit(Event::Settled { ticket, settlement });
    }
}

/// There is no workspace: says so once, and settles whatever else is asked.
fn refuse(problem: &Problem, commands: &Receiver<(Ticket, Command)>, emit: &dyn Fn(Event)) {
    emit(Event::OpeningFailed(problem.clone()));
    while let Ok((ticket, _)) = commands.recv() {
        emit(Event::Settled { ticket, settlement: Settlement::Failed });
    }
}

struct ChannelProgress<'w> {
    emit: &'w dyn Fn(Event),
    is_cancelled: &'w Arc<AtomicBool>,
    told_at: Option<Instant>,
}

impl ProgressSink for ChannelProgress<'_> {
    fn report(&mut self, doing: &str, done: usize, total: Option<usize>) {
        if self.told_at.is_none_or(|at| at.elapsed() >= PROGRESS_EVERY) {
            self.told_at = Some(Instant::now());
            (self.emit)(Event::Progressed(Progress { doing: doing.to_owned(), done, total, can_stop: true }));
        }
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    fn flag(&self) -> Option<Arc<AtomicBool>> {
        Some(Arc::clone(self.is_cancelled))
    }
}
