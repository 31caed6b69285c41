//! The system's file dialogs, on a thread of their own: they may take minutes, and a broken one may hang.

use std::{
    path::{Path, PathBuf},
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver},
    },
};

use egui::Context;

use crate::model::batch::removal_list::ListFormat;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A file to import.
    File,
    /// A folder to import.
    Folder,
    /// A place to write to, proposing this.
    Place(PathBuf),
    /// Another workspace.
    Workspace,
    /// A list of people from outside.
    List,
    /// A cover sheet that came back.
    Answers,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// A path to import.
    ToImport(PathBuf),
    /// A list from outside to look up.
    ToMatch(PathBuf),
    /// A cover sheet that came back, to be read.
    ToRead(PathBuf),
    /// A path to write to.
    ToWrite(PathBuf),
    /// A workspace to open.
    ToOpen(PathBuf),
    /// The person thought better of it.
    Cancelled,
    /// There is no dialog to be had on this system.
    Unavailable,
}

/// A dialog under way, if any.
#[derive(Debug, Default)]
pub struct FileDialog {
    answer: Option<Receiver<Given>>,
}

impl FileDialog {
    /// Opens a dialog, unless one is open.
    pub fn open(&mut self, ask: Ask, ctx: &Context) {
        if self.answer.is_some() {
            return;
        }
        listen_for_failures();
        let (sender, receiver) = mpsc::channel();
        let ctx = ctx.clone();
        let spawned = std::thread::Builder::new().name("file-dialog".into()).spawn(move || {
            let given = run(&ask);
            // The window may be gone by now.
            let _ = sender.send(given);
            ctx.request_repaint();
        });
        if spawned.is_ok() {
            self.answer = Some(receiver);
        }
    }

    /// What came back, once.
    pub fn poll(&mut self) -> Option<Given> {
        let given = match self.answer.as_ref()?.try_recv() {
            Ok(given) => given,
            Err(mpsc::TryRecvError::Empty) => return None,
            Err(mpsc::TryRecvError::Disconnected) => Given::Unavailable,
        };
        self.answer = None;
        Some(given)
    }
}

fn run(ask: &Ask) -> Given {
    FAILED.store(false, Ordering::Relaxed);
    let dialog = rfd::AsyncFileDialog::new();
    let (handle, is_for_writing) = match ask {
        Ask::File => (
            pollster::block_on(
                dialog.set_title("Choose your export").add_filter("Exports", &["zip", "csv", "tsv", "txt"]).add_filter("All files", &["*"]).pick_file(),
            ),
            false,
        ),
        Ask::Folder => (pollster::block_on(dialog.set_title("Choose the unpacked folder").pick_folder()), false),
        Ask::Workspace => (
            pollster::block_on(dialog.set_title("Choose a workspace").add_filter("Workspaces", &["partwell"]).add_filter("All files", &["*"]).pick_file()),
            false,
        ),
        Ask::List => (
            pollster::block_on(
                dialog.set_title("Choose a list of people").add_filter("Lists", &["txt", "csv", "tsv", "vcf"]).add_filter("All files", &["*"]).pick_file(),
            ),
            false,
        ),
        Ask::Answers => (
            pollster::block_on(dialog.set_title("Choose the answers").add_filter("Tables", &["csv", "tsv", "txt"]).add_filter("All files", &["*"]).pick_file()),
            false,
        ),
        Ask::Place(proposed) => {
            let dialog = match (proposed.parent(), proposed.file_name()) {
                (Some(folder), Some(name)) => dialog.set_directory(folder).set_file_name(name.to_string_lossy()),
                _ => dialog,
            };
            // What is no list goes by its own ending.
            let ending = proposed.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
            let (label, ending) = match ListFormat::of_path(Path::new(proposed)) {
                None if !ending.is_empty() => (ending.to_uppercase(), ending),
                format => (format.unwrap_or_default().label().to_owned(), format.unwrap_or_default().extension().to_owned()),
            };
            (pollster::block_on(dialog.set_title("Where to write it").add_filter(label, &[ending]).save_file()), true)
        }
    };
    match handle.map(|handle| handle.path().to_owned()) {
        Some(path) if *ask == Ask::Workspace => Given::ToOpen(path),
        Some(path) if *ask == Ask::List => Given::ToMatch(path),
        Some(path) if *ask == Ask::Answers => Given::ToRead(path),
        Some(path) if is_for_writing => Given::ToWrite(path),
        Some(path) => Given::ToImport(path),
        None if FAILED.load(Ordering::Relaxed) => Given::Unavailable,
        None => Given::Cancelled,
    }
}

static FAILED: AtomicBool = AtomicBool::new(false);

/// A failed dialog answers exactly like a cancelled one; only its log record tells them apart.
fn listen_for_failures() {
    struct FailureListener;
    impl log::Log for FailureListener {
        fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
            metadata.level() == log::Level::Error && metadata.target().starts_with("rfd")
        }

        fn log(&self, record: &log::Record<'_>) {
            if self.enabled(record.metadata()) {
                FAILED.store(true, Ordering::Relaxed);
            }
        }

        fn flush(&self) {}
    }
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if log::set_boxed_logger(Box::new(FailureListener)).is_ok() {
            log::set_max_level(log::LevelFilter::Error);
        }
    });
}
