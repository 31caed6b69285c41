//! Cards: the questions of a batch, put together by the people they are about, so that a handful is answered and not two
//! dozen. A card holds all that concerns somebody; what applies to the batch as a whole is one card.
//!
//! Every question that is asked stands on a card, as a test holds.

mod lines;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::Error as _};

use super::{Answer, Answers, AskedQuestion, ChecklistContext, QuestionId};
use crate::model::{
    id::{PersonId, PersonSet},
    person::Person,
    text::display_text::people as people_in_words,
};

/// More people than this do not get a card each: the gravest do, and the others share one.
const MOST_SINGLES: usize = 4;

/// So many of the gravest keep a card of their own where not everybody can have one.
const SINGLES_OF_MANY: usize = 3;

/// Questions about single people who cause them.
const PERSONAL: [QuestionId; 10] = [
    QuestionId::Motive,
    QuestionId::SecondThoughts,
    QuestionId::OngoingBusiness,
    QuestionId::LaterBusiness,
    QuestionId::Recommendation,
    QuestionId::Quarrel,
    QuestionId::InPerson,
    QuestionId::NoteFirst,
    QuestionId::Wording,
    QuestionId::IfTheyWrite,
];

/// Questions about where ties lead.
const TIES: [QuestionId; 5] = [QuestionId::LastTies, QuestionId::Future, QuestionId::OpensDoors, QuestionId::News, QuestionId::Recruiters];

/// Questions about the batch as a whole.
const WHOLE: [QuestionId; 8] = [
    QuestionId::OneCompany,
    QuestionId::Reach,
    QuestionId::Silence,
    QuestionId::Proportion,
    QuestionId::Announcing,
    QuestionId::Gossip,
    QuestionId::UnkindWord,
    QuestionId::OpenDoor,
];

/// Identifies a card of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CardId {
    /// About one person.
    Person(PersonId),
    /// About the others whom something concerns, too many for a card each.
    Others,
    /// Where ties lead.
    Ties,
    /// What no export tells.
    NotKnown,
    /// The batch as a whole.
    Batch,
}

impl CardId {
    /// The name in files of answers: `person-17`, `others`, `ties`, `not-known`, `batch`.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Person(id) => format!("person-{}", id.0),
            Self::Others => "others".to_owned(),
            Self::Ties => "ties".to_owned(),
            Self::NotKnown => "not-known".to_owned(),
            Self::Batch => "batch".to_owned(),
        }
    }

    /// Reads back [`CardId::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "others" => Self::Others,
            "ties" => Self::Ties,
            "not-known" => Self::NotKnown,
            "batch" => Self::Batch,
            _ => Self::Person(PersonId(key.strip_prefix("person-")?.parse().ok()?)),
        })
    }
}

/// What a line of a card is about; its sign on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// Something is lost with the tie.
    Loss,
    /// Business, now or later.
    Business,
    /// Something recent that could cool.
    Recent,
    /// A word before, or after.
    Word,
    /// Why they are to go.
    Motive,
    /// Where the tie leads.
    Tie,
    /// What no export tells.
    NotKnown,
    /// The batch as a whole.
    Batch,
}

/// A line of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLine {
    /// What it is about.
    pub kind: LineKind,
    /// What is asked, or to be known, in a sentence or two.
    pub words: String,
    /// The questions that it puts.
    pub questions: Vec<QuestionId>,
}

/// What is answered at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Tells it from the other cards of the batch.
    pub id: CardId,
    /// The heading; of a single person, their name.
    pub title: String,
    /// What is asked, the gravest first.
    pub lines: Vec<CardLine>,
    /// The people it is about.
    pub people: Vec<PersonId>,
    /// Whether it weighs so much that it is never answered together with others.
    pub is_grave: bool,
}

impl Card {
    /// The questions on it, each once.
    #[must_use]
    pub fn questions(&self) -> Vec<QuestionId> {
        let mut questions: Vec<QuestionId> = self.lines.iter().flat_map(|line| line.questions.iter().copied()).collect();
        questions.sort_unstable();
        questions.dedup();
        questions
    }
}

/// What an answer is given to: a card, or, in files of answers, also a single question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnswerKey {
    /// A card with all its questions.
    Card(CardId),
    /// One question on whatever card.
    Question(QuestionId),
}

impl AnswerKey {
    /// The name in files: `batch`, `C12`.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Card(id) => id.key(),
            Self::Question(id) => id.key().to_owned(),
        }
    }

    /// Reads back [`AnswerKey::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        QuestionId::from_key(key).map(Self::Question).or_else(|| CardId::from_key(key).map(Self::Card))
    }
}

impl Serialize for AnswerKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.key())
    }
}

impl<'de> Deserialize<'de> for AnswerKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::from_key(&key).ok_or_else(|| D::Error::custom(format!("there is no card or question {key}")))
    }
}

/// Answers as they are given.
pub type GivenAnswers = BTreeMap<AnswerKey, Answer>;

/// Puts the questions of a batch on cards, in the order in which they are to be answered.
#[must_use]
pub fn cards(asked: &[AskedQuestion], batch: &[&Person], context: &ChecklistContext<'_>) -> Vec<Card> {
    let asked = &lines::Asked::new(asked);
    let mut cards: Vec<Card> = batch.iter().filter_map(|person| lines::person_card(asked, person, context)).collect();
    // The gravest first; equals stay in the order of the batch.
    cards.sort_by_key(|card| std::cmp::Reverse((card.is_grave, card.lines.len())));
    let singles = if cards.len() > MOST_SINGLES { SINGLES_OF_MANY } else { cards.len() };
    let others = cards.split_off(singles);
    let carded: PersonSet = cards.iter().chain(&others).flat_map(|card| card.people.iter().copied()).collect();
    if !others.is_empty() {
        cards.push(lines::others_card(asked, &others));
    }
    cards.extend(lines::ties_card(asked, &carded));
    cards.extend(lines::not_known_card(asked, batch, &carded, context));
    cards.extend(lines::batch_card(asked, batch, &carded));
    cards
}

/// How a card is answered: by an answer of its own, or where each of its questions has one.
#[must_use]
pub fn answer_of(card: &Card, answers: &GivenAnswers) -> Option<Answer> {
    if let Some(answer) = answers.get(&AnswerKey::Card(card.id)) {
        return Some(*answer);
    }
    let each: Option<Vec<Answer>> = card.questions().iter().map(|id| answers.get(&AnswerKey::Question(*id)).copied()).collect();
    each.filter(|each| !each.is_empty()).map(|each| if each.contains(&Answer::Considered) { Answer::Considered } else { Answer::DoesNotApply })
}

/// The cards that have no answer yet.
#[must_use]
pub fn open_cards<'c>(cards: &'c [Card], answers: &GivenAnswers) -> Vec<&'c Card> {
    cards.iter().filter(|card| answer_of(card, answers).is_none()).collect()
}

/// The answers by question, as they are kept with a batch: a question was considered if it was on any card.
#[must_use]
pub fn by_question(cards: &[Card], answers: &GivenAnswers) -> Answers {
    let mut kept = Answers::new();
    for card in cards {
        let Some(answer) = answer_of(card, answers) else { continue };
        for id in card.questions() {
            let given = answers.get(&AnswerKey::Question(id)).copied().unwrap_or(answer);
            let known = kept.entry(id).or_insert(given);
            if given == Answer::Considered {
                *known = given;
            }
        }
    }
    kept
}

/// Why a card is asked once more although it had an answer: who is new on it, or what.
#[must_use]
pub fn reopened(before: &Card, now: &Card, name_of: impl Fn(PersonId) -> Option<String>) -> Option<String> {
    let people: PersonSet = before.people.iter().copied().collect();
    let new: Vec<PersonId> = now.people.iter().copied().filter(|id| !people.contains(id)).collect();
    match new.as_slice() {
        [one] => return Some(format!("Open again: {} is new here.", name_of(*one).unwrap_or_else(|| "somebody".to_owned()))),
        [_, ..] => return Some(format!("Open again: {} are new here.", people_in_words(new.len()))),
        [] => {}
    }
    let known = before.questions();
    // Of one person, other words mean other evidence; of many, only other figures.
    if matches!(now.id, CardId::Person(_)) && now.lines.iter().any(|line| !before.lines.contains(line)) {
        return Some("Open again: there is something new about them.".to_owned());
    }
    now.questions().iter().any(|id| !known.contains(id)).then(|| "Open again: there is more to think about.".to_owned())
}

#[cfg(test)]
mod tests;
