//! Conditions in a search: `messages:0`, `connected:<2016`, `-has:recommendation`, `company:acme`.
//!
//! What is not known meets no condition about it: `messages:0` finds those with none, not those of whom no export tells.

use jiff::civil::Date;
use memchr::memmem::Finder;

use crate::model::{
    evidence::{Direction, EvidenceKind, coverage::Coverage},
    person::{Person, decision::Decision},
    text::{display_text::sanitized, folding::Field},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Comparison {
    /// Splits `<=2016` into sign and value.
    fn split(value: &str) -> (Self, &str) {
        for (text, sign) in [("<=", Self::AtMost), (">=", Self::AtLeast), ("<", Self::Less), (">", Self::More), ("=", Self::Equal)] {
            if let Some(rest) = value.strip_prefix(text) {
                return (sign, rest);
            }
        }
        (Self::Equal, value)
    }

    /// Whether a value stands so to a span that goes from `from` to `to`.
    fn holds<T: PartialOrd>(self, value: &T, from: &T, to: &T) -> bool {
        match self {
            Self::Less => value < from,
            Self::AtMost => value <= to,
            Self::Equal => value >= from && value <= to,
            Self::AtLeast => value >= from,
            Self::More => value > to,
        }
    }
}

/// What somebody can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Property {
    Evidence(EvidenceKind),
    Company,
    Position,
    Email,
    Note,
    Reason,
    Lock,
    Later,
    Unfollow,
    JobChange,
}

impl Property {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "messages" | "message" => Self::Evidence(EvidenceKind::Messages),
            "recommendation" | "recommendations" => Self::Evidence(EvidenceKind::Recommendations),
            "endorsement" | "endorsements" => Self::Evidence(EvidenceKind::Endorsements),
            "invitation" | "invitations" => Self::Evidence(EvidenceKind::Invitations),
            "company" => Self::Company,
            "position" => Self::Position,
            "email" | "e-mail" => Self::Email,
            "note" | "notes" => Self::Note,
            "reason" | "reasons" => Self::Reason,
            "lock" => Self::Lock,
            "later" => Self::Later,
            "unfollow" => Self::Unfollow,
            "newjob" => Self::JobChange,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Predicate {
    Messages(Comparison, usize),
    Connected(Comparison, Date, Date),
    LastContact(Comparison, Date, Date),
    InvitedBy(Direction),
    Has(Property),
    /// No export tells of it.
    NotKnown(EvidenceKind),
    /// To be looked at again by now.
    IsDue,
    /// Whether anything was chosen for them; put off is chosen, too.
    IsDecided,
    /// Kept by choice.
    IsKept,
    Text(Field, Box<Phrase>),
    /// The whole of a field.
    Whole(Field, String),
}

/// Words to look for, made ready once.
#[derive(Clone, Debug)]
struct Phrase(Finder<'static>);

impl PartialEq for Phrase {
    fn eq(&self, other: &Self) -> bool {
        self.0.needle() == other.0.needle()
    }
}

impl Eq for Phrase {}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    test: Predicate,
    is_negated: bool,
}

/// What a word of a search turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A condition.
    Condition(Condition),
    /// Looks like one, but its value is not understood, or not typed to its end.
    Unclear,
    /// Text to look for.
    Text,
}

/// A person as conditions see them.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) struct Subject<'s> {
    pub(super) person: &'s Person,
    /// Their text in the search index.
    pub(super) folded: &'s str,
    /// The local day of the last message between the two alone.
    pub(super) contact_day: Option<Date>,
    /// The local day that it is.
    pub(super) today: Date,
}

impl Condition {
    /// Reads a word, folded.
    pub(super) fn read(word: &str) -> Word {
        let (is_negated, word) = word.strip_prefix('-').map_or((false, word), |rest| (true, rest));
        let Some((key, value)) = word.split_once(':') else { return Word::Text };
        let (sign, number) = Comparison::split(value);
        let text = |field: Field| match value.strip_prefix('=') {
            Some(whole) => (!whole.is_empty()).then(|| Predicate::Whole(field, whole.to_owned())),
            None => (!value.is_empty()).then(|| Predicate::Text(field, Box::new(Phrase(Finder::new(value).into_owned())))),
        };
        let read = match key {
            "messages" => number.parse().ok().map(|count| Predicate::Messages(sign, count)),
            "connected" => span(number).map(|(from, to)| Predicate::Connected(sign, from, to)),
            "last" => span(number).map(|(from, to)| Predicate::LastContact(sign, from, to)),
            "invited" => match value {
                "me" => Some(Predicate::InvitedBy(Direction::Outgoing)),
                "them" => Some(Predicate::InvitedBy(Direction::Incoming)),
                _ => None,
            },
            "has" => Property::from_word(value).map(Predicate::Has),
            "unknown" => match Property::from_word(value) {
                Some(Property::Evidence(kind)) => Some(Predicate::NotKnown(kind)),
                _ => None,
            },
            "is" => match value {
                "due" => Some(Predicate::IsDue),
                "decided" => Some(Predicate::IsDecided),
                "kept" => Some(Predicate::IsKept),
                "undecided" => {
                    return Word::Condition(Self { test: Predicate::IsDecided, is_negated: !is_negated });
                }
                _ => None,
            },
            "company" => text(Field::Company),
            "position" => text(Field::Position),
            "name" => text(Field::Name),
            "note" => text(Field::Note),
            "email" => text(Field::Email),
            _ => return Word::Text,
        };
        read.map_or(Word::Unclear, |test| Word::Condition(Self { test, is_negated }))
    }

    /// The kind of evidence that it asks about; none where it asks about something else.
    pub(super) fn evidence(&self) -> Option<EvidenceKind> {
        match self.test {
            Predicate::Messages(..) | Predicate::LastContact(..) | Predicate::Has(Property::Evidence(EvidenceKind::Messages)) => Some(EvidenceKind::Messages),
            Predicate::InvitedBy(_) => Some(EvidenceKind::Invitations),
            Predicate::Has(Property::Evidence(kind)) => Some(kind),
            _ => None,
        }
    }

    /// Words that must stand somewhere in the text of whoever meets it: a first sieve, far quicker than the condition.
    pub(super) fn needle(&self) -> Option<Finder<'static>> {
        match &self.test {
            Predicate::Text(_, phrase) if !self.is_negated => Some(phrase.0.clone()),
            _ => None,
        }
    }

    /// Whether it looks at text, which costs more than a look at figures.
    pub(super) fn looks_at_text(&self) -> bool {
        matches!(self.test, Predicate::Text(..))
    }

    /// Whether a person meets it.
    #[must_use]
    #[inline]
    pub(super) fn holds(&self, subject: &Subject<'_>, coverage: &Coverage) -> bool {
        // Words are looked for in every row, so they go first and need nothing else.
        if let Predicate::Text(field, phrase) = &self.test {
            return phrase.0.find(field.of(subject.folded).as_bytes()).is_some() != self.is_negated;
        }
        self.test.holds(subject, coverage).is_some_and(|holds| holds != self.is_negated)
    }
}

impl Predicate {
    /// None where it cannot be told. Kept out of line, so that the way of words above stays short: half again as fast.
    #[inline(never)]
    fn holds(&self, subject: &Subject<'_>, coverage: &Coverage) -> Option<bool> {
        let Subject { person, folded: _, contact_day, today } = *subject;
        let facts = &person.facts;
        let is_known = |kind: EvidenceKind| coverage.knows(kind, facts, &person.evidence).then(|| kind.is_in(&person.evidence));
        match self {
            Self::Messages(sign, count) => is_known(EvidenceKind::Messages).map(|_| sign.holds(&person.evidence.message_count(), count, count)),
            Self::IsDue => Some(person.state.is_due(today)),
            Self::IsDecided => Some(person.state.decision != Decision::Undecided),
            Self::IsKept => Some(person.state.decision == Decision::Keep),
            Self::NotKnown(kind) => Some(!coverage.knows(*kind, facts, &person.evidence)),
            Self::Connected(sign, from, to) => facts.connected_on.map(|day| sign.holds(&day, from, to)),
            Self::LastContact(sign, from, to) => contact_day.map(|day| sign.holds(&day, from, to)),
            Self::InvitedBy(direction) => person.evidence.invitation().map(|invitation| invitation.direction == *direction),
            // The same number as everywhere: what went to a group stands beside it.
            Self::Has(Property::Evidence(EvidenceKind::Messages)) => is_known(EvidenceKind::Messages).map(|_| person.evidence.message_count() > 0),
            Self::Has(Property::Evidence(kind)) => is_known(*kind),
            Self::Has(Property::Company) => Some(!facts.company.trim().is_empty()),
            Self::Has(Property::Position) => Some(!facts.position.trim().is_empty()),
            Self::Has(Property::Email) => Some(!facts.email.trim().is_empty()),
            Self::Has(Property::Note) => Some(!person.state.note.is_empty() || person.evidence.owner_note.is_some()),
            Self::Has(Property::Reason) => Some(!person.state.reasons.is_empty()),
            Self::Has(Property::Lock) => Some(person.state.is_protected),
            Self::Has(Property::Later) => Some(person.state.decision == Decision::Later),
            Self::Has(Property::Unfollow) => Some(person.state.decision == Decision::Unfollow),
            Self::Has(Property::JobChange) => Some(!person.past_jobs.is_empty()),
            Self::Whole(field, whole) => Some(sanitized(field.of(subject.folded)) == whole.as_str()),
            Self::Text(field, phrase) => Some(phrase.0.find(field.of(subject.folded).as_bytes()).is_some()),
        }
    }
}

/// `2016`, `2016-05` or `2016-05-03` as first and last day.
fn span(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('-');
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::local_time::LocalTime;
    use crate::model::{
        evidence::coverage::Period,
        id::{ImportId, PersonId},
        import::file_kind::FileKind,
        search::index::Index,
    };
    use crate::model::{
        evidence::{Evidence, Messages, Source},
        person::Facts,
    };

    fn person(day: &str, company: &str, messages: usize) -> Person {
        let mut person = Person::new(PersonId(1), Facts { connected_on: day.parse().ok(), company: company.into(), ..Facts::default() });
        let at = "2021-05-04T10:00:00Z".parse().unwrap();
        if messages > 0 {
            let messages = Messages {
                sent: messages,
                received: 0,
                group: 0,
                first: at,
                last: at,
                last_by: Direction::Outgoing,
                last_in_group: false,
                last_direct: Some(at),
                last_received: None,
                source: Source::default(),
            };
            person.evidence = Evidence { messages: Some(messages), ..Evidence::default() };
        }
        person
    }

    fn holds(word: &str, person: &Person, coverage: &Coverage) -> bool {
        let time = LocalTime::new("2026-05-04T12:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(-11)));
        let index = Index::build(std::slice::from_ref(person), coverage, &time);
        match Condition::read(word) {
            Word::Condition(condition) => condition.holds(&index.subject(0, person), coverage),
            other => panic!("{word}: {other:?}"),
        }
    }

    #[test]
    fn conditions_hold_for_whom_they_should() {
        let source = Source { import: ImportId(1), exported_on: "2026-01-01".parse().unwrap() };
        let from = "2015-01-01".parse().ok();
        let coverage = Coverage::new(vec![Period { kind: FileKind::Messages, file: String::new(), source, from, to: None }]);
        let (old, mut silent, mut writer) = (person("2012-03-04", "", 0), person("2018-12-31", "Acme Mills", 0), person("2012-03-04", "Kite", 7));
        for (person, until) in [(&mut silent, "2026-05-04"), (&mut writer, "2026-05-05")] {
            person.state.decision = Decision::Later;
            person.state.later_until = until.parse().ok();
        }
        for (word, expected) in [
            ("messages:0", [false, true, false]),
            ("messages:>5", [false, false, true]),
            ("-messages:0", [false, false, true]),
            ("has:messages", [false, false, true]),
            ("-has:messages", [false, true, false]),
            ("has:recommendation", [false, false, false]),
            ("-has:recommendation", [false, false, false]),
            ("connected:<2016", [true, false, true]),
            ("connected:2018", [false, true, false]),
            ("connected:<=2012-03", [true, false, true]),
            ("connected:>2012-03-04", [false, true, false]),
            ("last:2021-05", [false, false, true]),
            ("company:mill", [false, true, false]),
            ("company:=mill", [false; 3]),
            ("company:=acme", [false; 3]),
            ("company:=kite", [false, false, true]),
            ("-company:=kite", [true, true, false]),
            ("position:mill", [false, false, false]),
            ("-company:mill", [true, false, true]),
            ("-has:company", [true, false, false]),
            ("unknown:messages", [true, false, false]),
            ("unknown:recommendations", [true, true, true]),
            ("is:due", [false, true, false]),
            ("-is:due", [true, false, true]),
            ("has:later", [false, true, true]),
            ("is:undecided", [true, false, false]),
            ("-is:undecided", [false, true, true]),
            ("is:decided", [false, true, true]),
            ("is:kept", [false, false, false]),
        ] {
            assert_eq!([&old, &silent, &writer].map(|person| holds(word, person, &coverage)), expected, "{word}");
        }
    }

    #[test]
    fn what_is_not_understood_is_told_from_text() {
        for word in ["messages:", "messages:many", "connected:<20", "has:", "has:money", "invited:you", "is:nothing", "connected:2016-13"] {
            assert_eq!(Condition::read(word), Word::Unclear, "{word}");
        }
        for word in ["acme", "c:d", "https://x", "-acme"] {
            assert_eq!(Condition::read(word), Word::Text, "{word}");
        }
    }
}
