//! People as files name them, before anybody was matched.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Somebody whom a file names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Contact {
    /// The normalised slug, where the file has a usable link.
    pub slug: Option<String>,
    /// The whole name.
    pub name: String,
    /// The company, where the file has one; only breaks ties between people of one name.
    pub company: String,
}

/// A name made comparable: composed, blanks collapsed, case ignored. Accents count: José and Jose are two.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        if word.is_ascii() {
            key.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            key.extend(word.nfc().flat_map(char::to_lowercase));
        }
    }
    key
}

/// Whose export it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The normalised slug, where any file tells it.
    pub slug: Option<String>,
    /// The name.
    pub name: String,
}
