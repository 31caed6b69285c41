//! What follows from the member's word that an export which looked cut short is whole.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use crate::model::{
    id::{BatchId, PersonId, PersonMap},
    import::verdict::{self, Missing, PlannedRemoval, Verdict},
    local_time::LocalTime,
    matching::known_person::KnownPerson,
};

/// What the workspace knows when the word is given.
#[derive(Debug)]
pub struct Accepted {
    /// Whom the export does not hold, and who in it may be the same person.
    pub missing: PersonMap<Option<PersonId>>,
    /// Who was to go.
    pub plans: PersonMap<PlannedRemoval>,
    /// Who was seen again since the last export that was believed, and whether on another day.
    pub returned: PersonMap<bool>,
    /// How many ghost rows more each day has than in the export believed before.
    pub growth: BTreeMap<Date, usize>,
    /// When the export was imported.
    pub made_at: Option<Timestamp>,
    /// The day of the export, where its name tells it.
    pub named_on: Option<Date>,
}

/// What is concluded of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// The person it is about.
    pub id: PersonId,
    /// The batch they were to go with.
    pub batch: Option<BatchId>,
    /// What it is.
    pub verdict: Verdict,
    /// Who may be the same person under another link.
    pub other: Option<PersonId>,
    /// Whether they count as gone from now on.
    pub is_gone: bool,
    /// Whether they are there by a tie made anew.
    pub is_new_tie: bool,
}

impl Accepted {
    /// Concludes of everybody who was connected.
    #[must_use]
    pub fn conclude(&self, known: &[KnownPerson], now: &LocalTime) -> Vec<Conclusion> {
        let connected = || known.iter().filter(|person| person.is_connected);
        let missing: Vec<Missing> =
            connected().filter_map(|person| self.missing.get(&person.id).map(|other| self.missing_person(person, other.is_some()))).collect();
        let of_missing = missing.iter().zip(verdict::judge_missing(&missing, &self.growth)).map(|(one, verdict)| Conclusion {
            id: one.id,
            batch: one.plan.map(|plan| plan.batch),
            verdict,
            other: self.missing.get(&one.id).copied().flatten(),
            is_gone: verdict != Verdict::Unclear,
            is_new_tie: false,
        });
        let of_present = connected().filter(|person| !self.missing.contains_key(&person.id)).filter_map(|person| self.of_present(person.id, now));
        of_missing.chain(of_present).collect()
    }

    fn missing_person(&self, person: &KnownPerson, has_twin: bool) -> Missing {
        Missing {
            id: person.id,
            connected_on: person.facts.connected_on,
            plan: self.plans.get(&person.id).copied(),
            has_twin,
            // The member's word holds for the end of the list, too.
            is_at_the_end: false,
            was_unclear: false,
        }
    }

    fn of_present(&self, id: PersonId, now: &LocalTime) -> Option<Conclusion> {
        let plan = self.plans.get(&id).copied();
        // What was done since that import, it cannot know.
        let is_before = |plan: &PlannedRemoval| plan.acted_at.zip(self.made_at).is_none_or(|(acted, made)| acted <= made);
        let returned = self.returned.get(&id);
        let verdict = verdict::judge_present(returned.is_none(), plan.filter(is_before), self.named_on, now)?;
        let is_new_tie = returned == Some(&true) || plan.is_none_or(|plan| !plan.state.is_open());
        Some(Conclusion { id, batch: plan.map(|plan| plan.batch), verdict, other: None, is_gone: false, is_new_tie })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{batch::task::TaskState, id::ImportId, person::Facts};

    fn known(id: i64) -> KnownPerson {
        KnownPerson {
            id: PersonId(id),
            facts: Facts { connected_on: Some(jiff::civil::date(2020, 1, 1)), ..Facts::default() },
            is_connected: true,
            brought_by: ImportId(1),
        }
    }

    fn accepted() -> Accepted {
        let plan = |state, acted_at: &str| PlannedRemoval { batch: BatchId(1), state, acted_at: Some(acted_at.parse().unwrap()) };
        Accepted {
            missing: [(PersonId(1), None), (PersonId(2), None), (PersonId(3), Some(PersonId(9)))].into_iter().collect(),
            plans: [
                (PersonId(1), plan(TaskState::Done, "2026-01-01T00:00:00Z")),
                (PersonId(4), plan(TaskState::Done, "2026-01-01T00:00:00Z")),
                (PersonId(5), plan(TaskState::Done, "2026-03-01T00:00:00Z")),
            ]
            .into_iter()
            .collect(),
            returned: PersonMap::default(),
            growth: BTreeMap::new(),
            made_at: Some("2026-02-01T00:00:00Z".parse().unwrap()),
            named_on: None,
        }
    }

    #[test]
    fn the_missing_are_gone_and_those_who_may_be_somebody_else_are_unclear() {
        let people = [1, 2, 3, 4, 5, 6].map(known);
        let told: Vec<(i64, Verdict, bool)> =
            accepted().conclude(&people, &LocalTime::default()).iter().map(|told| (told.id.0, told.verdict, told.is_gone)).collect();
        // What was done after the import (5), it cannot know; of 6 there is nothing to say.
        assert_eq!(told, [(1, Verdict::AsPlanned, true), (2, Verdict::Left, true), (3, Verdict::Unclear, false), (4, Verdict::StillConnected, false)]);
    }

    #[test]
    fn who_is_back_on_another_day_has_a_new_tie() {
        let mut accepted = accepted();
        accepted.returned = [(PersonId(4), true), (PersonId(6), false)].into_iter().collect();
        let told: Vec<(i64, Verdict, bool)> =
            accepted.conclude(&[known(4), known(6)], &LocalTime::default()).iter().map(|told| (told.id.0, told.verdict, told.is_new_tie)).collect();
        assert_eq!(told, [(4, Verdict::Returned, true), (6, Verdict::Returned, true)]);
    }

    #[test]
    fn who_was_gone_before_is_not_concluded_of_again() {
        let mut gone = known(1);
        gone.is_connected = false;
        assert_eq!(accepted().conclude(&[gone], &LocalTime::default()), []);
    }
}
