//! A gentle look at a letter before it goes out. It advises; nothing is refused.

use crate::model::text::folding;

/// At most so many characters fit into the note of an invitation; a free account has fewer, see the fact card.
pub const INVITATION_LENGTH: usize = 300;

/// A letter of more words is read later, which is never.
const MOST_WORDS: usize = 150;

/// Turns of phrase that put blame on the reader, folded.
const BLAME: [&str; 14] = [
    "you never",
    "you always",
    "you only",
    "you didn't",
    "you did not",
    "your fault",
    "because of you",
    "disappointed",
    "annoyed",
    "annoying",
    "waste of time",
    "useless",
    "spamming",
    "stop bothering",
];

/// What one may want to change in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Concern {
    /// It has so many words.
    Long {
        /// Words.
        words: usize,
    },
    /// It has this turn of phrase, which sounds like blame.
    Blame {
        /// The words.
        phrase: &'static str,
    },
    /// It does not say the person's first name.
    NoName,
    /// A placeholder was left standing.
    Placeholder {
        /// The placeholder.
        text: String,
    },
    /// It is to be the note of an invitation and has so many characters.
    LongForInvitation {
        /// Characters.
        letters: usize,
    },
    /// Nothing is written.
    Empty,
}

impl Concern {
    /// In a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Long { words } => format!("{words} words: shorter is kinder, and is read"),
            Self::Blame { phrase } => format!("“{phrase}” may sound like blame"),
            Self::NoName => "It doesn't say their name".to_owned(),
            Self::Placeholder { text } => format!("{text} is still to be filled in"),
            Self::LongForInvitation { letters } => {
                format!("{letters} characters: the note of an invitation holds {INVITATION_LENGTH}, with a free account 200")
            }
            Self::Empty => "Nothing is written yet".to_owned(),
        }
    }

    /// The word in JSON.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Long { .. } => "long",
            Self::Blame { .. } => "blame",
            Self::NoName => "no_name",
            Self::Placeholder { .. } => "placeholder",
            Self::LongForInvitation { .. } => "long_for_invitation",
            Self::Empty => "empty",
        }
    }
}

/// What one may want to change in a letter to somebody of this first name.
#[must_use]
pub fn concerns(letter: &str, first_name: &str, is_for_invitation: bool) -> Vec<Concern> {
    if letter.trim().is_empty() {
        return vec![Concern::Empty];
    }
    let mut found: Vec<Concern> = placeholders(letter).into_iter().map(|text| Concern::Placeholder { text }).collect();
    let folded = folding::fold(&letter.replace('’', "'"));
    if first_name.trim().is_empty() || !holds_words(&folded, &folding::fold(first_name.trim())) {
        // Where the placeholder stands, that was said.
        if !letter.contains("{first_name}") {
            found.push(Concern::NoName);
        }
    }
    found.extend(BLAME.into_iter().filter(|phrase| holds_words(&folded, phrase)).map(|phrase| Concern::Blame { phrase }));
    let (words, letters) = (letter.split_whitespace().count(), letter.trim().chars().count());
    if is_for_invitation && letters > INVITATION_LENGTH {
        found.push(Concern::LongForInvitation { letters });
    } else if words > MOST_WORDS {
        found.push(Concern::Long { words });
    }
    found
}

/// Whether the words stand in a text as words: "useless" is no part of another one.
fn holds_words(text: &str, words: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| {
        !is_letter(text.get(..at).and_then(|before| before.chars().next_back()))
            && !is_letter(text.get(at + words.len()..).and_then(|behind| behind.chars().next()))
    })
}

/// What stands in braces or square brackets on one line, each once: a placeholder of ours or of a letter from elsewhere.
fn placeholders(letter: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (open, close) in [('{', '}'), ('[', ']')] {
        for (at, _) in letter.match_indices(open) {
            let rest = letter.get(at..).unwrap_or_default();
            let Some(end) = rest.find(close).filter(|end| *end > 1 && *end < 40) else { continue };
            let text = rest.get(..=end).unwrap_or_default();
            if !text.contains('\n') && !found.iter().any(|known| known == text) {
                found.push(text.to_owned());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e3_blame_length_a_missing_name_and_placeholders_are_pointed_out() {
        assert_eq!(concerns("Hello Ana, all the best.", "Ana", true), []);
        assert_eq!(concerns("Hello ZELIE", "Zélie", false), []);
        assert_eq!(concerns("Thanks, and bananas for all", "Ana", false), [Concern::NoName], "a name is a word");
        assert_eq!(concerns(" \n", "Ana", false), [Concern::Empty]);
        assert_eq!(concerns("Hello there", "Ana", false), [Concern::NoName]);
        assert_eq!(concerns("Hello there", "", false), [Concern::NoName]);
        let placeholder = |text: &str| Concern::Placeholder { text: text.into() };
        assert_eq!(
            concerns("Hello {first_name}, {focus} {focus} [company]", "Ana", false),
            [placeholder("{first_name}"), placeholder("{focus}"), placeholder("[company]")]
        );
        assert_eq!(
            concerns("Ana, You never wrote, I’m disappointed", "Ana", false),
            [Concern::Blame { phrase: "you never" }, Concern::Blame { phrase: "disappointed" }]
        );
        assert_eq!(concerns("Ana, uselessness is a word", "Ana", false), []);
        assert_eq!(concerns(&format!("Ana {}", "é".repeat(300)), "Ana", true), [Concern::LongForInvitation { letters: 304 }]);
        assert_eq!(concerns(&format!("Ana {}", "so ".repeat(150)), "Ana", false), [Concern::Long { words: 151 }]);
    }
}
