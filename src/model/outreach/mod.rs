//! What is looked after beside removing: invitations, whom one follows, and what is done about them by hand.

pub mod accident;
pub mod advice;
pub mod errand;
pub mod follow;
pub mod invitation_log;

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
    /// Errands, oldest first.
    pub errands: Vec<Errand>,
    /// What came of them, oldest first.
    pub lines: Vec<ErrandLine>,
    /// The letters, those that come with the program first.
    pub letters: Vec<LetterTemplate>,
}

impl Outreach {
    /// The errand with this key, if it was ever put on a list.
    #[must_use]
    pub fn errand(&self, key: &ErrandKey) -> Option<&Errand> {
        self.errands.iter().find(|errand| errand.key == *key)
    }

    /// Errands of a kind.
    pub fn errands_of(&self, kind: ErrandKind) -> impl Iterator<Item = &Errand> {
        self.errands.iter().filter(move |errand| errand.key.kind == kind)
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
