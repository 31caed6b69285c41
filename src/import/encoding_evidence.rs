//! Files that are not UTF-8: which code page the names in them speak for, and what the person may choose between.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::{
    records::Rows,
    registry,
    text::{self, Letters, Survey},
};
use crate::model::{
    import::report::{EncodingChoice, EncodingGuess},
    person::profile_link,
    text::folding,
};

/// Names that show whether a guess at an encoding is right.
const SAMPLE_NAMES: usize = 10;

/// Rows with more than ASCII that are looked at to tell code pages apart.
const MOST_ROWS_OF_EVIDENCE: usize = 200;

/// A file as text that rows can be read from, whatever it was in.
pub(super) struct WholeText<'b> {
    pub(super) text: Cow<'b, [u8]>,
    pub(super) letters: Option<Letters>,
    pub(super) encoding: String,
    pub(super) survey: Option<Survey>,
}

/// The code page that the names in a file speak for. `known_name` gives the name that the workspace has for a slug.
pub(super) fn likeliest_page(survey: &Survey, text: &[u8], delimiter: u8, known_name: &mut dyn FnMut(&str) -> Option<String>) -> &'static Encoding {
    let names = evidence_names(text, delimiter, known_name);
    survey.likeliest(|page| names.iter().filter(|name| name.speaks_for(page)).count())
}

/// Somebody whose name is more than ASCII, with what else tells it.
struct EvidenceName {
    /// First and last name as bytes.
    name: Vec<u8>,
    /// The name that the workspace knows, or the slug; folded.
    told: String,
}

impl EvidenceName {
    /// Whether in this code page the words with letters beyond ASCII are those that are told elsewhere.
    fn speaks_for(&self, page: &'static Encoding) -> bool {
        let Some(name) = page.decode_without_bom_handling_and_without_replacement(&self.name) else { return false };
        let mut words = name.split_whitespace().filter(|word| !word.is_ascii()).map(folding::fold).filter(|word| word.chars().count() > 1).peekable();
        words.peek().is_some() && words.all(|word| self.told.contains(&word))
    }
}

/// Names in a file that is not UTF-8, beside what LinkedIn's slugs and the workspace say of the same people.
fn evidence_names(text: &[u8], delimiter: u8, known_name: &mut dyn FnMut(&str) -> Option<String>) -> Vec<EvidenceName> {
    let latin = Letters { fallback: encoding_rs::WINDOWS_1252, prefers_utf_8: false, are_exceptions: false };
    let Ok(mut rows) = Rows::open(Box::new(text), delimiter, "", Some(latin), &registry::is_known) else { return Vec::new() };
    let column = |names: &[&str]| rows.header.column(names);
    let (first, last, url) = (column(&["firstname"]), column(&["lastname"]), column(&["url", "profileurl", "profilelink"]));
    let mut names = Vec::new();
    while let Ok(Some(row)) = rows.next_row() {
        let whole = format!("{} {}", row.cell(first), row.cell(last));
        if whole.is_ascii() {
            continue;
        }
        let Some(slug) = profile_link::slug(row.cell(url)) else { continue };
        let told = known_name(&slug).unwrap_or(slug);
        // In Windows-1252 every byte is a letter, so that the bytes can be had back.
        names.push(EvidenceName { name: encoding_rs::WINDOWS_1252.encode(&whole).0.into_owned(), told: folding::fold(&told) });
        if names.len() >= MOST_ROWS_OF_EVIDENCE {
            break;
        }
    }
    names
}

/// The encodings that a list may be in, each with ten names as they would be read.
pub(super) fn encoding_guess(name: &str, whole: &WholeText<'_>, delimiter: u8) -> Option<EncodingGuess> {
    let survey = whole.survey.as_ref()?;
    let chosen = whole.letters?.fallback;
    let mut choices: Vec<EncodingChoice> = Vec::new();
    for page in std::iter::once(chosen).chain(text::CODE_PAGES) {
        let Ok(mut rows) = Rows::open(Box::new(&*whole.text), delimiter, "", Some(survey.letters(page)), &registry::is_known) else { continue };
        let (first, last) = (rows.header.column(&["firstname"]), rows.header.column(&["lastname"]));
        let mut names: Vec<String> = Vec::new();
        while names.len() < SAMPLE_NAMES
            && let Ok(Some(row)) = rows.next_row()
        {
            let shown = format!("{} {}", row.cell(first).trim(), row.cell(last).trim()).trim().to_owned();
            if !shown.is_ascii() {
                names.push(shown);
            }
        }
        let is_possible = names.iter().all(|name| !name.contains('\u{FFFD}') && !name.chars().any(char::is_control));
        if choices.is_empty() || (is_possible && !choices.iter().any(|known| known.names == names)) {
            choices.push(EncodingChoice { encoding: text::label(page), names });
        }
    }
    Some(EncodingGuess { file: name.to_owned(), choices })
}
