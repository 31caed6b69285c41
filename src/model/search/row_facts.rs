//! What conditions ask of a person, in a few numbers side by side: a look at thirty thousand of them costs less than at a few
//! hundred people spread over the memory.

use jiff::{Timestamp, civil::Date};

use crate::model::{
    evidence::{Direction, EvidenceKind, Messages, coverage::Coverage},
    local_time::LocalTime,
    person::{Person, decision::Decision, title::TitleReading},
};

/// What conditions ask of one person.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(in crate::model) struct RowFacts {
    /// Since when they are connected.
    pub connected: Option<Date>,
    /// The local day of the first message.
    pub first_day: Option<Date>,
    /// The local day of the last message between the two alone.
    pub contact_day: Option<Date>,
    /// Messages between the two alone.
    pub messages: u32,
    /// Of these, those that the member wrote.
    pub sent: u32,
    /// And those that they wrote.
    pub received: u32,
    /// The number of the import that brought them.
    pub first_import: u32,
    /// What the words of the position say.
    pub title: TitleReading,
    /// Keep, remove or undecided.
    pub decision: Decision,
    /// The local day of that decision; none where nobody has decided.
    pub decided_on: Option<Date>,
    /// A bit for each kind of evidence that there is.
    there: u8,
    /// A bit for each kind of evidence of which no export tells.
    untold: u8,
    /// Who wrote last.
    pub last_by: Option<Direction>,
    /// Who invited whom.
    pub invited_by: Option<Direction>,
    /// Whether the export gives a company: set by whoever numbers them.
    pub has_company: bool,
    /// Whether the export gives a position.
    pub has_position: bool,
    /// Whether the export gives an e-mail address.
    pub has_email: bool,
    /// Whether there is a note, the member's or one that was made at LinkedIn.
    pub has_note: bool,
    /// Whether reasons are given.
    pub has_reason: bool,
    /// Whether the member is glad to have found them again.
    pub is_rediscovered: bool,
    /// Whether an earlier import showed another job.
    pub has_past_job: bool,
    /// Whether they were connected before, gone, and connected again.
    pub was_gone: bool,
    /// Whether they recommended the member.
    pub recommended: bool,
    /// Whether all they ever wrote was in the week after connecting, unanswered; none where that cannot be told.
    pub only_pitched: Option<bool>,
}

fn bit(kind: EvidenceKind) -> u8 {
    1 << (kind as u8)
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// So many days after connecting a first message counts as what the connection was for.
const PITCH_DAYS: i32 = 7;

/// Whether somebody wrote in the week after connecting, got no answer, and nothing was written since.
fn only_pitched(connected: Option<Date>, messages: Option<&Messages>, time: &LocalTime) -> Option<bool> {
    let Some(messages) = messages.filter(|messages| messages.received > 0 && messages.sent == 0 && messages.group == 0) else { return Some(false) };
    let connected = connected?;
    let days = |at: Timestamp| connected.until(time.day_of(at)).ok().map(|span| span.get_days());
    // Where the member lives, it may have been the day before.
    Some(days(messages.first)? >= -1 && days(messages.last)? <= PITCH_DAYS)
}

impl RowFacts {
    /// Those of a person.
    pub(super) fn of(person: &Person, coverage: &Coverage, time: &LocalTime) -> Self {
        let (facts, evidence) = (&person.facts, &person.evidence);
        let messages = evidence.messages.as_ref();
        let bits = |is_it: &dyn Fn(EvidenceKind) -> bool| EvidenceKind::ALL.into_iter().filter(|kind| is_it(*kind)).fold(0, |bits, kind| bits | bit(kind));
        let mut row = Self {
            connected: facts.connected_on,
            first_day: messages.map(|messages| time.day_of(messages.first)),
            contact_day: evidence.last_contact().map(|at| time.day_of(at)),
            messages: narrow(evidence.message_count()),
            sent: messages.map_or(0, |messages| narrow(messages.sent)),
            received: messages.map_or(0, |messages| narrow(messages.received)),
            first_import: u32::try_from(person.first_import.0).unwrap_or_default(),
            title: person.title,
            there: bits(&|kind| kind.is_in(evidence)),
            untold: bits(&|kind| !coverage.knows(kind, facts, evidence)),
            last_by: messages.and_then(Messages::last_direct_by),
            invited_by: evidence.invitation().map(|invitation| invitation.direction),
            has_position: !facts.position.trim().is_empty(),
            has_email: !facts.email.trim().is_empty(),
            has_past_job: !person.past_jobs.is_empty(),
            was_gone: person.was_gone,
            only_pitched: only_pitched(facts.connected_on, messages, time),
            recommended: evidence.recommendations(Direction::Incoming).next().is_some(),
            ..Self::default()
        };
        row.take_state(person, time);
        row
    }

    /// Takes over what the member made of a person.
    pub(super) fn take_state(&mut self, person: &Person, time: &LocalTime) {
        let state = &person.state;
        self.decision = state.decision;
        self.decided_on = state.decided_at.filter(|_| state.decision != Decision::Undecided).map(|at| time.day_of(at));
        self.has_note = !state.note.is_empty() || person.evidence.owner_note.is_some();
        self.has_reason = !state.reasons.is_empty();
        self.is_rediscovered = state.is_rediscovered;
    }

    /// Whether some export tells of this kind of evidence.
    #[inline]
    pub(in crate::model) fn is_told(&self, kind: EvidenceKind) -> bool {
        self.untold & bit(kind) == 0
    }

    /// Whether there is evidence of this kind; none where no export tells.
    #[inline]
    pub(in crate::model) fn has(&self, kind: EvidenceKind) -> Option<bool> {
        self.is_told(kind).then(|| match kind {
            // The same number as everywhere: what went to a group stands beside it.
            EvidenceKind::Messages => self.messages > 0,
            kind => self.there & bit(kind) != 0,
        })
    }
}

/// What facets count of a person, in one small number: the kinds of evidence, whether messages are told of, and the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark(pub(super) u8);

impl Mark {
    /// How many there are.
    pub(super) const ALL: usize = 256;

    pub(super) fn of(facts: &RowFacts) -> Self {
        let there = EvidenceKind::ALL.into_iter().filter(|kind| facts.has(*kind) == Some(true)).fold(0, |bits, kind| bits | bit(kind));
        let told = u8::from(facts.is_told(EvidenceKind::Messages)) << 4;
        Self(there | told | (facts.decision as u8) << 5)
    }

    /// Of a number below [`Mark::ALL`].
    pub(super) fn from_number(number: usize) -> Self {
        Self(u8::try_from(number).unwrap_or_default())
    }

    /// Whether there is evidence of this kind; none where no export tells. Of other kinds than messages not told is not there.
    pub(super) fn has(self, kind: EvidenceKind) -> Option<bool> {
        let is_told = kind != EvidenceKind::Messages || self.0 & 1 << 4 != 0;
        is_told.then_some(self.0 & bit(kind) != 0)
    }

    /// Whether this was decided.
    pub(super) fn is(self, decision: Decision) -> bool {
        self.0 >> 5 == decision as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wrote_in_the_first_week_alone_and_unanswered_only_pitched() {
        let time = LocalTime::new("2026-05-04T12:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(-11)));
        let connected = "2024-03-01".parse().ok();
        let messages = |first: &str, last: &str, sent: usize, received: usize, group: usize| {
            let mut messages = Messages::at(&format!("{last}T15:00:00Z"), sent, received);
            messages.first = format!("{first}T15:00:00Z").parse().unwrap();
            messages.group = group;
            messages
        };
        let told = |messages: &Messages| only_pitched(connected, Some(messages), &time);
        assert_eq!(told(&messages("2024-03-01", "2024-03-01", 0, 1, 0)), Some(true));
        assert_eq!(told(&messages("2024-03-04", "2024-03-08", 0, 3, 0)), Some(true));
        for (messages, why) in [
            (messages("2024-03-04", "2024-03-08", 1, 3, 0), "you answered"),
            (messages("2024-03-04", "2024-06-08", 0, 3, 0), "something was written since"),
            (messages("2024-03-12", "2024-03-12", 0, 1, 0), "it was later"),
            (messages("2024-03-04", "2024-03-08", 0, 3, 1), "you may have answered in a group"),
            (messages("2023-11-04", "2024-03-02", 0, 2, 0), "they wrote before you connected"),
            (messages("2024-03-04", "2024-03-04", 1, 0, 0), "you wrote, they did not"),
        ] {
            assert_eq!(told(&messages), Some(false), "{why}");
        }
        assert_eq!(only_pitched(connected, None, &time), Some(false));
        assert_eq!(only_pitched(None, Some(&messages("2024-03-04", "2024-03-04", 0, 1, 0)), &time), None, "since when is not known");
    }
}
