//! Insights: gathers the pictures of the network.

use std::collections::BTreeMap;

use super::{CommandResult, Emit, Engine};
use crate::{
    event::Event,
    model::{
        batch::ledger::LedgerEntry,
        evidence::Direction,
        id::PersonMap,
        insight::{
            burst, insights,
            network::{Network, Removed, YearOfMessages},
            picture::BarKey,
        },
        local_time::LocalTime,
    },
};

impl Engine {
    pub(super) fn load_insights(&self, only: Vec<BarKey>, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let (everyone, plans, known) = (self.store.connected_people()?, self.store.plans()?, self.store.known_people()?);
        // Of somebody who was finalized twice, the later one counts.
        let ledger = self.store.ledger()?;
        let verdicts: PersonMap<_> = ledger.iter().filter(|entry| !entry.is_taken_back()).map(|entry| (entry.person_id, LedgerEntry::verdict(entry))).collect();
        let removed = known.iter().filter(|person| plans.contains_key(&person.id)).map(|person| Removed {
            id: person.id,
            facts: &person.facts,
            verdict: verdicts.get(&person.id).copied().flatten(),
        });
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
        let ever: Vec<_> = known.iter().filter_map(|person| Some((person.id, person.facts.connected_on?))).collect();
        let network = Network {
            everyone: everyone.iter().collect(),
            removed: removed.collect(),
            bursts: burst::bursts(ever.iter().map(|(_, day)| *day)),
            ever,
            years: &years,
            coverage: &self.store.coverage()?,
            time: now,
        };
        emit(Event::InsightsLoaded(Box::new(insights::gather(&network, only))));
        Ok(())
    }
}
