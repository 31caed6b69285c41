//! Conditions in a search: `messages:0`, `connected:<2016`, `-has:recommendation`, `company:acme`.
//!
//! What is not known meets no condition about it: `messages:0` finds those with none, not those of whom no export tells.

use std::{fmt, sync::Arc};

use jiff::civil::Date;
use memchr::memmem::Finder;

use super::{
    field::{self, FIELDS, FieldSpec, ValueKind},
    index::Index,
    row_facts::RowFacts,
    truths::{Truth, Truths},
    value::{self, DateTest, Span},
};
use crate::model::{
    evidence::{Direction, EvidenceKind},
    id::ImportId,
    person::{
        decision::Decision,
        profile_link,
        title::{Role, Seniority},
    },
    text::{
        display_text::sanitized,
        folding::{Field, fold},
    },
};

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
    Date,
    Role,
    Seniority,
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
            "date" => Self::Date,
            "role" => Self::Role,
            "seniority" => Self::Seniority,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Predicate {
    Messages(Span<usize>),
    Sent(Span<usize>),
    Received(Span<usize>),
    Connected(DateTest),
    FirstContact(DateTest),
    LastContact(DateTest),
    /// When the member last decided; whoever is undecided was not looked at on any day.
    Decided(DateTest),
    LastBy(Direction),
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
    /// To be removed: in Remove, or in a finalized batch.
    IsToRemove,
    Text(Field, Box<Phrase>),
    /// The whole of a field.
    Whole(Field, String),
    Reason(Box<Phrase>),
    /// One of the reasons, as it is called, or the own words.
    WholeReason(String),
    /// The words of the position name this kind of work.
    Role(Role),
    /// The highest level that they name is this.
    Seniority(Seniority),
    /// Came with this import or a later one.
    SinceImport(ImportId),
    /// Connected on the same day as whoever has this profile.
    SameDay(SameDay),
    /// Connected before, gone, and connected again on another day.
    IsConnectedBefore,
    /// The member was glad to have found them again.
    IsRediscovered,
    /// A rule suggests to remove them.
    IsSuggested,
    /// All they ever wrote was in the week after connecting, unanswered.
    IsOnlyPitched,
}

/// Whose day it is. Which day that is only the network tells, see [`Condition::resolve`].
#[derive(Clone, Debug)]
struct SameDay {
    slug: String,
    day: Option<Date>,
}

impl PartialEq for SameDay {
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}

impl Eq for SameDay {}

/// Words to look for, made ready once.
#[derive(Clone, Debug)]
pub(super) struct Phrase(Finder<'static>);

impl Phrase {
    pub(super) fn new(folded: &str) -> Self {
        Self(Finder::new(folded).into_owned())
    }

    pub(super) fn is_in(&self, folded: &str) -> bool {
        self.0.find(folded.as_bytes()).is_some()
    }

    pub(super) fn finder(&self) -> &Finder<'static> {
        &self.0
    }

    /// The words, folded.
    pub(super) fn words(&self) -> &str {
        std::str::from_utf8(self.0.needle()).unwrap_or_default()
    }
}

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
    field: &'static str,
    /// What stands behind the colon, folded.
    value: String,
}

/// What a word of a search turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A condition.
    Condition(Condition),
    /// Looks like one, but is not understood, or not typed to its end; with the word that was meant, where one is near.
    Unclear(Option<String>),
    /// Text to look for.
    Text,
}

/// Reads the value of a field. None where it is not understood.
fn predicate(field: &FieldSpec, value: &str) -> Option<Predicate> {
    let text = |of: Field| match value.strip_prefix('=') {
        Some(whole) => (!whole.trim().is_empty()).then(|| Predicate::Whole(of, whole.trim().to_owned())),
        None => (!value.is_empty()).then(|| Predicate::Text(of, Box::new(Phrase::new(value)))),
    };
    let direction = || match value {
        "me" => Some(Direction::Outgoing),
        "them" => Some(Direction::Incoming),
        _ => None,
    };
    match field.name {
        "name" => text(Field::Name),
        "company" => text(Field::Company),
        "position" => text(Field::Position),
        "email" => text(Field::Email),
        "note" => text(Field::Note),
        "reason" => match value.strip_prefix('=') {
            Some(whole) => (!whole.trim().is_empty()).then(|| Predicate::WholeReason(whole.trim().to_owned())),
            None => (!value.is_empty()).then(|| Predicate::Reason(Box::new(Phrase::new(value)))),
        },
        "connected" => value::date(value).map(Predicate::Connected),
        "first" => value::date(value).map(Predicate::FirstContact),
        "last" => value::date(value).map(Predicate::LastContact),
        "decided" => value::date(value).map(Predicate::Decided),
        "messages" => value::number(value).map(Predicate::Messages),
        "sent" => value::number(value).map(Predicate::Sent),
        "received" => value::number(value).map(Predicate::Received),
        "last-by" => direction().map(Predicate::LastBy),
        "invited" => direction().map(Predicate::InvitedBy),
        "has" => Property::from_word(value).map(Predicate::Has),
        "unknown" => match Property::from_word(value) {
            Some(Property::Evidence(kind)) => Some(Predicate::NotKnown(kind)),
            _ => None,
        },
        "job" => (value == "changed").then_some(Predicate::Has(Property::JobChange)),
        "role" => Role::from_word(value).map(Predicate::Role),
        "seniority" => Seniority::from_word(value).map(Predicate::Seniority),
        "since" => value.strip_prefix("import:")?.parse().ok().filter(|number| *number > 0).map(|number| Predicate::SinceImport(ImportId(number))),
        "same-day" => profile_link::typed(value).map(|slug| Predicate::SameDay(SameDay { slug: fold(&slug), day: None })),
        "is" => match value {
            "connected-before" => Some(Predicate::IsConnectedBefore),
            "due" => Some(Predicate::IsDue),
            "decided" | "undecided" => Some(Predicate::IsDecided),
            "kept" => Some(Predicate::IsKept),
            "to-remove" => Some(Predicate::IsToRemove),
            "protected" => Some(Predicate::Has(Property::Lock)),
            "only-pitched" => Some(Predicate::IsOnlyPitched),
            "suggested" => Some(Predicate::IsSuggested),
            "rediscovered" => Some(Predicate::IsRediscovered),
            "later" => Some(Predicate::Has(Property::Later)),
            "unfollow" => Some(Predicate::Has(Property::Unfollow)),
            _ => None,
        },
        _ => None,
    }
}

/// What was meant by a value that a field does not understand.
fn meant_value(field: &FieldSpec, value: &str) -> Option<String> {
    let ValueKind::OneOf(words) = field.value else { return None };
    field::nearest(value, words.iter().copied()).map(|word| format!("{}:{word}", field.name))
}

impl Condition {
    /// Reads a word, folded.
    pub(super) fn read(word: &str) -> Word {
        let Some((key, value)) = word.split_once(':') else { return Word::Text };
        let Some(field) = field::of_name(key) else {
            // A slip in the name of a field would look for text that nobody has.
            let meant = field::nearest(key, FIELDS.iter().map(|field| field.name)).filter(|_| !value.is_empty() && !value.starts_with('/'));
            return meant.map_or(Word::Text, |name| Word::Unclear(Some(format!("{name}:{value}"))));
        };
        let Some(test) = predicate(field, value) else { return Word::Unclear(meant_value(field, value)) };
        // The one word that says the opposite of another.
        let is_negated = field.name == "is" && value == "undecided";
        Word::Condition(Self { test, is_negated, field: field.name, value: value.to_owned() })
    }

    /// Whether it can be told only once it is known when somebody connected.
    pub(super) fn is_unresolved(&self) -> bool {
        matches!(self.test, Predicate::SameDay(_))
    }

    /// The profile whose day it asks about and that is not known.
    pub(super) fn unresolved(&self) -> Option<&str> {
        if let Predicate::SameDay(SameDay { slug, day: None }) = &self.test { Some(slug) } else { None }
    }

    /// Looks up the day that it asks about. `day_of` tells when whoever has a profile, folded, connected.
    pub(super) fn resolve(&mut self, day_of: &dyn Fn(&str) -> Option<Date>) {
        if let Predicate::SameDay(same) = &mut self.test {
            same.day = day_of(&same.slug);
        }
    }

    /// Whether it asks whom rules suggest.
    pub(super) fn asks_of_suggestions(&self) -> bool {
        matches!(self.test, Predicate::IsSuggested)
    }

    /// The opposite.
    pub(super) fn negated(self) -> Self {
        Self { is_negated: !self.is_negated, ..self }
    }

    /// The kind of evidence that it asks about; none where it asks about something else.
    pub(super) fn evidence(&self) -> Option<EvidenceKind> {
        match self.test {
            Predicate::Messages(..)
            | Predicate::Sent(..)
            | Predicate::Received(..)
            | Predicate::FirstContact(..)
            | Predicate::LastContact(..)
            | Predicate::LastBy(..)
            | Predicate::IsOnlyPitched
            | Predicate::Has(Property::Evidence(EvidenceKind::Messages)) => Some(EvidenceKind::Messages),
            Predicate::InvitedBy(_) => Some(EvidenceKind::Invitations),
            Predicate::Has(Property::Evidence(kind)) => Some(kind),
            _ => None,
        }
    }

    /// The field and the words that it looks for there; none where it asks about something else, or the other way round.
    pub(super) fn text(&self) -> Option<(&'static str, &str)> {
        matches!(self.test, Predicate::Text(Field::Name | Field::Company | Field::Position, _))
            .then_some((self.field, self.value.as_str()))
            .filter(|_| !self.is_negated)
    }

    /// Of everybody whether they meet it, and where that cannot be told, why not.
    pub(super) fn truths(&self, index: &Index) -> Truths {
        // Whose day it is may be looked up anew.
        let day = if let Predicate::SameDay(same) = &self.test { same.day.map(|day| day.to_string()) } else { None };
        index.remembered(format!("{self}{}", day.unwrap_or_default()), || self.look(index))
    }

    fn look(&self, index: &Index) -> Truths {
        let truths = match &self.test {
            Predicate::Text(field, phrase) => Truths::known(Arc::new(index.find_in(*field, phrase.finder()))),
            // A search has no way to write a quotation mark, so none counts.
            Predicate::Whole(field, whole) => Truths::known(Arc::new(index.find_whole(*field, |text| sanitized(&text.replace('"', "")) == whole.as_str()))),
            Predicate::Reason(phrase) => Truths::known(Arc::new(index.find_reasons(|reasons| phrase.is_in(&fold(&reasons.in_words()))))),
            Predicate::WholeReason(whole) => {
                let is_it = |label: &str| fold(label).replace('"', "").trim() == whole;
                Truths::known(Arc::new(index.find_reasons(|reasons| reasons.chosen().any(|reason| is_it(reason.label())) || is_it(&reasons.own_words))))
            }
            // How people stand is asked after every decision, and kept as sets.
            Predicate::IsSuggested => Truths::known(Arc::new(index.suggested().clone())),
            Predicate::IsDue => Truths::known(Arc::new(index.standing().due(index.today()))),
            Predicate::IsDecided => Truths::known(Arc::new(index.standing().decided_as(Decision::Undecided).clone())).negated(),
            Predicate::IsKept => Truths::known(Arc::new(index.standing().decided_as(Decision::Keep).clone())),
            Predicate::IsToRemove => Truths::known(Arc::new(index.standing().decided_as(Decision::Remove).clone())),
            Predicate::Has(Property::Later) => Truths::known(Arc::new(index.standing().decided_as(Decision::Later).clone())),
            Predicate::Has(Property::Unfollow) => Truths::known(Arc::new(index.standing().decided_as(Decision::Unfollow).clone())),
            Predicate::Has(Property::Lock) => Truths::known(Arc::new(index.standing().protected().clone())),
            test => {
                let (today, kind) = (index.today(), self.evidence());
                Truths::each(index.len(), |row| {
                    let Some(facts) = index.facts(row) else { return Truth::No };
                    match test.holds(facts, today) {
                        Some(holds) => Truth::of(holds),
                        None if kind.is_some_and(|kind| !facts.is_told(kind)) => Truth::Untold,
                        None => Truth::Unclear,
                    }
                })
            }
        };
        if self.is_negated { truths.negated() } else { truths }
    }
}

impl fmt::Display for Condition {
    /// As it is typed.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_opposite = self.field == "is" && self.value == "undecided";
        let sign = if self.is_negated == is_opposite { "" } else { "-" };
        let (whole, words) = self.value.strip_prefix('=').map_or(("", self.value.as_str()), |words| ("=", words));
        write!(formatter, "{sign}{}:{whole}", self.field)?;
        if words.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')')) { write!(formatter, "\"{words}\"") } else { formatter.write_str(words) }
    }
}

impl Predicate {
    /// Whether it holds for somebody; none where it cannot be told. Conditions on text are another matter.
    fn holds(&self, facts: &RowFacts, today: Date) -> Option<bool> {
        let count = |span: &Span<usize>, count: u32| facts.is_told(EvidenceKind::Messages).then(|| span.holds(&(count as usize)));
        match self {
            Self::Messages(span) => count(span, facts.messages),
            Self::Sent(span) => count(span, facts.sent),
            Self::Received(span) => count(span, facts.received),
            Self::Connected(test) => facts.connected.map(|day| test.holds(day, today)),
            Self::FirstContact(test) => facts.first_day.map(|day| test.holds(day, today)),
            Self::LastContact(test) => facts.contact_day.map(|day| test.holds(day, today)),
            Self::Decided(test) => Some(facts.decided_on.is_some_and(|day| test.holds(day, today))),
            Self::LastBy(direction) => facts.last_by.map(|by| by == *direction),
            Self::InvitedBy(direction) => facts.invited_by.map(|by| by == *direction),
            Self::SameDay(same) => same.day.zip(facts.connected).map(|(day, own)| day == own),
            Self::Has(Property::Evidence(kind)) => facts.has(*kind),
            Self::IsOnlyPitched => facts.only_pitched.filter(|_| facts.is_told(EvidenceKind::Messages)),
            test => Some(test.is_met(facts)),
        }
    }

    /// Of what is always known.
    fn is_met(&self, facts: &RowFacts) -> bool {
        match self {
            Self::NotKnown(kind) => !facts.is_told(*kind),
            Self::IsConnectedBefore => facts.was_gone,
            Self::IsRediscovered => facts.is_rediscovered,
            Self::Role(role) => facts.title.has_role(*role),
            Self::Seniority(seniority) => facts.title.seniority() == Some(*seniority),
            Self::SinceImport(import) => i64::from(facts.first_import) >= import.0,
            Self::Has(property) => match property {
                Property::Company => facts.has_company,
                Property::Position => facts.has_position,
                Property::Email => facts.has_email,
                Property::Note => facts.has_note,
                Property::Reason => facts.has_reason,
                Property::Lock | Property::Later | Property::Unfollow => false,
                Property::JobChange => facts.has_past_job,
                Property::Date => facts.connected.is_some(),
                Property::Role => facts.title.main_role().is_some(),
                Property::Seniority => facts.title.seniority().is_some(),
                Property::Evidence(kind) => facts.has(*kind) == Some(true),
            },
            // What may be unknown, how they stand, and text, are asked elsewhere.
            Self::Messages(_)
            | Self::Sent(_)
            | Self::Received(_)
            | Self::Connected(_)
            | Self::FirstContact(_)
            | Self::LastContact(_)
            | Self::Decided(_)
            | Self::LastBy(_)
            | Self::InvitedBy(_)
            | Self::SameDay(_)
            | Self::IsOnlyPitched
            | Self::IsSuggested
            | Self::IsDue
            | Self::IsDecided
            | Self::IsKept
            | Self::IsToRemove
            | Self::Text(..)
            | Self::Whole(..)
            | Self::Reason(_)
            | Self::WholeReason(_) => false,
        }
    }
}

#[cfg(test)]
mod tests;
