//! What the page of letters keeps between frames.

use std::collections::HashMap;

use super::{
    action::{Inbox, LetterTo},
    letter_editor::LetterDraft,
    letter_piles::{LetterRow, Pile, rows_of},
};
use crate::{
    command::Command,
    event::Settlement,
    model::{letter::LetterTemplate, ticket::Ticket},
    state::{State, loaded::Data},
};

/// A text that is being changed.
#[derive(Clone, Debug, Default)]
pub(super) struct TextDraft {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) body: String,
    /// Title and body as they are kept.
    kept: (String, String),
}

impl TextDraft {
    fn of(letter: &LetterTemplate) -> Self {
        let kept = (letter.title.clone(), letter.body.clone());
        Self { key: letter.key.clone(), title: letter.title.clone(), body: letter.body.clone(), kept }
    }

    /// Whether it says something else than what is kept.
    pub(super) fn is_news(&self) -> bool {
        (self.title.trim(), self.body.as_str()) != (self.kept.0.trim(), self.kept.1.as_str())
    }
}

/// What the page remembers.
#[derive(Debug, Default)]
pub(super) struct LettersDraft {
    pub(super) pile: Pile,
    pub(super) counts: [usize; 6],
    pub(super) rows: Vec<LetterRow>,
    pub(super) chosen: Option<i64>,
    /// Letters that are being written, by whom they go to.
    letters: HashMap<LetterTo, LetterDraft>,
    letter_of: Option<(Pile, i64)>,
    pub(super) text: TextDraft,
    /// Other texts that were changed and not saved.
    unsaved: HashMap<String, TextDraft>,
    /// A new text that was sent to be kept.
    sent: Option<Ticket>,
    /// Whether the field of the name is to have the keyboard.
    pub(super) names_text: bool,
    has_begun_text: bool,
    has_begun: bool,
    of: Option<(u64, u64, Pile)>,
}

impl LettersDraft {
    /// The letter to somebody, as it was left.
    pub(super) fn take_letter(&mut self, to: LetterTo, template: String) -> LetterDraft {
        let mut letter = self.letters.remove(&to).unwrap_or_else(|| LetterDraft::new(to, template.clone()));
        letter.template = template;
        letter
    }

    /// Keeps a letter for when it is opened again.
    pub(super) fn keep_letter(&mut self, letter: LetterDraft) {
        self.letters.insert(letter.to.clone(), letter);
    }

    /// The letter to whom a row names.
    pub(super) fn letter_to(&mut self, row: &LetterRow) -> &mut LetterDraft {
        let letter = self.letters.entry(row.to.clone()).or_insert_with(|| LetterDraft::new(row.to.clone(), row.template.clone()));
        let of = Some((self.pile, row.number));
        if self.letter_of != of {
            self.letter_of = of;
            letter.template.clone_from(&row.template);
        }
        letter
    }

    /// Goes on to the row after this one.
    pub(super) fn go_on(&mut self) {
        let Some(place) = self.place() else { return };
        self.chosen = self.rows.get(place + 1).or(place.checked_sub(1).and_then(|before| self.rows.get(before))).map(|row| row.number);
    }

    /// The place of the row that is current.
    pub(super) fn place(&self) -> Option<usize> {
        let chosen = self.chosen.and_then(|number| self.rows.iter().position(|row| row.number == number));
        chosen.or(if self.rows.is_empty() { None } else { Some(0) })
    }

    /// Begins to change a text, or a new one. What was changed in another and not saved is kept.
    pub(super) fn begin_text(&mut self, letter: Option<&LetterTemplate>) {
        self.has_begun_text = true;
        let key = letter.map_or("", |letter| letter.key.as_str());
        let begun = self.unsaved.remove(key);
        let before = std::mem::replace(&mut self.text, begun.unwrap_or_else(|| letter.map(TextDraft::of).unwrap_or_default()));
        if before.is_news() && before.key != self.text.key {
            self.unsaved.insert(before.key.clone(), before);
        }
    }

    /// The text as it is kept is shown again.
    pub(super) fn forget_text(&mut self) {
        self.text.kept = (self.text.title.trim().to_owned(), self.text.body.clone());
        self.has_begun_text = false;
    }

    /// Saves the text.
    pub(super) fn save_text(&mut self, inbox: &mut Inbox) {
        let TextDraft { key, title, body, .. } = self.text.clone();
        let ticket = inbox.send(Command::SaveLetter { key: key.clone(), title, body });
        self.text.kept = (self.text.title.trim().to_owned(), self.text.body.clone());
        self.sent = key.is_empty().then_some(ticket);
    }

    /// Whether a text with this key was changed and is not saved.
    pub(super) fn is_unsaved(&self, key: &str) -> bool {
        if self.text.key == key { self.text.is_news() } else { self.unsaved.contains_key(key) }
    }

    /// A new text is known by its key once it is kept.
    fn follow_sent(&mut self, state: &State, letters: &[LetterTemplate]) {
        match self.sent.map(|ticket| state.settlement(ticket)) {
            Some(Some(Settlement::Done)) => {
                let is_it = |letter: &&LetterTemplate| (&letter.title, &letter.body) == (&self.text.kept.0, &self.text.kept.1);
                if let Some(key) = letters.iter().rev().find(is_it).map(|letter| letter.key.clone()) {
                    self.text.key = key;
                    self.sent = None;
                }
            }
            Some(Some(_)) => {
                // It was not kept: it may be sent again.
                self.text.kept = <(String, String)>::default();
                self.sent = None;
            }
            Some(None) | None => {}
        }
    }

    /// Works out who stands on the pile, where something changed.
    pub(super) fn follow(&mut self, state: &State, inbox: &mut Inbox) {
        inbox.need(state, Data::Outreach);
        let Some(outreach) = state.outreach.get() else { return };
        self.follow_sent(state, &outreach.letters);
        // What stands for hidden words must not be written over them.
        if !self.has_begun_text && state.outreach.current().is_some() && !state.hides_names() {
            self.begin_text(outreach.letters.iter().find(|letter| letter.key == self.text.key).or(outreach.letters.first()));
        }
        let of = Some((state.outreach.arrivals(), state.version, self.pile));
        if self.of == of {
            return;
        }
        self.of = of;
        let all = Pile::ALL.map(|pile| rows_of(pile, state, outreach));
        // At first the first pile with somebody on it is shown.
        if !std::mem::replace(&mut self.has_begun, true)
            && let Some((pile, _)) = Pile::ALL.into_iter().zip(&all).find(|(pile, rows)| !rows.is_empty() && *pile != Pile::Sent)
        {
            self.pile = pile;
        }
        self.counts = [0, 1, 2, 3, 4, 5].map(|at: usize| all.get(at).map_or(0, Vec::len));
        self.rows = Pile::ALL.into_iter().zip(all).find(|(pile, _)| *pile == self.pile).map(|(_, rows)| rows).unwrap_or_default();
    }
}
