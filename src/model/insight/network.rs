//! The network as Insights count it: who is in it, and what is known of them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{
    evidence::coverage::Coverage,
    id::{PersonId, PersonMap, PersonSet},
    import::verdict::Verdict,
    insight::burst::Burst,
    local_time::LocalTime,
    person::{Facts, Person},
};

/// Whether there are messages or a recommendation between the two.
pub(super) fn is_evident(person: &Person) -> bool {
    person.evidence.message_count() > 0 || person.evidence.has_recommendation()
}

/// Somebody of a finalized batch, connected or gone.
#[derive(Clone, Copy, Debug)]
pub struct Removed<'f> {
    /// The person's number in the workspace.
    pub id: PersonId,
    /// What is known of them.
    pub facts: &'f Facts,
    /// What the last export that told something said of the removal.
    pub verdict: Option<Verdict>,
}

/// Messages of a year, of one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearOfMessages {
    /// From the member to them alone.
    pub sent: usize,
    /// From them to the member alone.
    pub received: usize,
}

/// The people that charts count, and what is known of them.
#[derive(Clone, Debug)]
pub struct Network<'n> {
    /// Everybody who is connected.
    pub everyone: Vec<&'n Person>,
    /// Everybody in finalized batches.
    pub removed: Vec<Removed<'n>>,
    /// Everybody whom any export held, with the day they connected on.
    pub ever: Vec<(PersonId, Date)>,
    /// The weeks in which many came at once, of the whole network.
    pub bursts: Vec<Burst>,
    /// The messages of each person by year.
    pub years: &'n PersonMap<BTreeMap<i16, YearOfMessages>>,
    /// What the files tell of.
    pub coverage: &'n Coverage,
    /// Now, and the calendar.
    pub time: &'n LocalTime,
}

impl<'n> Network<'n> {
    /// The same with nobody but these.
    #[must_use]
    pub fn among(&self, people: &PersonSet) -> Self {
        Self {
            everyone: self.everyone.iter().copied().filter(|person| people.contains(&person.id)).collect(),
            removed: self.removed.iter().copied().filter(|one| people.contains(&one.id)).collect(),
            ever: self.ever.iter().copied().filter(|(id, _)| people.contains(id)).collect(),
            bursts: self.bursts.clone(),
            ..*self
        }
    }

    /// Those who stand in Keep or in Remove.
    pub(super) fn in_review(&self) -> impl Iterator<Item = &'n Person> {
        self.everyone.iter().copied().filter(|person| person.state.pane().is_some())
    }

    /// Of everybody who is connected, whether there are messages or a recommendation.
    pub(super) fn evident(&self) -> PersonMap<bool> {
        self.everyone.iter().map(|person| (person.id, is_evident(person))).collect()
    }
}
