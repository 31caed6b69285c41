//! Insights: gathers the pictures of the network, and writes one to a file.

use std::{collections::BTreeMap, path::Path};

use super::{CommandResult, Emit, Engine};
use crate::{
    event::{Event, Problem},
    export,
    model::{
        evidence::Direction,
        insights::{self, Removed, YearOfMessages},
        local_time::LocalTime,
        person::PersonMap,
        picture::{Picture, PictureShape},
    },
};

impl Engine {
    pub(super) fn load_insights(&self, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let (everyone, plans, known) = (self.store.connected_people()?, self.store.plans()?, self.store.known_people()?);
        let removed: Vec<Removed<'_>> =
            known.iter().filter(|person| plans.contains_key(&person.id)).map(|person| Removed { id: person.id, facts: &person.facts }).collect();
        let mut years: PersonMap<BTreeMap<i16, YearOfMessages>> = PersonMap::default();
        for (id, (log, _)) in self.store.message_logs()? {
            for message in log.messages().iter().filter(|message| !message.is_group) {
                let Ok(at) = jiff::Timestamp::from_second(message.second) else { continue };
                let year = years.entry(id).or_default().entry(now.day_of(at).year()).or_default();
                match message.direction {
                    Direction::Outgoing => year.sent += 1,
                    Direction::Incoming => year.received += 1,
                }
            }
        }
        emit(Event::InsightsLoaded(Box::new(insights::gather(&everyone, &removed, &years, &self.store.coverage()?))));
        Ok(())
    }

    pub(super) fn export_picture(&self, picture: &Picture, shape: &PictureShape, path: &Path, may_replace: bool, emit: Emit<'_>) -> CommandResult {
        self.refuse_own_files(path)?;
        if picture.is_empty() {
            return Err(Problem::new("There is nothing in this picture", "Nothing was written.", "It fills as you import and decide."));
        }
        if !may_replace && path.exists() {
            emit(Event::WouldReplace { path: path.to_owned() });
            return Ok(());
        }
        export::write_bytes(&export::picture_bytes(picture, shape)?, path)?;
        emit(Event::PictureExported { path: path.to_owned() });
        Ok(())
    }
}
