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
    pub(super) fn export_list(&mut self, source: ListSource, format: ListFormat, path: &Path, now: Moment, emit: Emit<'_>) -> Done {
        let list = self.removal_list(source, now)?;
        if list.people.is_empty() {
            return Err(Problem::new("There is nobody in Remove", "An empty list was not written.", "Move those to Remove whom you want to part with."));
        }
        export::write(&list, format, path)?;
        emit(Event::Exported { path: path.to_owned(), format, people: list.people.len() });
        Ok(())
    }

    fn removal_list(&self, source: ListSource, now: Moment) -> Result<RemovalList, Problem> {
        let (finalized_at, people) = match source {
            ListSource::Draft => {
                let everyone = self.store.connected_people()?;
                (None, finalize::draft(&everyone).into_iter().map(ListedPerson::of).collect())
            }
            ListSource::Batch(id) => {
                let batch = self.batch(id)?;
                (Some(batch.finalized_at), batch.people.into_iter().map(|person| person.listed).collect())
            }
        };
        Ok(RemovalList { source, made_on: now.today, offset: now.offset, finalized_at, people })
    }
}
