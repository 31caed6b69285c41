//! Lists from outside as they come: lines of text, a CSV of any columns that name people, or cards of an address book (vCard 2.1
//! to 4.0).

use super::{table::Header, text};
use crate::model::{matching::outside_list::Listed, person::profile_link};

/// Reads a list. Letters that are neither UTF-8 nor UTF-16 are taken for those of Windows.
#[must_use]
pub fn read(bytes: &[u8]) -> Vec<Listed> {
    let decoded = text::decode(bytes).unwrap_or_else(|| encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned());
    let content = decoded.replace("\r\n", "\n").replace('\r', "\n");
    if content.lines().any(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCARD")) {
        return cards(&content);
    }
    table(&content).unwrap_or_else(|| (1..).zip(content.lines()).flat_map(|(number, line)| line_of_text(number, line)).collect())
}

/// A mark before the items of a list: `- `, `* `, `3. `, `3) `.
fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < line.len()
        && let Some(rest) = digits.strip_prefix(['.', ')'])
        && rest.starts_with(char::is_whitespace)
    {
        return rest.trim_start();
    }
    line.strip_prefix(['-', '*', '•', '–']).filter(|rest| rest.starts_with(char::is_whitespace)).map_or(line, str::trim_start)
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

/// The profile in a word: a link, also within brackets or quotation marks, as text that was written for the web has it.
fn link_in(word: &str) -> Option<String> {
    const HOST: &str = "linkedin.com/";
    let at = word.to_ascii_lowercase().find(HOST)?;
    let before = word.get(..at)?.chars().next_back();
    // Behind anything else it is part of another host, or of what another link asks for.
    if !before.is_none_or(|c| matches!(c, '/' | '.' | '(' | '[' | '<' | '"' | '\'')) {
        return None;
    }
    let rest = word.get(at..)?;
    profile_link::slug(rest.split([')', ']', '>', '<', '"', '\'', ',', ';']).next().unwrap_or_default())
}

/// A line of a list without columns: what is a link or an address is taken out, the rest is a name. Several people may stand in one,
/// between semicolons.
fn line_of_text(number: usize, line: &str) -> Vec<Listed> {
    let line = without_bullet(line);
    let parts: Vec<&str> = line.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    // "Name; Company" is one person: only where more parts than one are surely people are they several.
    let is_somebody = |part: &&&str| part.split_whitespace().any(|word| is_email(bare(word)) || link_in(word).is_some());
    let are_several = parts.len() > 1 && (parts.iter().filter(is_somebody).count() > 1 || parts.len() > 2);
    let texts = if are_several { parts } else { vec![line] };
    texts.into_iter().flat_map(|text| people_of_text(number, text)).collect()
}

/// A word without what stands around it, and without what says that it is an address.
fn bare(word: &str) -> &str {
    let bare = word.trim().trim_matches(['<', '>', '(', ')', '[', ']', ',', ';', '"']);
    bare.strip_prefix("mailto:").unwrap_or(bare)
}

/// The person of a text; of several links each is somebody.
fn people_of_text(number: usize, text: &str) -> Vec<Listed> {
    let mut listed = Listed { line: number, text: text.to_owned(), ..Listed::default() };
    let (mut words, mut more) = (Vec::new(), Vec::new());
    // A tab stands between cells that were copied from a table.
    for word in text.split_inclusive('\t').flat_map(|cell| cell.split(' ')) {
        if let Some(slug) = link_in(word) {
            // `[Ana](https://…)`: what stands before the link is the name.
            words.extend(word.split_once("](").map(|(name, _)| name.trim_start_matches('[')));
            if listed.slug.is_none() {
                listed.slug = Some(slug);
            } else if listed.slug.as_deref() != Some(slug.as_str()) {
                more.push(Listed { line: number, text: slug.clone(), slug: Some(slug), ..Listed::default() });
            }
        } else if is_email(bare(word)) {
            listed.emails.push(bare(word).to_owned());
        } else {
            words.push(word);
        }
    }
    words
        .join(" ")
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | ',' | ';' | ':' | '"' | '<' | '>'))
        .clone_into(&mut listed.name);
    let first = (!text.trim().is_empty()).then_some(listed);
    first.into_iter().chain(more).collect()
}

/// Columns by the names that address books, spreadsheets and LinkedIn give them.
const NAMES: [&str; 3] = ["name", "fullname", "displayname"];
const FIRST_NAMES: [&str; 4] = ["firstname", "givenname", "vorname", "prénom"];
const LAST_NAMES: [&str; 5] = ["lastname", "familyname", "surname", "nachname", "nom"];
const LINKS: [&str; 8] = ["url", "profileurl", "link", "profile", "profilelink", "linkedin", "linkedinurl", "linkedinprofile"];
const EMAILS: [&str; 5] = ["email", "emailaddress", "e-mail", "e-mailaddress", "e-mail1-value"];
const COMPANIES: [&str; 5] = ["company", "organization", "organisation", "employer", "organizationname"];
const SLUGS: [&str; 2] = ["slug", "publicidentifier"];

/// All of them.
const COLUMNS: [&[&str]; 7] = [&NAMES, &FIRST_NAMES, &LAST_NAMES, &LINKS, &EMAILS, &COMPANIES, &SLUGS];

/// The rows of a table that names people; none where the text is no such table.
fn table(content: &str) -> Option<Vec<Listed>> {
    // LinkedIn's own lists begin with notes, and people with blank lines.
    const LINES_TO_LOOK_AT: usize = 14;
    let starts = content.match_indices('\n').map(|(at, _)| at + 1);
    for (before, start) in std::iter::once(0).chain(starts).take(LINES_TO_LOOK_AT).enumerate() {
        let line = content.get(start..)?.lines().next().unwrap_or_default();
        for delimiter in [',', ';', '\t'] {
            let header = Header::of(line.split(delimiter));
            let known = COLUMNS.iter().filter(|names| header.column(names).is_some()).count();
            let is_first = content.get(..start).is_some_and(|before| before.trim().is_empty());
            // Further down one word may be anybody's name.
            let tells_who = [&NAMES[..], &LINKS, &SLUGS].iter().any(|names| header.column(names).is_some())
                || (header.column(&FIRST_NAMES).is_some() && header.column(&LAST_NAMES).is_some());
            if tells_who && (known > 1 || is_first) && (header.width() > 1 || delimiter == ',') {
                return Some(rows(content.get(start..)?, u8::try_from(delimiter).ok()?, before));
            }
        }
    }
    None
}

fn rows(content: &str, delimiter: u8, lines_before: usize) -> Vec<Listed> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(content.as_bytes());
    let header = reader.headers().map(|cells| Header::of(cells.iter())).unwrap_or_default();
    let columns = COLUMNS.map(|names| header.column(names));
    let has_last = header.column(&LAST_NAMES).is_some();
    let read = |record: &csv::StringRecord| {
        let [name, first, last, link, email, company, slug] = columns.map(|column| column.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned());
        // Where there is a column of first names and none of last names, that of names holds these.
        let name = match (first.is_empty() && last.is_empty(), has_last) {
            (true, _) => name,
            (false, true) => format!("{first} {last}").trim().to_owned(),
            (false, false) => format!("{first} {name}").trim().to_owned(),
        };
        let number = record.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or_default()) + lines_before;
        // A link is one in whichever column, and never passed over for a name.
        let linked = || record.iter().find_map(link_in);
        let slug = profile_link::slug(&link).or_else(linked).or_else(|| if slug.is_empty() { None } else { profile_link::typed(&slug) });
        let text = [&name, &company, &email, &link].into_iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        let emails = if email.is_empty() { Vec::new() } else { vec![email] };
        let text = if text.is_empty() { slug.clone().unwrap_or_default() } else { text };
        (!text.is_empty()).then_some(Listed { line: number, text, slug, emails, name, company })
    };
    reader.records().filter_map(Result::ok).filter_map(|record| read(&record)).collect()
}

/// Cards of an address book.
fn cards(content: &str) -> Vec<Listed> {
    let mut all = Vec::new();
    let mut card: Option<Listed> = None;
    let mut lines = (1..).zip(content.lines()).peekable();
    while let Some((number, line)) = lines.next() {
        let mut line = line.to_owned();
        // A long line goes on with a blank at its start, or, in the oldest form, behind an equals sign.
        let is_quoted = line.split(':').next().is_some_and(|property| property.to_ascii_uppercase().contains("QUOTED-PRINTABLE"));
        loop {
            if is_quoted && line.ends_with('=') {
                line.pop();
                line.push_str(lines.next().map_or("", |(_, next)| next));
            } else if let Some((_, next)) = lines.next_if(|(_, next)| next.starts_with([' ', '\t'])) {
                line.push_str(next.get(1..).unwrap_or_default());
            } else {
                break;
            }
        }
        let Some((property, value)) = line.split_once(':') else { continue };
        let mut parameters = property.split(';');
        // A group may stand before the property: `item1.URL`.
        let name = parameters.next().unwrap_or_default().rsplit('.').next().unwrap_or_default().trim().to_ascii_uppercase();
        let is_quoted = parameters.any(|one| one.to_ascii_uppercase().ends_with("QUOTED-PRINTABLE"));
        let value = if is_quoted { quoted_printable(value) } else { value.to_owned() };
        match (name.as_str(), &mut card) {
            ("BEGIN", _) => card = Some(Listed { line: number, ..Listed::default() }),
            ("END", found) => all.extend(found.take().map(|found| Listed { text: text_of(&found), ..found }).filter(|found| !found.text.is_empty())),
            ("FN", Some(card)) => unescaped(&value).trim().clone_into(&mut card.name),
            // Last name; first name; further parts.
            ("N", Some(card)) if card.name.is_empty() => {
                let parts = parts(&value);
                let part = |at: usize| parts.get(at).map(String::as_str).unwrap_or_default().trim();
                format!("{} {}", part(1), part(0)).trim().clone_into(&mut card.name);
            }
            ("ORG", Some(card)) => parts(&value).into_iter().next().unwrap_or_default().trim().clone_into(&mut card.company),
            ("EMAIL", Some(card)) => card.emails.push(unescaped(&value).trim().to_owned()),
            ("URL" | "X-SOCIALPROFILE" | "SOCIALPROFILE", Some(card)) if card.slug.is_none() => card.slug = profile_link::slug(&unescaped(&value)),
            _ => {}
        }
    }
    all
}

fn text_of(card: &Listed) -> String {
    let slug = card.slug.as_deref().unwrap_or_default();
    let email = card.emails.first().map(String::as_str).unwrap_or_default();
    [card.name.as_str(), &card.company, email, if card.name.is_empty() { slug } else { "" }]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The parts of a value, at semicolons that no backslash stands before.
fn parts(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => parts.push(String::new()),
            '\\' => {
                let escaped = letters.next().map(|c| if matches!(c, 'n' | 'N') { ' ' } else { c });
                parts.last_mut().into_iter().for_each(|part| part.extend(escaped));
            }
            letter => parts.last_mut().into_iter().for_each(|part| part.push(letter)),
        }
    }
    parts
}

fn unescaped(value: &str) -> String {
    parts(value).join(";")
}

/// `=C3=A9` for é, as cards of version 2.1 have it.
fn quoted_printable(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, more @ ..] = rest {
        let hex = more.get(..2).filter(|_| *first == b'=').and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(hex.unwrap_or(*first));
        rest = if hex.is_some() { more.get(2..).unwrap_or_default() } else { more };
    }
    String::from_utf8(bytes).unwrap_or_else(|broken| encoding_rs::WINDOWS_1252.decode_without_bom_handling(broken.as_bytes()).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> Vec<(usize, String, Option<String>, String, String)> {
        read(bytes).into_iter().map(|one| (one.line, one.name, one.slug, one.emails.join(" "), one.company)).collect()
    }

    fn one(line: usize, name: &str, slug: Option<&str>, email: &str, company: &str) -> (usize, String, Option<String>, String, String) {
        (line, name.into(), slug.map(Into::into), email.into(), company.into())
    }

    #[test]
    fn lines_of_text_hold_names_links_and_addresses() {
        let list = "\u{FEFF}Ana Quorn\r\n\r\n- Tomas Ferrowick, Pellworth\n3. https://www.linkedin.com/in/Zelie-Example/?trk=x\nJosé Roe <jose@roe.example>\nIda Wren – linkedin.com/in/ida-wren\n7 Up Ltd\n";
        assert_eq!(
            told(list.as_bytes()),
            [
                one(1, "Ana Quorn", None, "", ""),
                one(3, "Tomas Ferrowick, Pellworth", None, "", ""),
                one(4, "", Some("zelie-example"), "", ""),
                one(5, "José Roe", None, "jose@roe.example", ""),
                one(6, "Ida Wren", Some("ida-wren"), "", ""),
                one(7, "7 Up Ltd", None, "", ""),
            ]
        );
    }

    #[test]
    fn tables_are_known_by_their_columns_whatever_their_order() {
        let csv = "Notes:\n\"From a, fair\"\n\nE-mail Address;Last Name;First Name;Company\nana@quorn.example;Quorn;Ana;\"Kite; Lantern\"\n;;;\n;Roe;\"José\nMaria\";\n";
        assert_eq!(told(csv.as_bytes()), [one(5, "Ana Quorn", None, "ana@quorn.example", "Kite; Lantern"), one(7, "José\nMaria Roe", None, "", "")]);
        let links = "Name,Profile URL\nAna,https://www.linkedin.com/in/ana-1\n";
        assert_eq!(told(links.as_bytes()), [one(2, "Ana", Some("ana-1"), "", "")]);
        assert_eq!(told(b"URL\nhttps://www.linkedin.com/in/ana-1\n"), [one(2, "", Some("ana-1"), "", "")]);
        // Names alone, of whom one is called like a column, are no table.
        assert_eq!(told("Ana Quorn\nName, Ida\nURL\n".as_bytes()).len(), 3);
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode("Name\nJosé Roe\n");
        assert_eq!(told(&windows), [one(2, "José Roe", None, "", "")]);
    }

    #[test]
    fn nobody_on_a_line_is_dropped_and_a_link_is_found_wherever_it_stands() {
        let people = |text: &str| {
            read(text.as_bytes()).into_iter().map(|one| (one.name, one.slug.or(one.emails.first().cloned()).unwrap_or_default())).collect::<Vec<_>>()
        };
        let pair = |name: &str, how: &str| (name.to_owned(), how.to_owned());
        assert_eq!(people("Ana Quorn <ana@x.example>; Karl Roe <karl@x.example>"), [pair("Ana Quorn", "ana@x.example"), pair("Karl Roe", "karl@x.example")]);
        assert_eq!(people("linkedin.com/in/ana https://de.linkedin.com/in/karl"), [pair("", "ana"), pair("", "karl")]);
        assert_eq!(people("[Ana](https://www.linkedin.com/in/ana-1)"), [pair("Ana", "ana-1")]);
        assert_eq!(people("<a href=\"https://www.linkedin.com/in/ana-1\">x"), [pair("a", "ana-1")]);
        assert_eq!(people("https://evil-linkedin.com/in/ana"), [pair("https://evil-linkedin.com/in/ana", "")]);
        assert_eq!(people("https://x.example/?u=linkedin.com/in/ana"), [pair("https://x.example/?u=linkedin.com/in/ana", "")]);
        assert_eq!(people("Ana Quorn; Kite & Lantern"), [pair("Ana Quorn; Kite & Lantern", "")]);
        assert_eq!(people("Ana Quorn; Karl Roe; Ida Wren").len(), 3);
        assert_eq!(people("Name,Person Linkedin Url\nAna,https://www.linkedin.com/in/other\n"), [pair("Ana", "other")]);
        assert_eq!(people("Vorname;Name\nAna;Quorn\n"), [pair("Ana Quorn", "")]);
    }

    #[test]
    fn cards_of_each_version_are_read() {
        let cards = "BEGIN:VCARD\nVERSION:3.0\nN:Quorn;Ana;;Dr.;\nFN:Ana Quorn\nORG:Kite \\; Lantern;Sales\nitem1.EMAIL;type=INTERNET:ana@quorn.example\nitem2.URL:https://www.linkedin.com/i\n n/ana-1\nNOTE:BEGIN of a note\nEND:VCARD\nBEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Roe;Jos=C3=A9=\n Maria\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n";
        assert_eq!(
            told(cards.as_bytes()),
            [one(1, "Ana Quorn", Some("ana-1"), "ana@quorn.example", "Kite ; Lantern"), one(11, "José Maria Roe", None, "", "")]
        );
    }

    #[test]
    fn any_bytes_are_a_list_of_something() {
        use proptest::prelude::*;
        let part = prop_oneof![
            Just(b"BEGIN:VCARD\n".to_vec()),
            Just(b"END:VCARD\n".to_vec()),
            Just(b"FN;ENCODING=QUOTED-PRINTABLE:=\n=C".to_vec()),
            Just(b"Name,URL\n".to_vec()),
            Just("José\t\"".as_bytes().to_vec()),
            prop::collection::vec(any::<u8>(), 0..12),
        ];
        proptest!(|(parts in prop::collection::vec(part, 0..12))| {
            let _ = read(&parts.concat());
        });
    }
}
