//! The workspace as a whole: examined, exported and imported in open formats, salvaged, erased; and one person forgotten.

use std::{fs, path::Path, time::Duration};

use super::{
    CommandResult, Emit, Engine,
    full_error::{FullExportError, FullImportError, misfit},
    sample_path,
};
use crate::{
    event::{Erased, Event, Examined, Forgetting, FullExported, Problem, WorkspaceState},
    export::full::FullExport,
    import::full::FullImport,
    model::{
        backup::{BackupReason, Contents},
        full_export::Salvaged,
        id::PersonId,
        local_time::LocalTime,
    },
    store::{self, OpeningRemark, Store, StoreError},
};

impl Engine {
    /// Writes the whole workspace to a folder in open formats.
    pub(super) fn export_full(&self, folder: &Path, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let mut export = FullExport::begin(folder)?;
        let tables = self.store.table_shapes()?;
        for table in &tables {
            export.table(table, |each| self.store.each_row::<FullExportError>(table, each))?;
        }
        export.end(Store::schema_version(), now.at)?;
        emit(Event::FullyExported(FullExported { folder: folder.to_owned(), tables: tables.len(), rows: tables.iter().map(|table| table.rows).sum() }));
        Ok(())
    }

    /// Makes a workspace of what [`crate::command::Command::ExportFull`] wrote. Where somebody changed the files, that is refused,
    /// unless they say so.
    ///
    /// # Errors
    /// Where the folder does not hold one whole, or a workspace is there already; then nothing is made.
    pub fn import_full(folder: &Path, workspace: &Path, is_edited: bool, timeout: Duration) -> Result<Contents, Problem> {
        let full = FullImport::open(folder)?;
        if full.schema_version > Store::schema_version() || full.schema_version < 1 {
            return Err(StoreError::NewerSchema { path: folder.to_owned(), found: full.schema_version, known: Store::schema_version() }.into());
        }
        let store = store::build(workspace, full.schema_version, timeout, |builder| -> Result<(), FullImportError> {
            // What is not described would be lost without a word.
            let lacking = builder.tables()?.into_iter().find(|table| !full.tables.iter().any(|given| given.name == *table));
            if let Some(lacking) = lacking.filter(|_| !is_edited) {
                return Err(misfit(lacking, 0, "it is not described in datapackage.json"));
            }
            for table in &full.tables {
                let columns: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
                let mut known = builder.columns(&table.name)?;
                known.sort_unstable();
                let mut given = columns.clone();
                given.sort_unstable();
                if known != given {
                    return Err(misfit(&table.name, 1, "no such table, or not with these columns"));
                }
                let mut rows = 0;
                full.each_row(table, |cells| {
                    rows += 1;
                    if builder.add(&table.name, &columns, cells)? {
                        Ok(())
                    } else {
                        Err(misfit(&table.name, rows + 1, "a row of that key is there already, or a cell is missing"))
                    }
                })?;
                let is_as_written = rows == table.rows && (table.check_value.is_empty() || builder.check_value(&table.name)? == table.check_value);
                if !is_as_written && !is_edited {
                    return Err(FullImportError::Other(Box::new(Problem::new(
                        format!("“{}.csv” is not as it was written", table.name),
                        if rows == table.rows {
                            format!("It still has {rows} rows, but a cell in it has changed. Nothing was made.")
                        } else {
                            format!("It has {rows} rows, and {} were written. Nothing was made.", table.rows)
                        },
                        "Write the full export once more. If you changed the file yourself, say so with --edited.",
                    ))));
                }
            }
            Ok(())
        });
        let store = store?;
        let wrong = store.check()?;
        if !wrong.is_empty() {
            store::discard(store);
            return Err(Problem::new(
                "The files contradict each other",
                format!("{}. Nothing was made.", wrong.join("; ")),
                "Write the full export once more, or mend the files.",
            ));
        }
        Ok(store.contents()?)
    }

    /// Reads what can be read of a damaged workspace into a new one.
    ///
    /// # Errors
    /// Where nothing can be read, or a file of that name is there; then nothing is made.
    pub fn salvage(workspace: &Path, to: &Path, timeout: Duration) -> Result<(Contents, Vec<Salvaged>, Vec<String>), Problem> {
        if !workspace.is_file() {
            return Err(StoreError::NoWorkspace { path: workspace.to_owned() }.into());
        }
        let (store, salvaged) = store::salvage(workspace, to, timeout).map_err(|error| match error {
            StoreError::Damaged { why } => Problem::new("Nothing could be read", format!("{why}. The damaged file was not touched."), "Put a backup back."),
            error => error.into(),
        })?;
        let contents = store.contents()?;
        // What the window remembers is nothing that anybody misses.
        if salvaged.iter().all(|kind| kind.kept == 0 || kind.is_of_the_window) {
            store::discard(store);
            return Err(Problem::new(
                "Nothing could be rescued",
                format!("Nothing of what was in {} can be read any more. It was not touched, and nothing was made.", workspace.display()),
                "Put a backup back: those that there are stand beside the workspace, in the folder that ends in “.backups”. Look for copies of your own, too.",
            ));
        }
        Ok((contents, salvaged, store.check()?))
    }

    /// The number of whoever has, or had, this profile, connected or gone.
    ///
    /// # Errors
    /// What reading meets.
    pub fn person_id(&self, slug: &str) -> Result<Option<PersonId>, Problem> {
        Ok(self.store.id_of(slug)?)
    }

    /// Notes what came over from a damaged workspace, to be told once.
    pub fn tell_salvaged(&mut self, from: &Path, salvaged: &[Salvaged]) {
        self.store.tell(OpeningRemark::Salvaged { from: from.to_owned(), salvaged: salvaged.to_vec() });
    }

    /// Forgets somebody for good.
    pub(super) fn forget_person(&mut self, person_id: PersonId, with_backups: bool, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let Some(mut forgotten) = self.store.forget(person_id)? else {
            return Err(Problem::new("Nobody of that number is here", "Nothing was changed.", "Open the workspace anew and try again."));
        };
        let mut deleted_backups = 0;
        if with_backups {
            forgotten.in_backups.retain(|backup| {
                // What is not even a workspace was put aside, and may be anybody's.
                let is_deleted = !store::is_something_else(backup) && fs::remove_file(backup).is_ok();
                if is_deleted {
                    let _ = fs::remove_file(format!("{}-wal", backup.display()));
                }
                deleted_backups += usize::from(is_deleted);
                !is_deleted
            });
        }
        let is_backed_up_anew = deleted_backups > 0 && self.store.back_up(now.at, BackupReason::ByHand).is_ok_and(|made| made.is_some());
        self.load(now, emit)?;
        emit(Event::PersonForgotten(Forgetting {
            is_tidied: forgotten.is_tidied,
            name: forgotten.name,
            named_in: forgotten.named_in,
            in_backups: forgotten.in_backups,
            deleted_backups,
            is_backed_up_anew,
        }));
        Ok(())
    }

    /// Deletes a workspace with everything that belongs to it, the sample people beside it included.
    ///
    /// # Errors
    /// Where it is none of Partwell's, is open elsewhere, or a file cannot be deleted; it can be done again.
    pub fn erase(workspace: &Path, timeout: Duration) -> Result<Erased, Problem> {
        let mut deleted = store::erase(workspace, timeout).map_err(|error| match error {
            StoreError::NotAWorkspace { path } => Problem::new(
                "Another file is in the place of the workspace",
                format!("{} was not made by Partwell, or its beginning is destroyed. Nothing was deleted.", path.display()),
                "Move that file away, or delete it yourself, and erase once more: then the backups and everything else go.",
            ),
            error => error.into(),
        })?;
        let sample = sample_path(workspace);
        if sample.exists() {
            deleted.extend(store::erase(&sample, timeout)?);
        }
        Ok(Erased { deleted, left: store::salvaged_of(workspace) })
    }

    /// Examines a workspace without writing to it, and lists its backups.
    #[must_use]
    pub fn examine(workspace: &Path, timeout: Duration) -> Examined {
        let (state, damage) = match Store::check_file(workspace, timeout) {
            Ok((wrong, _)) if wrong.is_empty() && store::is_held(workspace) => (WorkspaceState::Locked, Vec::new()),
            Ok((wrong, _)) if wrong.is_empty() => (WorkspaceState::Ok, Vec::new()),
            Ok((wrong, _)) => (WorkspaceState::Damaged, wrong),
            Err(error) => {
                let state = match &error {
                    StoreError::InUse { .. } => WorkspaceState::Locked,
                    StoreError::NewerSchema { .. } => WorkspaceState::Newer,
                    StoreError::Emptied { .. } => WorkspaceState::EmptyFile,
                    StoreError::NotAWorkspace { .. } => WorkspaceState::NotAWorkspace,
                    StoreError::NoWorkspace { .. } | StoreError::Vanished { .. } => WorkspaceState::Missing,
                    StoreError::Damaged { .. } | StoreError::Altered { .. } | StoreError::Unexpected { .. } | StoreError::FoundDamaged { .. } => {
                        WorkspaceState::Damaged
                    }
                    _ => WorkspaceState::Unreadable,
                };
                let problem = Problem::from(error);
                (state, vec![format!("{}. {}", problem.title, problem.detail)])
            }
        };
        Examined { state, damage, backups: Self::backups(workspace).unwrap_or_default() }
    }
}
