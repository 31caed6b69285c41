//! A person: what an export says of them (facts) and what the member made of it (state).

pub mod context;
pub mod decision;
pub mod dismissed;
pub mod moving;
pub mod namesakes;
pub mod person_name;
pub mod profile_link;
pub mod reason;
pub mod selection_summary;
pub mod title;
pub mod title_words;

use compact_str::CompactString;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::evidence::SparseEvidence;
use crate::model::{
    id::{BatchId, ImportId, PersonId},
    person::{
        decision::{Decision, Pane},
        dismissed::Dismissed,
        reason::Reasons,
        title::TitleReading,
        title_words::TitleWords,
    },
    text::display_text,
};

/// What the newest export that held this person says of them, letter for letter.
///
/// Cells keep their original spelling, blanks at the ends included; [`display_text::sanitized`] is for display.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The normalised profile slug (see [`profile_link::slug`]), the key that exports are matched by.
    pub slug: Option<CompactString>,
    /// "First Name" of the export.
    pub first_name: CompactString,
    /// "Last Name" of the export, credentials included.
    pub last_name: CompactString,
    /// "URL" of the export: any text; only [`Facts::link`] may be opened.
    pub url: CompactString,
    /// "Email Address" of the export; mostly empty.
    pub email: CompactString,
    /// "Company" at the time of the export.
    pub company: CompactString,
    /// "Position" at the time of the export.
    pub position: CompactString,
    /// "Connected On", where it was understood.
    pub connected_on: Option<Date>,
    /// "Connected On" as it stood, kept only where it was not understood.
    pub connected_on_text: CompactString,
}

impl Facts {
    /// Whether a cell that is shown holds invisible characters, or such as turn the order of letters around. They are never shown.
    #[must_use]
    pub fn is_disguised(&self) -> bool {
        [&self.first_name, &self.last_name, &self.company, &self.position, &self.email].into_iter().any(|cell| display_text::is_disguised(cell))
    }

    /// The whole name for the eye, or the slug where the export gave no name.
    #[must_use]
    pub fn name(&self) -> String {
        let first = display_text::sanitized(&self.first_name);
        let last = display_text::sanitized(&self.last_name);
        match (first.is_empty(), last.is_empty()) {
            (false, false) => format!("{first} {last}"),
            (false, true) => first.into_owned(),
            (true, false) => last.into_owned(),
            (true, true) => self.slug.as_deref().map_or_else(|| "No name".to_owned(), |s| display_text::sanitized(s).into_owned()),
        }
    }

    /// One or two letters for the circle beside the name: the first of each name, as a reader sees letters.
    #[must_use]
    pub fn initials(&self) -> String {
        let first_letter = |text: &str| -> Option<String> {
            display_text::sanitized(text).graphemes(true).find(|g| g.chars().next().is_some_and(char::is_alphanumeric)).map(str::to_uppercase)
        };
        let mut initials = first_letter(&self.first_name).unwrap_or_default();
        initials.push_str(&first_letter(&self.last_name).unwrap_or_default());
        if initials.is_empty() { first_letter(&self.name()).unwrap_or_else(|| "?".to_owned()) } else { initials }
    }

    /// "Position · Company", either alone, or nothing.
    #[must_use]
    pub fn work(&self) -> String {
        let position = display_text::sanitized(&self.position);
        let company = display_text::sanitized(&self.company);
        match (position.is_empty(), company.is_empty()) {
            (false, false) => format!("{position} · {company}"),
            (false, true) => position.into_owned(),
            (true, false) => company.into_owned(),
            (true, true) => String::new(),
        }
    }

    /// The profile's address, only if it is safe to open: an `https` LinkedIn profile and nothing else.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        self.slug.as_ref().and_then(|_| profile_link::safe(&self.url))
    }
}

/// A job that an earlier export showed and a later one no longer does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastJob {
    /// The company then.
    pub company: String,
    /// The position then.
    pub position: String,
    /// When the import that showed another job was made.
    pub until: Timestamp,
}

/// What the member made of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonState {
    /// Keep, remove or undecided.
    pub decision: Decision,
    /// When that was last decided.
    pub decided_at: Option<Timestamp>,
    /// Of [`Decision::Later`]: the day from which on to look again.
    pub later_until: Option<Date>,
    /// A lock: cannot enter Remove until unlocked.
    pub is_protected: bool,
    /// Whether the member is glad to have found them again.
    pub is_rediscovered: bool,
    /// What rules suggested and the member dismissed.
    pub dismissed: Dismissed,
    /// Why this person is to be removed.
    pub reasons: Reasons,
    /// The member's own note.
    pub note: String,
    /// The finalized batch this person is in, if any.
    pub batch: Option<BatchId>,
}

impl PersonState {
    /// The pane this person stands in; none once they are in a finalized batch.
    #[must_use]
    pub fn pane(&self) -> Option<Pane> {
        if self.batch.is_some() {
            return None;
        }
        Some(if self.decision == Decision::Remove { Pane::Remove } else { Pane::Keep })
    }

    /// Whether this person was put off until this day or an earlier one, so that it is time to look again.
    #[must_use]
    pub fn is_due(&self, today: Date) -> bool {
        self.decision == Decision::Later && self.pane().is_some() && self.later_until.is_none_or(|until| until <= today)
    }
}

/// Somebody who is connected: facts and state together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who this is, in this workspace.
    pub id: PersonId,
    /// What the export says.
    pub facts: Facts,
    /// What the member made of it.
    pub state: PersonState,
    /// What exports know of the tie.
    pub evidence: SparseEvidence,
    /// Jobs that earlier exports showed, latest first.
    pub past_jobs: Vec<PastJob>,
    /// What the words of the position say.
    pub title: TitleReading,
    /// The import that brought them.
    pub first_import: ImportId,
    /// Whether they were connected before, gone, and are connected again since another day.
    pub was_gone: bool,
}

impl Person {
    /// Somebody of whom nothing but the list of connections is known.
    #[must_use]
    pub fn new(id: PersonId, facts: Facts) -> Self {
        Self {
            id,
            title: TitleWords::built_in().reading(&facts.position),
            facts,
            state: PersonState::default(),
            evidence: SparseEvidence::default(),
            past_jobs: Vec::new(),
            first_import: ImportId(1),
            was_gone: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(first: &str, last: &str) -> Facts {
        Facts { first_name: first.into(), last_name: last.into(), ..Facts::default() }
    }

    #[test]
    fn initials_are_letters_as_a_reader_sees_them() {
        assert_eq!(named("Élodie", "Quorn, PhD").initials(), "ÉQ");
        assert_eq!(named("🌿 Mira", "").initials(), "M");
        assert_eq!(named("陳", "美玲").initials(), "陳美");
        assert_eq!(named("", "").initials(), "N");
        assert_eq!(named("🌿", "🌿").initials(), "?");
    }

    #[test]
    fn a_nameless_person_is_called_by_their_slug() {
        let facts = Facts { slug: Some("mira-quorn".into()), ..Facts::default() };
        assert_eq!(facts.name(), "mira-quorn");
    }
}
