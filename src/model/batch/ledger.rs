//! The ledger: everybody ever finalized, with all that was done and said since. Lines are only ever added.

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};

use crate::model::{
    batch::{removal_list::ListedPerson, task::TaskState},
    checklist::Answers,
    evidence::{
        Direction, EvidenceKind,
        coverage::{Coverage, CoverageNote},
    },
    id::{BatchId, EntryId, ImportId, PersonId},
    import::verdict::Verdict,
    local_time::LocalTime,
    person::{
        Person,
        decision::Decision,
        reason::{Reason, Reasons},
    },
    search::{Query, QueryError, RowSet, index::Index},
    text::folding,
};

/// A person to invite again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteAgain {
    /// The person to invite.
    pub person_id: PersonId,
    /// The day from which they can be invited; none where no day was set.
    pub due_on: Option<Date>,
    /// The member's own words.
    pub note: String,
    /// The day on which the invitation was sent by hand.
    pub sent_on: Option<Date>,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// The batch was finalized, or finalized again by Redo.
    Finalized,
    /// The batch was taken back by Undo.
    TakenBack,
    /// The member said what came of it.
    Acted(TaskState),
    /// An export spoke.
    Judged(Verdict),
    /// That was taken back with its import.
    VerdictTakenBack,
    /// They were invited again by hand.
    InvitedAgain,
    /// That was taken back.
    InvitationTakenBack,
}

impl LineKind {
    /// The word in the workspace and in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Finalized => "finalized",
            Self::TakenBack => "taken_back",
            Self::Acted(state) => state.key(),
            Self::Judged(verdict) => verdict.key(),
            Self::VerdictTakenBack => "verdict_taken_back",
            Self::InvitedAgain => "invited_again",
            Self::InvitationTakenBack => "invitation_taken_back",
        }
    }

    /// Reads back [`LineKind::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "finalized" => Some(Self::Finalized),
            "taken_back" => Some(Self::TakenBack),
            "verdict_taken_back" => Some(Self::VerdictTakenBack),
            "invited_again" => Some(Self::InvitedAgain),
            "invitation_taken_back" => Some(Self::InvitationTakenBack),
            _ => TaskState::from_key(key).map(Self::Acted).or_else(|| Verdict::from_key(key).map(Self::Judged)),
        }
    }

    /// For people: "Done at LinkedIn".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Finalized => "Finalized",
            Self::TakenBack => "Taken back by Undo",
            Self::Acted(TaskState::ToDo) => "Back on the work list",
            Self::Acted(TaskState::Done) => "Done at LinkedIn",
            Self::Acted(TaskState::Skipped) => "Skipped",
            Self::Acted(TaskState::NotFound) => "Not found at LinkedIn",
            Self::Acted(TaskState::ChangedMind) => "Changed my mind: stays",
            Self::Judged(verdict) => verdict.words(),
            Self::VerdictTakenBack => "That verdict was taken back",
            Self::InvitedAgain => "Invited again",
            Self::InvitationTakenBack => "That invitation was taken back",
        }
    }
}

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// The moment it happened.
    pub at: Timestamp,
    /// The kind of event.
    pub kind: LineKind,
    /// Of a verdict: the import that spoke.
    pub import: Option<ImportId>,
}

/// Somebody who was finalized once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Its number.
    pub id: EntryId,
    /// The batch, as it was numbered then.
    pub batch: BatchId,
    /// Who, as they were numbered then.
    pub person_id: PersonId,
    /// When the batch was finalized.
    pub finalized_at: Timestamp,
    /// What was known of them then.
    pub listed: ListedPerson,
    /// What the checklist was answered.
    pub answers: Answers,
    /// What happened since, oldest first.
    pub lines: Vec<LedgerLine>,
}

impl LedgerEntry {
    /// Whether a leftover, by its key in [`LEFTOVERS`], can be left of this tie. What no export tells may be.
    #[must_use]
    pub fn may_have_leftover(&self, key: &str) -> bool {
        let evidence = &self.listed.evidence;
        let is_known = |kind: EvidenceKind| self.listed.coverage.get(&kind).is_some_and(CoverageNote::is_known);
        match key {
            "thread" => evidence.messages.is_some() || !is_known(EvidenceKind::Messages),
            "recommendation" => evidence.recommendations(Direction::Outgoing).next().is_some() || !is_known(EvidenceKind::Recommendations),
            _ => true,
        }
    }

    /// Whether the batch was taken back and not finalized again.
    #[must_use]
    pub fn is_taken_back(&self) -> bool {
        let last = self.lines.iter().rev().find(|line| matches!(line.kind, LineKind::Finalized | LineKind::TakenBack));
        last.is_some_and(|line| line.kind == LineKind::TakenBack)
    }

    /// What the member last said of it.
    #[must_use]
    pub fn state(&self) -> TaskState {
        let said = self.lines.iter().rev().find_map(|line| match line.kind {
            LineKind::Acted(state) => Some(state),
            LineKind::TakenBack => Some(TaskState::ToDo),
            _ => None,
        });
        said.unwrap_or_default()
    }

    /// When that was; none before anything was done.
    #[must_use]
    pub fn acted_at(&self) -> Option<Timestamp> {
        self.lines.iter().rev().find(|line| matches!(line.kind, LineKind::Acted(_))).map(|line| line.at)
    }

    /// What the last export said, verdicts that were taken back left out.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        let mut verdicts: Vec<(Option<ImportId>, Verdict)> = Vec::new();
        for line in &self.lines {
            match line.kind {
                LineKind::Judged(verdict) => verdicts.push((line.import, verdict)),
                LineKind::VerdictTakenBack => verdicts.retain(|(import, _)| *import != line.import),
                _ => {}
            }
        }
        verdicts.last().map(|(_, verdict)| *verdict)
    }

    /// The year in which the batch was finalized.
    #[must_use]
    pub fn year(&self, time: &LocalTime) -> i16 {
        time.day_of(self.finalized_at).year()
    }
}

/// What part of the ledger to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerFilter {
    /// A search, as in Review; words are also looked for in recommendations.
    pub search: String,
    /// Only this year.
    pub year: Option<i16>,
    /// Only with this reason.
    pub reason: Option<Reason>,
    /// Only with this verdict.
    pub verdict: Option<VerdictChoice>,
}

/// A verdict, or that there is none yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictChoice {
    /// This one.
    Is(Verdict),
    /// No export has spoken yet.
    NoneYet,
}

impl LedgerFilter {
    /// What of the search is not understood; then it finds nobody.
    #[must_use]
    pub fn errors(&self) -> Vec<QueryError> {
        Query::parse_typed(&self.search).errors().to_vec()
    }

    /// Those that it shows, newest first. `texts` are those of the entries.
    #[must_use]
    pub fn apply<'e>(&self, entries: &'e [LedgerEntry], texts: &LedgerTexts, time: &LocalTime) -> Vec<&'e LedgerEntry> {
        let found = texts.find(&self.search);
        let mut shown: Vec<&LedgerEntry> = entries
            .iter()
            .enumerate()
            .filter(|(at, _)| found.as_ref().is_none_or(|found| found.contains(*at)))
            .map(|(_, entry)| entry)
            .filter(|entry| {
                self.year.is_none_or(|year| entry.year(time) == year)
                    && self.reason.is_none_or(|reason| entry.listed.reasons.iter().any(|key| key == reason.key()))
                    && self.verdict.is_none_or(|choice| match choice {
                        VerdictChoice::Is(verdict) => entry.verdict() == Some(verdict),
                        VerdictChoice::NoneYet => entry.verdict().is_none(),
                    })
            })
            .collect();
        shown.sort_by(|a, b| (b.finalized_at, a.id).cmp(&(a.finalized_at, b.id)));
        shown
    }
}

/// What a search looks through in the entries of a ledger, made ready once.
#[derive(Debug, Default)]
pub struct LedgerTexts {
    people: Vec<Person>,
    index: Index,
    /// For every entry all of its words, folded.
    words: Vec<String>,
}

impl LedgerTexts {
    /// Those of these entries. `coverage` tells what the files can speak of.
    #[must_use]
    pub fn of(entries: &[LedgerEntry], coverage: &Coverage, time: &LocalTime) -> Self {
        let people: Vec<Person> = entries.iter().map(LedgerEntry::person).collect();
        Self { index: Index::build(&people, coverage, time), people, words: entries.iter().map(text_of).collect() }
    }

    /// The places of those whom a search finds; none where nothing is searched for.
    fn find(&self, search: &str) -> Option<Arc<RowSet>> {
        let mut query = Query::parse_typed(search);
        query.resolve(&self.people);
        (!query.is_empty()).then(|| query.find_in_texts(&self.index, &self.words).rows)
    }
}

impl LedgerEntry {
    /// As they were when the batch was finalized, for searches.
    fn person(&self) -> Person {
        let listed = &self.listed;
        let mut person = Person::new(self.person_id, listed.facts.clone());
        person.state.decision = Decision::Remove;
        person.state.decided_at = listed.decided_at;
        person.state.batch = Some(self.batch);
        person.state.reasons = Reasons::from_keys(&listed.reasons.join(" "), listed.own_reason.clone());
        person.state.note.clone_from(&listed.note);
        person.evidence = listed.evidence.clone().into();
        person.past_jobs.clone_from(&listed.past_jobs);
        person
    }
}

/// What a search looks through.
fn text_of(entry: &LedgerEntry) -> String {
    let listed = &entry.listed;
    let mut text =
        [listed.facts.name().as_str(), &listed.facts.company, &listed.facts.position, &listed.facts.email, &listed.note, &listed.reasons_in_words()].join("\n");
    for recommendation in &listed.evidence.recommendations {
        text.push('\n');
        text.push_str(&recommendation.text);
    }
    folding::searchable(&text)
}

/// What may be left of a tie after the removal, for tidying (key, what, how).
pub const LEFTOVERS: [(&str, &str, &str); 7] = [
    ("followed", "Do you still follow them?", "It normally ends with the removal. Look at “Following” in your network once."),
    ("follower", "Do they still follow you?", "They may, and see what you share. Look at “Followers” in your network; “Remove” there tells nobody."),
    ("groups", "Shared groups", "You both stay in them. Leave those that you only joined for this tie."),
    ("thread", "The old message thread", "It normally stays. Archive or delete it if it is in your way."),
    ("address", "Their address elsewhere", "Phone, mail program, calendar: keep it or clear it, but know which."),
    ("invitation", "A pending invitation", "If one of you invited the other again by mistake, withdraw or decline it."),
    ("recommendation", "Your own recommendation of them", "It is withdrawn with the tie. If you quote it elsewhere, take it down there."),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(lines: &[(LineKind, Option<i64>)]) -> LedgerEntry {
        let at = Timestamp::UNIX_EPOCH;
        LedgerEntry {
            id: EntryId(1),
            batch: BatchId(1),
            person_id: PersonId(1),
            finalized_at: at,
            listed: ListedPerson::default(),
            answers: Answers::new(),
            lines: lines.iter().map(|(kind, import)| LedgerLine { at, kind: *kind, import: import.map(ImportId) }).collect(),
        }
    }

    #[test]
    fn the_last_word_counts_and_what_was_taken_back_does_not() {
        use LineKind::{Acted, Finalized, Judged, TakenBack, VerdictTakenBack};
        let told =
            entry(&[(Finalized, None), (Acted(TaskState::Done), None), (Judged(Verdict::StillConnected), Some(2)), (Judged(Verdict::AsPlanned), Some(3))]);
        assert_eq!((told.state(), told.verdict(), told.is_taken_back()), (TaskState::Done, Some(Verdict::AsPlanned), false));
        let back = entry(&[(Finalized, None), (Judged(Verdict::StillConnected), Some(2)), (Judged(Verdict::AsPlanned), Some(3)), (VerdictTakenBack, Some(3))]);
        assert_eq!(back.verdict(), Some(Verdict::StillConnected));
        let undone = entry(&[(Finalized, None), (Acted(TaskState::Done), None), (TakenBack, None)]);
        assert_eq!((undone.state(), undone.is_taken_back()), (TaskState::ToDo, true));
        assert!(!entry(&[(Finalized, None), (TakenBack, None), (Finalized, None)]).is_taken_back());
    }

    #[test]
    fn every_word_is_read_back() {
        let kinds = TaskState::ALL.map(LineKind::Acted).into_iter().chain(Verdict::ALL.map(LineKind::Judged));
        for kind in kinds.chain([LineKind::Finalized, LineKind::TakenBack, LineKind::VerdictTakenBack, LineKind::InvitedAgain, LineKind::InvitationTakenBack]) {
            assert_eq!(LineKind::from_key(kind.key()), Some(kind));
        }
    }
}
