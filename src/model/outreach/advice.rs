//! Advice on invitations, told once each beside the list that it fits.

use crate::model::fact_card::Confidence;

/// Beside which list advice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdvicePlace {
    /// Invitations that were sent.
    Sent,
    /// Invitations that were received.
    Received,
    /// What was sent at once.
    AtOnce,
}

/// A piece of advice.
#[derive(Clone, Copy, Debug)]
pub struct Advice {
    /// The word by which it is remembered as read.
    pub key: &'static str,
    /// Beside which list it stands.
    pub place: AdvicePlace,
    /// What it is about.
    pub title: &'static str,
    /// The advice.
    pub words: &'static str,
    /// How sure we are of what it says of LinkedIn; none where it says nothing of it.
    pub confidence: Option<Confidence>,
}

/// All of it.
pub const ADVICE: [Advice; 6] = [
    Advice {
        key: "selective",
        place: AdvicePlace::Sent,
        title: "Be selective",
        words: "Invite those you know, or could say in one sentence why you'd like to. A small network answers.",
        confidence: None,
    },
    Advice {
        key: "note",
        place: AdvicePlace::Sent,
        title: "A line of your own",
        words: "A note that says where you met is remembered. A free account has about 200 characters and a few notes a month, a paid one 300.",
        confidence: Some(Confidence::Medium),
    },
    Advice {
        key: "withdraw",
        place: AdvicePlace::Sent,
        title: "What withdrawing does",
        words: "They aren't told. You can't invite the same person again for up to three weeks.",
        confidence: Some(Confidence::High),
    },
    Advice {
        key: "ignore",
        place: AdvicePlace::Received,
        title: "Ignore is enough",
        words: "“Ignore” costs the sender nothing. “I don't know this person” does: keep it for those who deserve it.",
        confidence: Some(Confidence::Medium),
    },
    Advice {
        key: "who_may_invite",
        place: AdvicePlace::Received,
        title: "Who may invite you",
        words: "You can ask that people know your e-mail address or are in your contacts: look for “Invitations to connect” in LinkedIn's settings.",
        confidence: Some(Confidence::Medium),
    },
    Advice {
        key: "address_book",
        place: AdvicePlace::AtOnce,
        title: "Keep your address book to yourself",
        words: "Such bursts mostly come from an address book that was handed over. Skip the offers to find contacts, and remove what was uploaded: look for “Sync contacts” in LinkedIn's settings.",
        confidence: Some(Confidence::Medium),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i3_each_piece_of_advice_is_told_once() {
        for advice in &ADVICE {
            assert_eq!(ADVICE.iter().filter(|other| other.key == advice.key).count(), 1);
        }
        for place in [AdvicePlace::Sent, AdvicePlace::Received, AdvicePlace::AtOnce] {
            assert!(ADVICE.iter().any(|advice| advice.place == place));
        }
    }
}
