//! Export: writes a removal list.

use std::path::Path;

use super::{Done, Emit, Engine, finalize};
use crate::{
    event::{Event, Problem},
    export,
    model::{
        moment::Moment,
        removal_list::{ListFormat, ListSource, ListedPerson, RemovalList},
    },
};

impl Engine {
    pub(super) fn export_list(&mut self, source: ListSource, format: ListFormat, path: &Path, may_replace: bool, now: Moment, emit: Emit<'_>) -> Done {
        self.refuse_own_files(path)?;
        let list = self.removal_list(source, now)?;
        if list.people.is_empty() {
            return Err(Problem::new("There is nobody in Remove", "An empty list was not written.", "Move those to Remove whom you want to part with."));
        }
        if !may_replace && path.exists() {
            emit(Event::WouldReplace { path: path.to_owned() });
            return Ok(());
        }
        export::write(&list, format, path)?;
        emit(Event::Exported { path: path.to_owned(), format, people: list.people.len() });
        Ok(())
    }

    /// A list must never take the place of the workspace or of the files that SQLite and the lock keep beside it.
    pub(super) fn refuse_own_files(&self, path: &Path) -> Done {
        let Some(name) = path.file_name() else { return Ok(()) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (Ok(folder), Some(own_folder), Some(own_name)) = (folder.canonicalize(), self.store.path().parent(), self.store.path().file_name()) else {
            return Ok(());
        };
        let is_own_name =
            name.to_string_lossy().strip_prefix(&*own_name.to_string_lossy()).is_some_and(|rest| matches!(rest, "" | "-wal" | "-shm" | "-journal" | ".lock"));
        if is_own_name && own_folder.canonicalize().is_ok_and(|own| own == folder) {
            return Err(Problem::new(
                "That is the workspace itself",
                format!("{} holds your decisions. Nothing was written.", path.display()),
                "Choose another name for the list.",
            ));
        }
        Ok(())
    }

    fn removal_list(&self, source: ListSource, now: Moment) -> Result<RemovalList, Problem> {
        let (finalized_at, people) = match source {
            ListSource::Draft => {
                let (everyone, coverage) = (self.store.connected_people()?, self.store.coverage()?);
                (None, finalize::draft(&everyone).into_iter().map(|person| ListedPerson::of(person, &coverage)).collect())
            }
            ListSource::Batch(id) => {
                let batch = self.batch(id)?;
                (Some(batch.finalized_at), batch.people.into_iter().map(|person| person.listed).collect())
            }
        };
        Ok(RemovalList { source, made_on: now.today, offset: now.offset, finalized_at, people })
    }
}
