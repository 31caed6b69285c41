//! What tells somebody on a cover sheet from others, also after an import in between.

use crate::model::{matching::contact::name_key, person::Facts, text::folding::fold};

/// What tells somebody on a sheet from others: the last part of the profile's link; without one `name:` and the name, the
/// company and the day of the connection.
#[must_use]
pub fn key_of(facts: &Facts) -> String {
    let day = facts.connected_on.map(|day| day.to_string()).unwrap_or_default();
    let by_name = || format!("{NAMED}{}|{}|{day}", name_key(&facts.name()), fold(facts.company.trim()).replace('|', " "));
    facts.slug.as_ref().map_or_else(by_name, ToString::to_string)
}

const NAMED: &str = "name:";

/// The name and the day of a key without a link: a company may have changed since, and a link come.
pub(super) fn name_and_day(key: &str) -> Option<(String, String)> {
    let mut parts = key.strip_prefix(NAMED)?.splitn(3, '|');
    let (name, _, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some((name.to_owned(), day.to_owned()))
}

pub(super) fn name_and_day_of(facts: &Facts) -> (String, String) {
    (name_key(&facts.name()), facts.connected_on.map(|day| day.to_string()).unwrap_or_default())
}
