//! Insights: gathers the pictures of the network.

use std::collections::BTreeMap;

use super::{CommandResult, Emit, Engine};
use crate::model::{
    id::PersonMap,
    insight::insights::{self, Removed, YearOfMessages},
};
use crate::{
    event::Event,
    model::{evidence::Direction, local_time::LocalTime},
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
        emit(Event::InsightsLoaded(Box::new(insights::gather(&everyone, &removed, &years, &self.store.coverage()?, now))));
        Ok(())
    }
}
