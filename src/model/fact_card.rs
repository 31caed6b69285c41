//! Fact cards: one sentence each about how LinkedIn behaves, with how sure we are.

/// How sure we are of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// LinkedIn's own words, or several sources that do not depend on each other.
    High,
    /// Good reports by others.
    Medium,
}

impl Confidence {
    /// Where the fact comes from, in words.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::High => "Sure: LinkedIn says so, or several independent sources do",
            Self::Medium => "Fairly sure: good reports, not LinkedIn's own word",
        }
    }
}

/// One fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactCard {
    /// The question that it answers.
    pub question: &'static str,
    /// The fact.
    pub fact: &'static str,
    /// How sure we are.
    pub confidence: Confidence,
}

/// When the facts were last checked.
pub const CHECKED: &str = "November 2026";

/// The facts that matter at the moment of parting.
pub const FOR_CHECKLIST: [FactCard; 6] = [
    FactCard {
        question: "Are they told?",
        fact: "No. They may notice later: the connection mark is gone, and a Connect button is there.",
        confidence: Confidence::High,
    },
    FactCard {
        question: "Can it be undone?",
        fact: "Not at LinkedIn. Only a new invitation brings someone back, and they must accept it.",
        confidence: Confidence::High,
    },
    FactCard {
        question: "Can acting give me away?",
        fact: "Opening a profile can show that you looked. Removing from your connections list does not open it.",
        confidence: Confidence::Medium,
    },
    FactCard {
        question: "Recommendations and endorsements?",
        fact: "They are withdrawn both ways and do not come back with a new connection. Save the text first.",
        confidence: Confidence::Medium,
    },
    FactCard { question: "Old messages?", fact: "The thread normally stays readable. A new message needs a new connection.", confidence: Confidence::Medium },
    FactCard { question: "Following?", fact: "It normally ends with the removal.", confidence: Confidence::Medium },
];
