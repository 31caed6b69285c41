//! What the checklist keeps between frames: answers, what is unfolded, and the card that keys are about.

use std::collections::{HashMap, HashSet};

use crate::{
    model::checklist::{self, Answer, AnswerKey, AskedQuestion, Card, CardId, GivenAnswers},
    state::State,
};

/// What the keyboard goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// The current card.
    Current,
    /// The field of the count.
    Count,
}

/// Answers that are being given.
#[derive(Debug, Default)]
pub(super) struct ChecklistDraft {
    pub(super) answers: GivenAnswers,
    /// The count of people, as it is typed.
    pub(super) count: String,
    pub(super) asked: Vec<AskedQuestion>,
    pub(super) cards: Vec<Card>,
    version: Option<u64>,
    pub(super) shows_everybody: bool,
    /// Cards of which more people are shown.
    pub(super) unfolded: HashSet<CardId>,
    /// Cards that were opened to be looked at.
    pub(super) opened: HashSet<CardId>,
    /// Why cards that had an answer are asked again.
    pub(super) reopened: HashMap<CardId, String>,
    /// Whether each card says when its questions are asked.
    pub(super) shows_rules: bool,
    /// The card that keys are about.
    pub(super) current: Option<CardId>,
    /// What is to be scrolled to, and gets the keyboard.
    pub(super) goes_to: Option<Goal>,
}

impl ChecklistDraft {
    /// The dialog comes up: the keyboard begins at the first open card.
    pub(super) fn reopen(&mut self, state: &State) {
        self.follow(state);
        self.opened.clear();
        self.go_on();
    }

    /// The cards change when people are sent back, or come; they are worked out once per change. An answer holds for the
    /// people it was given for: a card with somebody or something new on it is open again, and says so.
    pub(super) fn follow(&mut self, state: &State) {
        if self.version == Some(state.version) {
            return;
        }
        let is_first = self.version.is_none();
        self.version = Some(state.version);
        let (asked, cards) = state.checklist();
        self.asked = asked;
        let before = std::mem::replace(&mut self.cards, cards);
        if is_first {
            return;
        }
        for card in &self.cards {
            let key = AnswerKey::Card(card.id);
            if !self.answers.contains_key(&key) {
                continue;
            }
            let known = before.iter().find(|known| known.id == card.id);
            let why = match known {
                Some(known) => checklist::reopened(known, card, |id| state.person(id).map(|person| person.facts.name())),
                None => Some("Open again: this came up anew.".to_owned()),
            };
            if let Some(why) = why {
                self.answers.remove(&key);
                self.reopened.insert(card.id, why);
            }
        }
        // Whoever left takes their answer along: somebody who comes back is asked about again.
        let cards = &self.cards;
        self.answers.retain(|key, _| cards.iter().any(|card| AnswerKey::Card(card.id) == *key));
        if self.current.is_none_or(|current| cards.iter().all(|card| card.id != current)) {
            self.go_on();
        }
    }

    /// How a card is answered.
    pub(super) fn answer(&self, card: CardId) -> Option<Answer> {
        self.answers.get(&AnswerKey::Card(card)).copied()
    }

    /// The cards without an answer.
    pub(super) fn open(&self) -> Vec<CardId> {
        checklist::open_cards(&self.cards, &self.answers).into_iter().map(|card| card.id).collect()
    }

    /// Answers a card, and goes on to the next open one.
    pub(super) fn give(&mut self, card: CardId, answer: Answer) {
        self.answers.insert(AnswerKey::Card(card), answer);
        self.opened.remove(&card);
        self.reopened.remove(&card);
        self.go_on();
    }

    /// Takes an answer back.
    pub(super) fn take_back(&mut self, card: CardId) {
        self.answers.remove(&AnswerKey::Card(card));
        self.current = Some(card);
        self.goes_to = Some(Goal::Current);
    }

    /// To the next open card: behind the current one, else from the top; to the count where all are answered.
    pub(super) fn go_on(&mut self) {
        let open = self.open();
        let at = self.current.and_then(|current| self.cards.iter().position(|card| card.id == current)).unwrap_or(0);
        let behind = self.cards.iter().skip(at).map(|card| card.id).find(|id| open.contains(id));
        self.current = behind.or_else(|| open.first().copied());
        self.goes_to = Some(if self.current.is_some() { Goal::Current } else { Goal::Count });
    }
}
