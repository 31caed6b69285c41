//! The words that job titles are read by: one file, by kind of work and by level, in many languages, with exceptions. The
//! member can put a file of their own in its place. Nothing is guessed about anybody.

use std::{collections::BTreeSet, fmt, ops::Range, sync::Arc, sync::LazyLock};

use aho_corasick::AhoCorasick;

use super::title::{Role, Seniority, TitleReading, TitleSays};
use crate::model::text::{display_text::sanitized, folding};

/// The list of words that comes with the program.
pub const BUILT_IN: &str = include_str!("../../../assets/words/titles.txt");

/// The section of a line: what its words say, or that its exceptions hold for every section but the office's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    All,
    Says(TitleSays),
}

impl Section {
    fn read(head: &str) -> Option<Self> {
        let mut words = head.split_whitespace();
        let section = match (words.next()?, words.next()) {
            ("all", None) => Self::All,
            ("doors", None) => Self::Says(TitleSays::OpensDoors),
            ("role", Some(role)) => Self::Says(TitleSays::Role(Role::from_word(role)?)),
            ("seniority", Some(level)) => Self::Says(TitleSays::Seniority(Seniority::from_word(level)?)),
            _ => return None,
        };
        words.next().is_none().then_some(section)
    }

    /// Whether an exception of this section holds for what another says. Who assists the head of something works in an office.
    fn excepts(self, says: TitleSays) -> bool {
        match self {
            Self::All => says != TitleSays::Role(Role::Administration),
            Self::Says(own) => own == says,
        }
    }
}

/// A word of the list.
#[derive(Clone, Copy, Debug)]
struct Entry {
    section: Section,
    is_exception: bool,
    /// Of a word: every word that begins so. Of an exception: all that follows goes along.
    is_open: bool,
    /// Also in the middle of a word, for scripts without blanks and for compounds.
    is_anywhere: bool,
}

/// A line of a list of words that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleLineError {
    /// Its number, from 1.
    pub line: usize,
    /// As it stands there.
    pub text: String,
    /// What is wrong with it.
    pub why: &'static str,
}

/// A word of a title, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleWord {
    /// What it says.
    pub says: TitleSays,
    /// The word as the title spells it.
    pub word: String,
}

/// The words that titles are read by.
pub struct TitleWords {
    entries: Vec<Entry>,
    /// Finds them all at once; none where there are none.
    automaton: Option<AhoCorasick>,
}

impl Default for TitleWords {
    /// None: they say nothing.
    fn default() -> Self {
        Self { entries: Vec::new(), automaton: None }
    }
}

impl fmt::Debug for TitleWords {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "TitleWords({})", self.entries.len())
    }
}

static BUILT_IN_WORDS: LazyLock<Arc<TitleWords>> = LazyLock::new(|| Arc::new(TitleWords::read(BUILT_IN).0));

/// No title is longer; what stands behind that in a cell is not read.
const MOST_BYTES: usize = 400;

/// The beginning of a title that is read.
fn beginning(title: &str) -> &str {
    let end = (0..=MOST_BYTES.min(title.len())).rev().find(|end| title.is_char_boundary(*end)).unwrap_or_default();
    title.get(..end).unwrap_or_default()
}

/// What ends the reach of an exception that takes along all that follows.
const PARTS: [char; 9] = [',', ';', '|', '/', '·', '–', '—', '&', '+'];

impl TitleWords {
    /// Those that come with the program.
    #[must_use]
    pub fn built_in() -> Arc<Self> {
        Arc::clone(&BUILT_IN_WORDS)
    }

    /// Reads a list of words. Lines that are not understood are told, and left out.
    #[must_use]
    pub fn read(file: &str) -> (Self, Vec<TitleLineError>) {
        let (mut entries, mut patterns, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        let (mut section, mut is_below_some) = (None, false);
        for (line, text) in (1..).zip(file.trim_start_matches('\u{FEFF}').lines().map(str::trim)) {
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let mut wrong = |why| {
                if errors.last().is_none_or(|last: &TitleLineError| last.line != line) {
                    errors.push(TitleLineError { line, text: text.to_owned(), why });
                }
            };
            if let Some(head) = text.strip_prefix('[') {
                section = head.strip_suffix(']').and_then(Section::read);
                if section.is_none() {
                    wrong("no such section, so nothing below it is read");
                }
                is_below_some = true;
                continue;
            }
            let Some(section) = section else {
                // What stands below a section that there is not goes with it.
                if !is_below_some {
                    wrong("stands below no section");
                }
                continue;
            };
            let Some((_, words)) = text.split_once(':') else {
                wrong("a line begins with its language and a colon, such as “en:”");
                continue;
            };
            for word in words.split(',').map(str::trim).filter(|word| !word.is_empty()) {
                let (word, is_open) = word.strip_suffix('*').map_or((word, false), |stem| (stem, true));
                let (word, is_exception) = word.strip_prefix('-').map_or((word, false), |word| (word, true));
                let (word, is_anywhere) = word.strip_prefix('~').map_or((word, false), |word| (word, true));
                let folded = folding::fold(&sanitized(word));
                if folded.is_empty() {
                    wrong("a sign without a word");
                } else if section == Section::All && !is_exception {
                    wrong("the section for all holds exceptions alone, which begin with a minus");
                } else {
                    entries.push(Entry { section, is_exception, is_open, is_anywhere });
                    patterns.push(folded);
                }
            }
        }
        // Too large a list is the only fault that there can be: nobody writes gigabytes by hand.
        (Self { entries, automaton: AhoCorasick::new(&patterns).ok() }, errors)
    }

    /// The words found in a folded title, with their places there; those that are excepted are left out.
    fn found(&self, title: &str) -> Vec<(TitleSays, Range<usize>)> {
        let is_letter = |c: char| c.is_alphanumeric();
        let begins = |at: usize| title.get(..at).is_none_or(|before| !before.ends_with(is_letter));
        let ends = |at: usize| title.get(at..).is_none_or(|after| !after.starts_with(is_letter));
        // Korean syllables are taken apart by folding: the end of one is no end.
        let ends_syllable = |at: usize| title.get(at..).is_none_or(|after| !after.starts_with(|c| ('\u{11A8}'..='\u{11FF}').contains(&c)));
        let (mut words, mut exceptions) = (Vec::new(), Vec::new());
        for found in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(title)) {
            let Some(entry) = self.entries.get(found.pattern().as_usize()) else { continue };
            let (start, end) = (found.start(), found.end());
            let stands = if entry.is_anywhere { ends_syllable(end) } else { begins(start) && (entry.is_open || ends(end)) };
            if !stands {
                continue;
            }
            let rest = title.get(end..).unwrap_or_default();
            match (entry.is_exception, entry.section) {
                (true, section) => {
                    let end = if entry.is_open { end + rest.find(PARTS).unwrap_or(rest.len()) } else { end };
                    exceptions.push((section, start..end));
                }
                (false, Section::Says(says)) => {
                    // A stem is told as the whole word that it begins.
                    let more = if entry.is_open && !entry.is_anywhere { rest.find(|c| !is_letter(c)).unwrap_or(rest.len()) } else { 0 };
                    words.push((says, start..end + more));
                }
                (false, Section::All) => {}
            }
        }
        let is_excepted = |says: TitleSays, at: &Range<usize>| {
            exceptions.iter().any(|(section, except)| section.excepts(says) && except.start < at.end && at.start < except.end)
        };
        words.retain(|(says, at)| !is_excepted(*says, at));
        words
    }

    /// What a title says.
    #[must_use]
    pub fn reading(&self, title: &str) -> TitleReading {
        let mut reading = TitleReading::default();
        if !title.is_empty() {
            for (says, _) in self.found(&folding::fold(&sanitized(beginning(title)))) {
                reading.add(says);
            }
        }
        reading
    }

    /// What a title says, with the words that say it, as the title spells them: a kind of work once each, and the highest level.
    #[must_use]
    pub fn words(&self, title: &str) -> Vec<TitleWord> {
        let title = sanitized(beginning(title));
        // Letter by letter, to find the way back from the folded title.
        let (mut folded, mut places) = (String::new(), Vec::new());
        for (at, letter) in title.char_indices() {
            folding::fold_into(letter.encode_utf8(&mut [0; 4]), &mut folded);
            places.resize(folded.len(), at..at + letter.len_utf8());
        }
        let reading = self.reading(&title);
        let mut found = self.found(&folded);
        found.retain(|(says, _)| match says {
            TitleSays::Seniority(level) => reading.seniority() == Some(*level),
            _ => true,
        });
        // The longest word says it best.
        found.sort_by_key(|(says, at)| (*says, std::cmp::Reverse(at.len()), at.start));
        let mut told = BTreeSet::new();
        let words = found.into_iter().filter(|(says, _)| told.insert(*says)).filter_map(|(says, at)| {
            let (from, to) = (places.get(at.start)?.start, places.get(at.end.checked_sub(1)?)?.end);
            Some(TitleWord { says, word: title.get(from..to)?.to_owned() })
        });
        words.collect()
    }
}

#[cfg(test)]
mod tests;
