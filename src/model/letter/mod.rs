//! Letters: short texts for the occasions around a network, filled in for one person. Nothing is sent from here: a letter is
//! copied, or handed to the member's own mail program.

mod check;
mod fact;
mod mail_link;
mod template;

pub use check::{Concern, INVITATION_LENGTH, concerns};
pub use fact::{LetterFact, facts, preferred};
pub use mail_link::mail_link;
pub use template::{BUILT_IN, LetterTemplate, Occasion, templates};

use crate::model::{person::Facts, text::display_text::sanitized};

/// What a letter is filled in with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// The person's first name; empty where it is not known.
    pub first_name: String,
    /// What the member's network is for; empty where they did not say.
    pub focus: String,
    /// What the member chose to remember, as a clause: "we connected in May 2016".
    pub fact: String,
    /// The member's own name; empty where no file tells it.
    pub own_name: String,
}

/// The placeholders of templates, and what each stands for.
pub const PLACEHOLDERS: [(&str, &str); 4] = [
    ("{first_name}", "their first name"),
    ("{focus}", "your focus, from the plan"),
    ("{fact}", "what you choose from the evidence"),
    ("{me}", "your own name"),
];

/// The first name as a letter says it: without what stands behind a comma or in brackets.
#[must_use]
pub fn first_name(facts: &Facts) -> String {
    let name = sanitized(&facts.first_name);
    let end = name.find([',', '(', '[', '|']).unwrap_or(name.len());
    name.get(..end).unwrap_or_default().trim().to_owned()
}

/// A template filled in. A placeholder that nothing is known for stays, so that it is seen.
#[must_use]
pub fn fill(template: &str, filling: &Filling) -> String {
    // What is filled in is never looked through: a name in braces stays a name.
    let mut text = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, found) = rest.split_at(at);
        text.push_str(before);
        let known = PLACEHOLDERS.iter().find(|(placeholder, _)| found.starts_with(placeholder));
        let value = known.map_or("", |(placeholder, _)| match *placeholder {
            "{first_name}" => filling.first_name.as_str(),
            "{focus}" => filling.focus.trim().trim_end_matches('.'),
            "{fact}" => filling.fact.as_str(),
            _ => filling.own_name.as_str(),
        });
        match known {
            Some((placeholder, _)) if !value.trim().is_empty() => {
                text.push_str(value.trim());
                rest = found.get(placeholder.len()..).unwrap_or_default();
            }
            _ => {
                text.push('{');
                rest = found.get(1..).unwrap_or_default();
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filling() -> Filling {
        Filling { first_name: "Zélie".into(), focus: "natural dyes.".into(), fact: "we met in Ghent".into(), own_name: "Robin Tallowby".into() }
    }

    #[test]
    fn e3_a_letter_is_filled_in_and_what_is_not_known_stays_in_sight() {
        let text = fill("Hello {first_name}, {fact}. I work on {focus}.\n{me} {other} {", &filling());
        assert_eq!(text, "Hello Zélie, we met in Ghent. I work on natural dyes.\nRobin Tallowby {other} {");
        let unknown = Filling { focus: " ".into(), first_name: String::new(), ..filling() };
        assert_eq!(fill("Hello {first_name}: {focus}", &unknown), "Hello {first_name}: {focus}");
        // What is filled in is not filled in again.
        let odd = Filling { first_name: "{focus}".into(), ..filling() };
        assert_eq!(fill("{first_name}", &odd), "{focus}");
    }

    #[test]
    fn a_first_name_is_what_one_would_say() {
        let of = |first: &str| first_name(&Facts { first_name: first.into(), ..Facts::default() });
        assert_eq!([of("Zélie"), of("Mary Ann"), of("Tom (Tommy)"), of("Ana, PhD"), of("  ")], ["Zélie", "Mary Ann", "Tom", "Ana", ""]);
    }
}
