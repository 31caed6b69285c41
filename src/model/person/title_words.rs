//! What the words of a job title say of the work: beginning, opening doors, recruiting. The words stand in one file, by
//! language, with exceptions; whole words alone count. Nothing is guessed about anybody.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use crate::model::text::display_text::sanitized;
use crate::model::text::folding;

const FILE: &str = include_str!("../../../assets/words/titles.txt");

/// What a title may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TitleKind {
    /// Student, trainee, intern.
    Early,
    /// Founder, director, editor, professor and the like.
    OpensDoors,
    /// Recruiter, sourcer, headhunter.
    Recruiting,
}

impl TitleKind {
    fn from_section(name: &str) -> Option<Self> {
        match name {
            "early" => Some(Self::Early),
            "doors" => Some(Self::OpensDoors),
            "recruiting" => Some(Self::Recruiting),
            _ => None,
        }
    }
}

/// The words of one kind, folded.
#[derive(Debug, Default)]
struct Words {
    /// With whether every word that begins so is meant.
    whole: ByFirstLetter,
    anywhere: Vec<String>,
    /// With whether all that follows goes along.
    exceptions: Vec<(String, bool)>,
}

/// Entries by their first letter: a title has few words, and few entries begin as one of them does.
#[derive(Debug, Default)]
struct ByFirstLetter(HashMap<char, Vec<(String, bool)>>);

impl ByFirstLetter {
    fn push(&mut self, entry: String, is_open: bool) {
        if let Some(first) = entry.chars().next() {
            self.0.entry(first).or_default().push((entry, is_open));
        }
    }

    /// Whether one of them stands in a title: it begins at the beginning of a word and, unless it is a stem, ends at the end
    /// of one.
    fn stands_in(&self, title: &str) -> bool {
        let mut is_inside = false;
        title.char_indices().any(|(at, letter)| {
            let begins = !std::mem::replace(&mut is_inside, letter.is_alphanumeric());
            let Some(rest) = title.get(at..).filter(|_| begins) else { return false };
            let stands = |(entry, is_stem): &(String, bool)| {
                rest.strip_prefix(entry.as_str()).is_some_and(|after| *is_stem || !after.starts_with(char::is_alphanumeric))
            };
            self.0.get(&letter).is_some_and(|entries| entries.iter().any(stands))
        })
    }
}

impl Words {
    fn stand_in(&self, title: &str) -> bool {
        self.whole.stands_in(title) || self.anywhere.iter().any(|part| title.contains(part.as_str()))
    }
}

static WORDS: LazyLock<BTreeMap<TitleKind, Words>> = LazyLock::new(|| read(FILE));

/// Reads the file; lines that are not understood are left out, which a test forbids.
fn read(file: &str) -> BTreeMap<TitleKind, Words> {
    let mut all: BTreeMap<TitleKind, Words> = BTreeMap::new();
    let mut kind = None;
    for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            kind = TitleKind::from_section(section);
            continue;
        }
        let (Some(kind), Some((_, entries))) = (kind, line.split_once(':')) else { continue };
        let words = all.entry(kind).or_default();
        for entry in entries.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            let (entry, is_open) = entry.strip_suffix('*').map_or((entry, false), |stem| (stem, true));
            if let Some(part) = entry.strip_prefix('~') {
                words.anywhere.push(folding::fold(part));
            } else if let Some(exception) = entry.strip_prefix('-') {
                words.exceptions.push((folding::fold(exception), is_open));
            } else {
                words.whole.push(folding::fold(entry), is_open);
            }
        }
    }
    all
}

/// Whether the words of a title say this.
#[must_use]
pub fn says(kind: TitleKind, title: &str) -> bool {
    let Some(words) = WORDS.get(&kind) else { return false };
    let mut title = folding::fold(&sanitized(title));
    // Most titles say nothing of the kind, and taking words out adds none.
    if !words.stand_in(&title) {
        return false;
    }
    // In the order of the file: one that takes the rest along stands before those that it would lose words to.
    for (exception, takes_the_rest) in &words.exceptions {
        while let Some(at) = find_word(&title, exception, *takes_the_rest) {
            let rest = title.get(at..).unwrap_or_default();
            let end = if *takes_the_rest { rest.find([',', ';', '|', '/', '·', '–', '—', '&']).unwrap_or(rest.len()) } else { exception.len() };
            title.replace_range(at..at + end, " ");
        }
    }
    words.stand_in(&title)
}

/// Where a word stands that begins at the beginning of one and, unless it is a stem, ends at the end of one.
fn find_word(title: &str, word: &str, is_stem: bool) -> Option<usize> {
    let is_letter = |c: char| c.is_alphanumeric();
    title.match_indices(word).map(|(at, _)| at).find(|at| {
        let begins = title.get(..*at).is_none_or(|before| !before.ends_with(is_letter));
        let ends = is_stem || title.get(at + word.len()..).is_none_or(|after| !after.starts_with(is_letter));
        begins && ends
    })
}

#[cfg(test)]
mod tests {
    use super::{TitleKind::*, *};

    #[test]
    fn titles_say_what_they_say_and_nothing_else() {
        for (kind, yes, no) in [
            (
                Early,
                ["Working STUDENT", "Intern", "Werkstudentin Marketing", "Étudiante", "Software Engineering Intern", "Tirocinante", "学生会", "Стажёр"]
                    .as_slice(),
                ["Internist", "Interne Revision", "Student Advisor", "International Sales", "Internal Auditor", "Director of Student Affairs"].as_slice(),
            ),
            (
                OpensDoors,
                &[
                    "VP Sales",
                    "COO",
                    "CMO",
                    "Gründerin",
                    "Inhaber",
                    "Fondateur",
                    "Board Member",
                    "Principal",
                    "Dean of Arts",
                    "Head of Dyeing",
                    "Co-Founder & CEO",
                    "Geschäftsführer",
                    "Diretora de Marketing",
                    "社長",
                ],
                &[
                    "Assistant to the CEO",
                    "Executive Assistant to the Managing Director",
                    "HR Business Partner",
                    "Product Owner",
                    "Homeowner",
                    "Head Office Clerk",
                    "Copy Editor",
                    "Partnerships",
                    "Coordinator",
                    "Assistentin der Geschäftsführung",
                    "Assistante de direction",
                ],
            ),
            (
                Recruiting,
                &[
                    "Senior RECRUITER",
                    "Sourcer",
                    "IT Staffing Lead",
                    "Leiter Rekrutierung",
                    "Recrutador",
                    "Talent Acquisition Partner",
                    "Headhunterin",
                    "猎头顾问",
                ],
                &["Student Recruitment Officer", "Resourcer of Things", "Dyer", "Talented Painter"],
            ),
        ] {
            for title in yes {
                assert!(says(kind, title), "{kind:?}: {title}");
            }
            for title in no {
                assert!(!says(kind, title), "{kind:?}: {title}");
            }
        }
        // What takes the rest along goes first, where two exceptions stand in each other.
        assert!(!says(OpensDoors, "Head Office of the CEO"));
        // An assistant who is something else besides is that, too.
        assert!(says(OpensDoors, "Assistant to the CEO, Board Member"));
    }

    #[test]
    fn every_line_of_the_file_is_understood() {
        let mut section = false;
        for line in FILE.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if line.starts_with('[') {
                section = TitleKind::from_section(line.trim_matches(['[', ']'])).is_some();
                assert!(section, "{line}");
                continue;
            }
            let (language, entries) = line.split_once(':').unwrap();
            assert!(section && language.len() == 2 && !entries.trim().is_empty(), "{line}");
        }
        assert_eq!(WORDS.len(), 3);
    }
}
