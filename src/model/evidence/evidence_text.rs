//! Evidence in words: short sentences for rows, tooltips, screen readers, lists and the command line.

use jiff::civil::Date;

use crate::model::{
    evidence::{
        Direction, Evidence, EvidenceKind, Invitation, Messages, Recommendation,
        coverage::{CoverageNote, CoverageNotes, CoverageState, Covered},
    },
    local_time::LocalTime,
    text::{
        date_text::day,
        display_text::{self, sanitized, with_thousands},
    },
};

/// With a capital, to stand at the beginning of a line.
#[must_use]
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// `9 from you · 6 from them · 2 more in groups`
#[must_use]
pub fn messages(messages: &Messages) -> String {
    let mut words = Vec::new();
    if messages.direct() > 0 {
        words.push(format!("{} from you", with_thousands(messages.sent)));
        words.push(format!("{} from them", with_thousands(messages.received)));
    }
    if messages.group > 0 {
        words.push(format!("{}{} in groups", with_thousands(messages.group), if words.is_empty() { "" } else { " more" }));
    }
    words.join(" · ")
}

/// `theirs, 4 May 2021, unanswered`
#[must_use]
pub fn last_word(messages: &Messages, time: &LocalTime) -> String {
    let whose = if messages.last_by == Direction::Outgoing { "yours" } else { "theirs" };
    // In a group nobody in particular is asked.
    let is_unanswered =
        if messages.last_by == Direction::Outgoing { messages.received == 0 && messages.sent > 0 } else { messages.sent == 0 && messages.received > 0 };
    let tail = match (is_unanswered, messages.last_by) {
        (true, Direction::Incoming) => ", you never answered",
        (true, Direction::Outgoing) => ", they never answered",
        (false, _) => "",
    };
    let place = if messages.last_in_group { "in a group, " } else { "" };
    format!("{whose}, {place}{}{tail}", day(time.day_of(messages.last)))
}

/// `you invited them, 7 Jan 2024`
#[must_use]
pub fn invitation(invitation: &Invitation) -> String {
    let who = if invitation.direction == Direction::Outgoing { "you invited them" } else { "they invited you" };
    match invitation.sent_at {
        Some(at) => format!("{who}, {}", day(at.date())),
        None => who.to_owned(),
    }
}

/// `They recommended you`, or that it was written and does not stand.
#[must_use]
pub fn recommendation(found: &Recommendation) -> String {
    match (found.direction, found.stands()) {
        (Direction::Incoming, true) => "They recommended you".to_owned(),
        (Direction::Outgoing, true) => "You recommended them".to_owned(),
        (Direction::Incoming, false) => format!("They wrote a recommendation that does not stand ({})", sanitized(&found.status).to_lowercase()),
        (Direction::Outgoing, false) => format!("You wrote a recommendation that does not stand ({})", sanitized(&found.status).to_lowercase()),
    }
}

/// What is known, a short sentence each; nothing for what is not.
#[must_use]
pub fn sentences(evidence: &Evidence, time: &LocalTime) -> Vec<String> {
    let mut words = Vec::new();
    let both = |incoming: usize, outgoing: usize, theirs: &str, yours: &str| match (incoming > 0, outgoing > 0) {
        (true, true) => format!("{theirs}, and {yours}"),
        (true, false) => theirs.to_owned(),
        _ => yours.to_owned(),
    };
    let (received, given) = (evidence.recommendations(Direction::Incoming).count(), evidence.recommendations(Direction::Outgoing).count());
    if received + given > 0 {
        words.push(both(received, given, "they recommended you", "you recommended them"));
    }
    if let Some(messages) = &evidence.messages {
        let count = match (messages.direct(), messages.group) {
            (0, group) => format!("{} in groups", display_text::count(group, "message", "messages")),
            (direct, 0) => display_text::count(direct, "message", "messages"),
            (direct, group) => format!("{} and {} in groups", display_text::count(direct, "message", "messages"), with_thousands(group)),
        };
        words.push(format!("{count}, last {}", day(time.day_of(messages.last))));
    }
    let (received, given) = (evidence.endorsements(Direction::Incoming), evidence.endorsements(Direction::Outgoing));
    if received + given > 0 {
        let theirs = format!("{} from them", display_text::count(received, "endorsement", "endorsements"));
        let yours = format!("{} from you", display_text::count(given, "endorsement", "endorsements"));
        words.push(both(received, given, &theirs, &yours));
    }
    if let Some(found) = evidence.invitation() {
        words.push(invitation(found));
    }
    if evidence.owner_note.is_some() {
        words.push("you noted something at LinkedIn".to_owned());
    }
    words
}

/// What is known, or that nothing is, as it was frozen. What no file could tell is not among what there is not.
#[must_use]
pub fn summary(evidence: &Evidence, coverage: &CoverageNotes, time: &LocalTime) -> String {
    let mut words = sentences(evidence, time);
    if words.is_empty() {
        let none: Vec<String> =
            EvidenceKind::ALL.into_iter().filter_map(|kind| coverage.get(&kind).and_then(|note| Absence::of_note(note).short(kind))).collect();
        words.push(if none.is_empty() { "not known".to_owned() } else { none.join(", ") });
    }
    words.join(" · ")
}

/// Why there is nothing of a kind with somebody: none, or no way to tell. Every sentence about it comes from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// None, in the export of this day.
    None(Option<Date>),
    /// None went this way, in the export of this day; of the other way no file tells.
    NoneOneWay(Direction, Option<Date>),
    /// The file names them and others of the same name.
    SeveralOfThisName,
    /// The file begins later than the tie, on this day.
    BeforePeriod(Option<Date>),
    /// The tie is newer than the export of this day.
    Newer(Date),
    /// No export held such a file.
    NoFile,
}

impl Absence {
    /// As the files of a workspace have it.
    #[must_use]
    pub fn of(covered: Covered<'_>) -> Self {
        let day = covered.period.map(|period| period.source.exported_on);
        Self::from_parts(covered.state, covered.is_ambiguous, covered.only, covered.period.and_then(|period| period.from), day)
    }

    /// As it was frozen with a batch.
    #[must_use]
    pub fn of_note(note: &CoverageNote) -> Self {
        Self::from_parts(note.state, note.ambiguous, note.only, note.from, note.export_date)
    }

    fn from_parts(state: CoverageState, is_ambiguous: bool, only: Option<Direction>, from: Option<Date>, day: Option<Date>) -> Self {
        match (state, only, day) {
            _ if is_ambiguous => Self::SeveralOfThisName,
            (CoverageState::Covered, Some(direction), day) => Self::NoneOneWay(direction, day),
            (CoverageState::Covered, None, day) => Self::None(day),
            (CoverageState::BeforePeriod, ..) => Self::BeforePeriod(from),
            (CoverageState::NotInExport, _, Some(day)) => Self::Newer(day),
            (CoverageState::NotInExport, _, None) => Self::NoFile,
        }
    }

    /// Behind the name of the kind: "none in the export of 8 Jan 2024".
    #[must_use]
    pub fn in_words(self, kind: EvidenceKind) -> String {
        let in_export = |on: Option<Date>| on.map(|on| format!(" in the export of {}", day(on))).unwrap_or_default();
        match self {
            Self::None(on) => format!("none{}", in_export(on)),
            Self::NoneOneWay(Direction::Incoming, on) => format!("none from them{}; not known whether any from you", in_export(on)),
            Self::NoneOneWay(Direction::Outgoing, on) => format!("none from you{}; not known whether any from them", in_export(on)),
            Self::SeveralOfThisName => "not known: several people share this name".to_owned(),
            Self::BeforePeriod(Some(from)) => format!("not known: the file begins {}", day(from)),
            Self::BeforePeriod(None) => "not known: before the file's time".to_owned(),
            Self::Newer(on) => format!("not known: newer than the export of {}", day(on)),
            Self::NoFile => format!("not known: no export held {}", kind.noun()),
        }
    }

    /// In a list of what there is not: "no messages"; nothing where that is not known.
    #[must_use]
    pub fn short(self, kind: EvidenceKind) -> Option<String> {
        match self {
            Self::None(_) => Some(format!("no {}", kind.noun())),
            Self::NoneOneWay(Direction::Incoming, _) => Some(format!("no {} from them", kind.noun())),
            Self::NoneOneWay(Direction::Outgoing, _) => Some(format!("no {} from you", kind.noun())),
            _ => None,
        }
    }
}

/// Why nothing of a kind is known of somebody: none there, or no way to tell.
#[must_use]
pub fn nothing(kind: EvidenceKind, covered: Covered<'_>) -> String {
    Absence::of(covered).in_words(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{evidence::Source, person::Facts};
    use crate::model::{
        evidence::coverage::{Coverage, Knowledge, Period},
        id::ImportId,
        import::file_kind::FileKind,
    };

    /// Every combination of evidence and files, with the sentence that is true of it: none, not known and one way alone are
    /// never mixed up.
    #[test]
    fn each_sentence_is_true_of_what_the_files_tell() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let file = |kind: FileKind, from: &str, on: &str| Period {
            kind,
            file: String::new(),
            source: Source { import: ImportId(1), exported_on: date(on) },
            from: Some(date(from)),
            to: None,
        };
        let received = || file(FileKind::RecommendationsReceived, "2019-01-01", "2024-06-01");
        let given = || file(FileKind::RecommendationsGiven, "2019-01-01", "2024-06-01");
        let messages = || file(FileKind::Messages, "2021-01-01", "2024-06-01");
        let (letters, praise) = (EvidenceKind::Messages, EvidenceKind::Recommendations);
        for (kind, files, connected_on, is_ambiguous, knowledge, words, short) in [
            (letters, vec![], "2022-01-01", false, Knowledge::NotKnown, "not known: no export held messages", None),
            (letters, vec![messages()], "2022-01-01", false, Knowledge::None, "none in the export of 1 Jun 2024", Some("no messages")),
            (letters, vec![messages()], "2020-01-01", false, Knowledge::NotKnown, "not known: the file begins 1 Jan 2021", None),
            (letters, vec![messages()], "2025-01-01", false, Knowledge::NotKnown, "not known: newer than the export of 1 Jun 2024", None),
            (letters, vec![messages()], "2022-01-01", true, Knowledge::NotKnown, "not known: several people share this name", None),
            (praise, vec![received(), given()], "2010-01-01", false, Knowledge::None, "none in the export of 1 Jun 2024", Some("no recommendations")),
            (
                praise,
                vec![received()],
                "2010-01-01",
                false,
                Knowledge::NotKnown,
                "none from them in the export of 1 Jun 2024; not known whether any from you",
                Some("no recommendations from them"),
            ),
            (
                praise,
                vec![given()],
                "2010-01-01",
                false,
                Knowledge::NotKnown,
                "none from you in the export of 1 Jun 2024; not known whether any from them",
                Some("no recommendations from you"),
            ),
            (praise, vec![], "2010-01-01", false, Knowledge::NotKnown, "not known: no export held recommendations", None),
            (praise, vec![received(), given()], "2010-01-01", true, Knowledge::NotKnown, "not known: several people share this name", None),
        ] {
            let coverage = Coverage::new(files);
            let facts = Facts { connected_on: Some(date(connected_on)), ..Facts::default() };
            let evidence = Evidence { ambiguous: is_ambiguous.then_some(kind).into_iter().collect(), ..Evidence::default() };
            assert_eq!(coverage.knowledge(kind, &facts, &evidence), knowledge, "{words}");
            assert_eq!(nothing(kind, coverage.of(kind, &facts, &evidence)), words);
            let notes = coverage.notes(&facts, &evidence);
            assert_eq!(Absence::of_note(&notes[&kind]).short(kind).as_deref(), short, "{words}");
            assert_eq!(summary(&evidence, &notes, &LocalTime::default()), short.unwrap_or("not known"), "{words}");
        }
    }
}
