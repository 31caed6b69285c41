//! The letters that come with the program, and what the member made of them.

use serde::{Deserialize, Serialize};

/// When a letter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// Before a removal, where there is history.
    Parting,
    /// When somebody writes after a removal.
    Reply,
    /// After invitations that were sent by accident.
    Apology,
    /// To an invitation that is not wanted.
    Decline,
    /// To get in touch again.
    Reconnect,
    /// To somebody whom one is glad to have found again.
    Rediscovered,
    /// To settle what stands between two.
    ClearTheAir,
    /// On the day of having connected.
    Anniversary,
    /// The member's own letters.
    Own,
}

impl Occasion {
    /// Whether the letter may go as the note of an invitation, which has to be short.
    #[must_use]
    pub fn may_be_invitation(self) -> bool {
        matches!(self, Self::Reconnect | Self::Rediscovered)
    }
}

/// A letter that comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// The word in the workspace and on the command line.
    pub key: &'static str,
    /// When it is written.
    pub occasion: Occasion,
    /// What it is called.
    pub title: &'static str,
    /// When it fits, in a sentence.
    pub hint: &'static str,
    /// The text with its placeholders.
    pub body: &'static str,
}

/// The letters that come with the program, in the order in which they are listed.
pub const BUILT_IN: [BuiltIn; 8] = [
    BuiltIn {
        key: "parting",
        occasion: Occasion::Parting,
        title: "Before parting",
        hint: "A few words first, where the two of you have history.",
        body: "Hello {first_name},\n\nI'm narrowing my network here to {focus}, and so I'm parting with a number of connections, you among them. I remember well that {fact}, and I'm glad of it. If our paths cross again, I'd be happy to talk.\n\nAll the best,\n{me}",
    },
    BuiltIn {
        key: "reply",
        occasion: Occasion::Reply,
        title: "When they ask",
        hint: "An answer at hand for whoever noticed and writes.",
        body: "Hello {first_name},\n\nThank you for asking. I've narrowed my network here to {focus}, and that's all there is to it. I wish you well, and you can always write to me.\n\nAll the best,\n{me}",
    },
    BuiltIn {
        key: "apology",
        occasion: Occasion::Apology,
        title: "Sorry for the invitation",
        hint: "After invitations went out by accident: short, once, from your own address.",
        body: "Hello {first_name},\n\nYou may have had an invitation from me on LinkedIn that I never meant to send: my address book went out at once. Please just ignore it, there's nothing you need to do. I'm sorry for the noise.\n\nKind regards,\n{me}",
    },
    BuiltIn {
        key: "decline",
        occasion: Occasion::Decline,
        title: "To an invitation you don't want",
        hint: "Where a word is kinder than silence. Ignoring it is fine, too.",
        body: "Hello {first_name},\n\nThank you for your invitation. I keep my network here small, to {focus}, so I won't connect, but I wish you every success.\n\nKind regards,\n{me}",
    },
    BuiltIn {
        key: "reconnect",
        occasion: Occasion::Reconnect,
        title: "Getting back in touch",
        hint: "After a long silence. One true thing is enough of a reason.",
        body: "Hello {first_name},\n\nI came across your name today and remembered that {fact}. How are you, and what are you working on these days?\n\nBest wishes,\n{me}",
    },
    BuiltIn {
        key: "rediscovered",
        occasion: Occasion::Rediscovered,
        title: "Glad to have found you again",
        hint: "For those whom you marked as glad to find.",
        body: "Hello {first_name},\n\nI've been going through my network, and your name made me stop and smile: {fact}. I'd love to hear how you are. Shall we talk for a quarter of an hour one of these days?\n\nBest wishes,\n{me}",
    },
    BuiltIn {
        key: "clear_the_air",
        occasion: Occasion::ClearTheAir,
        title: "Clearing the air",
        hint: "Before you part over a disagreement: say your half of it, and leave room for theirs.",
        body: "Hello {first_name},\n\nSomething has been on my mind, and I'd rather say it than let it stand. We saw things differently lately, and I may well have missed your side of it. I value that {fact}. If you like, let's talk it over.\n\nBest wishes,\n{me}",
    },
    BuiltIn {
        key: "anniversary",
        occasion: Occasion::Anniversary,
        title: "Connected on this day",
        hint: "An occasion to write that asks for nothing.",
        body: "Hello {first_name},\n\nI noticed today that {fact}. A good day to say hello and to ask how you are.\n\nBest wishes,\n{me}",
    },
];

/// A letter as it is used: one that comes with the program, changed or not, or one of the member's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetterTemplate {
    /// The word in the workspace and on the command line.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// The text with its placeholders.
    pub body: String,
    /// When it is written.
    pub occasion: Occasion,
    /// Whether the member changed it or wrote it.
    pub is_changed: bool,
}

impl LetterTemplate {
    /// When it fits, in a sentence; empty for the member's own.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        BUILT_IN.iter().find(|built_in| built_in.key == self.key).map_or("", |built_in| built_in.hint)
    }
}

/// All letters: those that come with the program as the member changed them, then the member's own. `stored` are key, title
/// and body of what the member wrote.
#[must_use]
pub fn templates(stored: &[(String, String, String)]) -> Vec<LetterTemplate> {
    let changed = |key: &str| stored.iter().find(|(of, ..)| of == key);
    let built_in = BUILT_IN.iter().map(|letter| {
        let change = changed(letter.key);
        LetterTemplate {
            key: letter.key.to_owned(),
            title: change.map_or_else(|| letter.title.to_owned(), |(_, title, _)| title.clone()),
            body: change.map_or_else(|| letter.body.to_owned(), |(.., body)| body.clone()),
            occasion: letter.occasion,
            is_changed: change.is_some(),
        }
    });
    let own = stored.iter().filter(|(key, ..)| BUILT_IN.iter().all(|letter| letter.key != key));
    let own =
        own.map(|(key, title, body)| LetterTemplate { key: key.clone(), title: title.clone(), body: body.clone(), occasion: Occasion::Own, is_changed: true });
    built_in.chain(own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::letter::{Concern, Filling, concerns, fill};

    #[test]
    fn e3_each_letter_of_ours_passes_its_own_check_once_it_is_filled_in() {
        let filling =
            Filling { first_name: "Zélie".into(), focus: "natural dyes".into(), fact: "we connected in May 2016".into(), own_name: "Robin Tallowby".into() };
        for letter in templates(&[]) {
            let text = fill(&letter.body, &filling);
            let found: Vec<Concern> = concerns(&text, "Zélie", false);
            assert!(found.is_empty(), "{}: {found:?}\n{text}", letter.key);
            assert!(!letter.hint().is_empty() && !text.contains("  "));
        }
    }

    #[test]
    fn what_the_member_changed_holds_and_their_own_come_last() {
        let stored = [("own-1".to_owned(), "Mine".to_owned(), "Hi".to_owned()), ("reply".to_owned(), "Reply".to_owned(), "Short".to_owned())];
        let all = templates(&stored);
        assert_eq!(all.len(), BUILT_IN.len() + 1);
        let reply = all.iter().find(|letter| letter.key == "reply").unwrap();
        assert_eq!((reply.body.as_str(), reply.is_changed, reply.occasion), ("Short", true, Occasion::Reply));
        assert_eq!((all.last().unwrap().key.as_str(), all.last().unwrap().occasion), ("own-1", Occasion::Own));
    }
}
