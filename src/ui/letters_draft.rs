//! What the page of letters keeps between frames.

use super::{
    action::Inbox,
    letter_editor::LetterDraft,
    letter_piles::{LetterRow, Pile, rows_of},
};
use crate::{
    model::letter::LetterTemplate,
    state::{State, loaded::Data},
};

/// A text that is being changed.
#[derive(Debug, Default)]
pub(super) struct TextDraft {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) body: String,
}

/// What the page remembers.
#[derive(Debug, Default)]
pub(super) struct LettersDraft {
    pub(super) pile: Pile,
    pub(super) counts: [usize; 6],
    pub(super) rows: Vec<LetterRow>,
    pub(super) chosen: Option<i64>,
    pub(super) letter: Option<LetterDraft>,
    pub(super) letter_of: Option<Pile>,
    pub(super) text: TextDraft,
    has_begun_text: bool,
    has_begun: bool,
    of: Option<(u64, u64, Pile)>,
}

impl LettersDraft {
    /// The place of the row that is current.
    pub(super) fn place(&self) -> Option<usize> {
        let chosen = self.chosen.and_then(|number| self.rows.iter().position(|row| row.number == number));
        chosen.or(if self.rows.is_empty() { None } else { Some(0) })
    }

    /// Begins to change a text, or a new one.
    pub(super) fn begin_text(&mut self, letter: Option<&LetterTemplate>) {
        self.has_begun_text = true;
        self.text =
            letter.map_or_else(TextDraft::default, |letter| TextDraft { key: letter.key.clone(), title: letter.title.clone(), body: letter.body.clone() });
    }

    /// The text as it is kept is shown again.
    pub(super) fn forget_text(&mut self) {
        self.has_begun_text = false;
    }

    /// Works out who stands on the pile, where something changed.
    pub(super) fn follow(&mut self, state: &State, inbox: &mut Inbox) {
        inbox.need(state, Data::Outreach);
        let Some(outreach) = state.outreach.get() else { return };
        if !self.has_begun_text && state.outreach.current().is_some() {
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
