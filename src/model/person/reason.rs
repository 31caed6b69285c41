//! Why someone is to be removed: fourteen reasons to choose from (R1 to R14), own words (R15), and that
//! somebody has died (R16), which stands apart: it is no reason of theirs, and nobody writes to them.

use serde::{Deserialize, Serialize};

/// One of the offered reasons. Several may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// R1
    PathsDiverged,
    /// R2
    GoalsChanged,
    /// R3
    OutdatedTie,
    /// R4
    Inactive,
    /// R5
    HardlyKnown,
    /// R6
    SalesPitches,
    /// R7
    Harassment,
    /// R8
    ImpersonalApproach,
    /// R9
    FalseProfile,
    /// R10
    UnprofessionalConduct,
    /// R11
    HarmsMyImage,
    /// R12
    PrivacyWorry,
    /// R13
    Clutter,
    /// R14
    ConnectedByMistake,
    /// R16
    HasDied,
}

impl Reason {
    /// Those that are offered side by side, in this order. That somebody has died stands apart.
    pub const OFFERED: &[Self] = Self::ALL.split_at(Self::ALL.len() - 1).0;

    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::PathsDiverged,
        Self::GoalsChanged,
        Self::OutdatedTie,
        Self::Inactive,
        Self::HardlyKnown,
        Self::SalesPitches,
        Self::Harassment,
        Self::ImpersonalApproach,
        Self::FalseProfile,
        Self::UnprofessionalConduct,
        Self::HarmsMyImage,
        Self::PrivacyWorry,
        Self::Clutter,
        Self::ConnectedByMistake,
        Self::HasDied,
    ];

    /// The way to tell LinkedIn, in its labels.
    pub const HAS_DIED_HINT: &'static str = "LinkedIn keeps or closes the profile of somebody who has died: search its Help Center for “deceased member”. Anybody may tell it. You can also keep them among your connections.";

    /// The word that files and the workspace use; never changes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::PathsDiverged => "paths_diverged",
            Self::GoalsChanged => "goals_changed",
            Self::OutdatedTie => "outdated_tie",
            Self::Inactive => "inactive",
            Self::HardlyKnown => "hardly_known",
            Self::SalesPitches => "sales_pitches",
            Self::Harassment => "harassment",
            Self::ImpersonalApproach => "impersonal_approach",
            Self::FalseProfile => "false_profile",
            Self::UnprofessionalConduct => "unprofessional_conduct",
            Self::HarmsMyImage => "harms_my_image",
            Self::PrivacyWorry => "privacy_worry",
            Self::Clutter => "clutter",
            Self::ConnectedByMistake => "connected_by_mistake",
            Self::HasDied => "has_died",
        }
    }

    /// Reads back [`Reason::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }

    /// A few words for a chip or a list.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PathsDiverged => "We grew apart",
            Self::GoalsChanged => "My goals changed",
            Self::OutdatedTie => "Outdated tie",
            Self::Inactive => "Inactive on LinkedIn",
            Self::HardlyKnown => "Hardly or never knew them",
            Self::SalesPitches => "Spam and sales pitches",
            Self::Harassment => "Harassment or offence",
            Self::ImpersonalApproach => "Impersonal approach",
            Self::FalseProfile => "False or inflated profile",
            Self::UnprofessionalConduct => "Unprofessional conduct",
            Self::HarmsMyImage => "Harms how I am seen",
            Self::PrivacyWorry => "Privacy or data worry",
            Self::Clutter => "Clutter",
            Self::ConnectedByMistake => "Connected by mistake",
            Self::HasDied => "They have died",
        }
    }

    fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// The reasons given for one person: any of the offered ones, and own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reasons {
    chosen: u16,
    /// R15: the member's own words; empty when there are none.
    pub own_words: String,
}

impl Reasons {
    /// Nothing chosen and nothing written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen == 0 && self.own_words.is_empty()
    }

    /// Whether this reason was chosen.
    #[must_use]
    pub fn has(&self, reason: Reason) -> bool {
        self.chosen & reason.bit() != 0
    }

    /// Chooses a reason or takes it back.
    pub fn set(&mut self, reason: Reason, is_chosen: bool) {
        if is_chosen {
            self.chosen |= reason.bit();
        } else {
            self.chosen &= !reason.bit();
        }
    }

    /// The chosen ones, in the order in which they are offered.
    pub fn chosen(&self) -> impl Iterator<Item = Reason> + '_ {
        Reason::ALL.into_iter().filter(|reason| self.has(*reason))
    }

    /// The keys of the chosen ones, joined by blanks, for the workspace.
    #[must_use]
    pub fn keys(&self) -> String {
        self.chosen().map(Reason::key).collect::<Vec<_>>().join(" ")
    }

    /// Reads back [`Reasons::keys`]; unknown words are left out.
    #[must_use]
    pub fn from_keys(keys: &str, own_words: String) -> Self {
        let mut reasons = Self { chosen: 0, own_words };
        for reason in keys.split_whitespace().filter_map(Reason::from_key) {
            reasons.set(reason, true);
        }
        reasons
    }

    /// All of it as words for a list: the labels, then the own words.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut words: Vec<&str> = self.chosen().map(Reason::label).collect();
        if !self.own_words.is_empty() {
            words.push(&self.own_words);
        }
        words.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // In the product book: R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12, R13, R14.
    #[test]
    fn every_reason_survives_storing() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_key(reason.key()), Some(reason));
            let mut reasons = Reasons::default();
            reasons.set(reason, true);
            let back = Reasons::from_keys(&reasons.keys(), String::new());
            assert_eq!(back.chosen().collect::<Vec<_>>(), vec![reason]);
        }
    }
}
