//! Several people in a few lines: what is known of their ties, what is not, and what would go with them.

use crate::model::{
    evidence::{
        Direction, EvidenceKind,
        coverage::{Coverage, Knowledge},
    },
    person::{Person, decision::Decision},
    text::display_text::{count, people as people_in_words, with_thousands},
};

/// How many have something, how many have it not, and of how many nobody can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// People who have it.
    pub there: usize,
    /// People who do not, as a file tells.
    pub none: usize,
    /// People of whom no export tells.
    pub not_known: usize,
}

impl Tally {
    fn add(&mut self, known: Knowledge) {
        match known {
            Knowledge::There => self.there += 1,
            Knowledge::None => self.none += 1,
            Knowledge::NotKnown => self.not_known += 1,
        }
    }
}

/// Several people, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectionSummary {
    /// How many they are.
    pub people: usize,
    /// Messages between them and the member alone.
    pub messages: Tally,
    /// Recommendations that they wrote for the member.
    pub recommended: Tally,
    /// Endorsements that the member has from them.
    pub endorsed: Tally,
    /// Companies at which nobody else would be left.
    pub last_ties: usize,
    /// How many nobody has decided about.
    pub undecided: usize,
    /// How many are protected.
    pub protected: usize,
}

impl SelectionSummary {
    /// Counts. `last_ties` is how many companies would lose everybody with them.
    #[must_use]
    pub fn of<'p>(people: impl Iterator<Item = &'p Person>, coverage: &Coverage, last_ties: usize) -> Self {
        let mut summary = Self { last_ties, ..Self::default() };
        for person in people {
            let known = |kind, direction| coverage.knowledge_of(kind, direction, &person.facts, &person.evidence);
            summary.people += 1;
            summary.messages.add(match coverage.knowledge(EvidenceKind::Messages, &person.facts, &person.evidence) {
                // A group both are in is no conversation.
                Knowledge::There if person.evidence.message_count() == 0 => Knowledge::None,
                known => known,
            });
            summary.recommended.add(known(EvidenceKind::Recommendations, Direction::Incoming));
            summary.endorsed.add(known(EvidenceKind::Endorsements, Direction::Incoming));
            summary.undecided += usize::from(person.state.decision == Decision::Undecided);
            summary.protected += usize::from(person.state.is_protected);
        }
        summary
    }

    /// A line each: what is, what is not, and of whom it is not known.
    #[must_use]
    pub fn in_words(&self) -> Vec<String> {
        let told = |tally: Tally, there: &str, none: &str, what: &str| {
            let known = match tally.there {
                0 if tally.none == 0 => return format!("{what}: not known"),
                0 => none.to_owned(),
                n if n == self.people => format!("All {there}"),
                n => format!("{} {there}", with_thousands(n)),
            };
            if tally.not_known > 0 { format!("{known}, of {} not known", with_thousands(tally.not_known)) } else { known }
        };
        let mut lines = vec![
            told(self.messages, "with messages", "None with messages", "Messages"),
            told(self.recommended, "recommended you", "None recommended you", "Recommendations"),
            told(self.endorsed, "endorsed you", "None endorsed you", "Endorsements"),
        ];
        if self.last_ties > 0 {
            lines.push(format!("Your last {}", count(self.last_ties, "tie to a company", "ties to companies").replacen("1 ", "", 1)));
        }
        if self.undecided > 0 {
            lines.push(format!("{} not looked at yet", with_thousands(self.undecided)));
        }
        if self.protected > 0 {
            lines.push(format!("{} protected: they do not go to Remove", people_in_words(self.protected)));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        evidence::{Messages, Source, coverage::Period},
        id::{ImportId, PersonId},
        import::file_kind::FileKind,
        person::Facts,
    };

    fn person(id: i64, messages: usize) -> Person {
        let mut person = Person::new(PersonId(id), Facts { connected_on: "2016-01-01".parse().ok(), ..Facts::default() });
        if messages > 0 {
            person.evidence.messages = Some(Messages::at("2021-05-04T10:00:00Z", messages, 0));
        }
        person
    }

    #[test]
    fn what_is_not_known_is_never_told_as_none() {
        let people = [person(1, 3), person(2, 0), person(3, 0)];
        let bare = SelectionSummary::of(people.iter(), &Coverage::default(), 0);
        assert_eq!(bare.messages, Tally { there: 1, none: 0, not_known: 2 });
        assert_eq!(bare.in_words(), ["1 with messages, of 2 not known", "Recommendations: not known", "Endorsements: not known", "3 not looked at yet"]);
        let source = Source { import: ImportId(1), exported_on: "2026-01-01".parse().unwrap() };
        let files = [FileKind::Messages, FileKind::RecommendationsReceived, FileKind::EndorsementsReceived];
        let periods = files.map(|kind| Period { kind, file: String::new(), source, from: "2010-01-01".parse().ok(), to: None });
        let full = SelectionSummary::of(people.iter(), &Coverage::new(periods.into()), 1);
        assert_eq!(full.in_words(), ["1 with messages", "None recommended you", "None endorsed you", "Your last tie to a company", "3 not looked at yet"]);
    }
}
