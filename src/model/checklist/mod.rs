//! The checklist: the questions that stand before every batch, and the rules that say which people cause them.
//!
//! Each question has a rule that the member can read, and is asked only when its rule finds something in the batch. What
//! no export can tell is never taken for "none": then the question is asked, and says so.

mod alternatives;
mod answer;
mod cards;
mod facts;
mod finding;
mod question;
mod rules;

pub use alternatives::{ALTERNATIVES, Alternative, AlternativeWay, alternative, fitting};
pub use answer::{Answer, Answers};
pub use cards::{AnswerKey, Card, CardId, CardLine, GivenAnswers, LineKind, answer_of, by_question, cards, open_cards, reopened};
pub use question::{QUESTIONS, QuestionId};

use facts::BatchFacts;
use finding::Finding;

use super::{local_time::LocalTime, person::Person};
use crate::model::{evidence::coverage::Coverage, id::PersonId, import::parsed::OwnerJob};

/// From this many people on, the count must be typed.
pub const TYPE_THE_COUNT_ABOVE: usize = 50;

/// The three groups of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Whether the removal is needed.
    Before,
    /// Whether and how to tell the people.
    How,
    /// What to do, and not to do, afterwards.
    After,
}

impl Group {
    /// All of them, in the order of the dialog.
    pub const ALL: [Self; 3] = [Self::Before, Self::How, Self::After];

    /// The heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Before => "Before: is it needed?",
            Self::How => "How: tell them?",
            Self::After => "Afterwards: stay discreet",
        }
    }
}

/// One question.
#[derive(Clone, Copy)]
pub struct Question {
    /// Identifies it.
    pub id: QuestionId,
    /// The group that it stands in.
    pub group: Group,
    /// The question itself.
    pub title: &'static str,
    /// A sentence to think with.
    pub detail: &'static str,
    /// Tells which people of a batch cause it; none where it is not asked.
    rule: fn(&BatchFacts<'_>) -> Option<Finding>,
    rule_in_words: fn() -> String,
}

impl Question {
    /// When it is asked, in a sentence, with the figures that its rule goes by.
    #[must_use]
    pub fn rule_in_words(&self) -> String {
        (self.rule_in_words)()
    }

    /// Whether it weighs so much that it is never put aside together with others, where somebody causes it.
    #[must_use]
    pub fn is_serious(&self) -> bool {
        self.id.is_serious()
    }
}

impl QuestionId {
    /// See [`Question::is_serious`].
    #[must_use]
    pub fn is_serious(self) -> bool {
        matches!(self, Self::OngoingBusiness | Self::Recommendation | Self::Quarrel | Self::NoteFirst)
    }
}

impl std::fmt::Debug for Question {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id.key())
    }
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Question {}

/// What the rules look at beyond the batch.
#[derive(Clone, Copy, Debug)]
pub struct ChecklistContext<'s> {
    /// All connections, the batch among them.
    pub everyone: &'s [Person],
    /// Which files the imports held.
    pub coverage: &'s Coverage,
    /// The owner's jobs.
    pub owner_jobs: &'s [OwnerJob],
    /// The local time at which it is asked.
    pub time: &'s LocalTime,
}

/// A question as it is asked of the member about one batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedQuestion {
    /// The question.
    pub question: Question,
    /// The people who cause it, where the rule names them.
    pub people: Vec<PersonId>,
    /// The people of whom no export tells whether they cause it; none of them is among [`AskedQuestion::people`].
    pub unknown: Vec<PersonId>,
    /// What the rule found, in a sentence.
    pub finding: String,
}

impl AskedQuestion {
    /// The question as it is asked of this batch: what is not known is not asserted.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self.question.id {
            QuestionId::Recommendation if self.people.is_empty() => "Does a recommendation go with them?",
            _ => self.question.title,
        }
    }
}

/// The questions that are asked about this batch.
#[must_use]
pub fn ask(batch: &[&Person], context: &ChecklistContext<'_>) -> Vec<AskedQuestion> {
    if batch.is_empty() {
        return Vec::new();
    }
    let facts = BatchFacts::new(batch, context);
    let asked = QUESTIONS.iter().filter_map(|question| Some((*question, (question.rule)(&facts)?)));
    asked.map(|(question, Finding { people, unknown, words })| AskedQuestion { question, people, unknown, finding: words }).collect()
}

/// The questions that are not asked.
#[must_use]
pub fn not_asked(asked: &[AskedQuestion]) -> Vec<Question> {
    QUESTIONS.iter().filter(|question| !asked.iter().any(|asked| asked.question.id == question.id)).copied().collect()
}

#[cfg(test)]
mod tests;
