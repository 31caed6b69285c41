//! What is looked after beside removing: invitations, whom one follows, and what is done about them by hand.

pub mod accident;
pub mod advice;
pub mod errand;
pub mod follow;
pub mod invitation_log;

use std::collections::HashMap;

use errand::{Errand, ErrandKey, ErrandKind, ErrandLine};
use follow::Followed;
use invitation_log::InvitationLog;
use jiff::civil::Date;

use crate::model::letter::LetterTemplate;

/// Everything that the pages beside removing show.
#[derive(Clone, Debug, Default)]
pub struct Outreach {
    /// Invitations, sent and received.
    pub invitations: InvitationLog,
    /// Whom the owner follows; none where no export held such a file.
    pub follows: Option<Follows>,
    /// Errands.
    pub errands: Errands,
    /// What came of them, oldest first.
    pub lines: Vec<ErrandLine>,
    /// The letters, those that come with the program first.
    pub letters: Vec<LetterTemplate>,
}

impl Outreach {
    /// The errand with this key, if it was ever put on a list.
    #[must_use]
    pub fn errand(&self, key: &ErrandKey) -> Option<&Errand> {
        self.errands.all.get(*self.errands.places.get(key)?)
    }

    /// Errands of a kind.
    pub fn errands_of(&self, kind: ErrandKind) -> impl Iterator<Item = &Errand> {
        self.errands.iter().filter(move |errand| errand.key.kind == kind)
    }
}

/// Errands, oldest first, found by key without a walk: a page asks for each of its rows.
#[derive(Clone, Debug, Default)]
pub struct Errands {
    all: Vec<Errand>,
    places: HashMap<ErrandKey, usize>,
}

impl From<Vec<Errand>> for Errands {
    fn from(all: Vec<Errand>) -> Self {
        let places = all.iter().enumerate().map(|(place, errand)| (errand.key.clone(), place)).collect();
        Self { all, places }
    }
}

impl Errands {
    /// All of them, to be hidden in; their keys stay as they are.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Errand> {
        self.all.iter_mut()
    }
}

impl std::ops::Deref for Errands {
    type Target = [Errand];

    fn deref(&self) -> &[Errand] {
        &self.all
    }
}

/// Whom the owner follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Follows {
    /// Members and companies, in the order of the files.
    pub followed: Vec<Followed>,
    /// The day of the newest export that told of members; none where none did.
    pub members_as_of: Option<Date>,
    /// The same of companies.
    pub companies_as_of: Option<Date>,
}
