//! What those whom a list shows have in common: facets, what a search may become, and what titles say.

use std::{cell::RefCell, sync::Arc};

use super::{
    State,
    pane::{Group, groups},
    redaction::HIDDEN,
};
use crate::model::{
    id::PersonId,
    person::{Person, decision::Pane, title::TitleSays, title_words::TitleWord},
    search::{
        completion::{self, Completion},
        facet::{self, Facets},
    },
    text::display_text::sanitized,
};

/// What the words of a position say: of whom, as of which change, and the words.
pub(super) type TitleSaid = RefCell<Option<(PersonId, u64, Arc<[TitleWord]>)>>;

impl State {
    /// What the words of somebody's position say, read once for whoever is looked at.
    fn title_said(&self, person: &Person) -> Arc<[TitleWord]> {
        let mut said = self.title_said.borrow_mut();
        match &*said {
            Some((id, version, words)) if (*id, *version) == (person.id, self.version) => Arc::clone(words),
            _ => {
                let words: Arc<[TitleWord]> = self.title_words.words(&person.facts.position).into();
                *said = Some((person.id, self.version, Arc::clone(&words)));
                words
            }
        }
    }

    /// What the words of somebody's position say, as far as `is_it` holds for it, each with the word that says it.
    #[must_use]
    pub fn title_in_words(&self, person: &Person, is_it: fn(TitleSays) -> bool) -> String {
        let said = self.title_said(person);
        let words = said.iter().filter(|one| is_it(one.says)).map(|one| format!("{} by the word “{}”", one.says.label(), sanitized(&one.word)));
        words.collect::<Vec<_>>().join(", ")
    }

    /// What the word before the cursor of a pane's search, in bytes, may become, with how many of the pane have it.
    #[must_use]
    pub fn completions(&self, pane: Pane, typed: &str, cursor: usize) -> Vec<Completion> {
        completion::complete(typed, cursor, |field, begun| {
            // While names are hidden, those of companies are no names to look for.
            if self.hides_names() && field.name == "company" {
                return Vec::new();
            }
            let mut values = facet::values_of(field, begun, self.rows_in(pane), &self.people, &self.index);
            // Own words that are hidden are none to look for.
            values.retain(|value| !self.hides_names() || !value.condition.contains(HIDDEN));
            values
        })
    }

    /// What those of a group of a pane's list have in common.
    #[must_use]
    pub fn group_label(&self, pane: Pane, group: Group) -> String {
        let list = self.pane(pane);
        list.rows().get(group.first).map(|row| groups::label(*row, list.order, &self.people, &self.index)).unwrap_or_default()
    }

    /// The facets of those whom a pane shows.
    #[must_use]
    pub fn facets(&self, pane: Pane) -> Facets<'_> {
        Facets::of(self.pane(pane).found(), &self.people, &self.index)
    }
}
