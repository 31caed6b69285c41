//! Lists from outside: names, links or cards that the member brings, and who is meant by each.

use std::collections::HashMap;

use super::contact::name_key;
use crate::model::{
    id::{PersonId, TextMap},
    person::{Facts, person_name, profile_link},
    text::{display_text::sanitized, folding},
};

/// Somebody whom a list from outside names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The line of the list, from 1.
    pub line: usize,
    /// What stands there, for people.
    pub text: String,
    /// The profile, where a link tells it.
    pub slug: Option<String>,
    /// The e-mail addresses.
    pub emails: Vec<String>,
    /// The name, as far as it can be told from the rest.
    pub name: String,
    /// The company, where there is one; only breaks ties between people of one name.
    pub company: String,
}

/// Who is meant by the lines of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListMatch {
    /// Lines that mean exactly one connection.
    pub matched: Vec<(usize, PersonId)>,
    /// Lines that may mean several, with what stands there.
    pub several: Vec<(usize, String, Vec<PersonId>)>,
    /// Lines that mean nobody who is connected, with what stands there.
    pub nobody: Vec<(usize, String)>,
}

impl ListMatch {
    /// Those of whom it is clear that they are meant, each once, in the order of the list.
    #[must_use]
    pub fn people(&self) -> Vec<PersonId> {
        let mut seen = std::collections::HashSet::new();
        self.matched.iter().map(|(_, id)| *id).filter(|id| seen.insert(*id)).collect()
    }
}

/// Finds those whom lists from outside name.
#[derive(Debug, Default)]
pub struct ListMatcher {
    /// By profile.
    slugs: TextMap<String, PersonId>,
    /// By e-mail address, case ignored.
    emails: HashMap<String, Vec<PersonId>>,
    /// By the words that name somebody, accents and case ignored.
    names: HashMap<String, Vec<Bearer>>,
}

/// What stands between a name and what it is followed by.
const BEHIND_NAMES: [&str; 10] = ["\t", ";", ",", " - ", " – ", " — ", " | ", " at ", " @ ", " ("];

impl ListMatcher {
    /// Over everybody who is connected.
    #[must_use]
    pub fn new<'f>(people: impl Iterator<Item = (PersonId, &'f Facts)>) -> Self {
        let mut matcher = Self::default();
        for (id, facts) in people {
            if let Some(slug) = &facts.slug {
                matcher.slugs.insert(slug.to_string(), id);
            }
            if !facts.email.trim().is_empty() {
                matcher.emails.entry(facts.email.trim().to_lowercase()).or_default().push(id);
            }
            let key = person_name::key(facts);
            if !key.is_empty() {
                let whole = name_key(&format!("{} {}", facts.first_name, facts.last_name));
                let plain = name_key(&person_name::searchable(facts));
                let bearer = Bearer { initials: initials(&plain), whole, plain, company: folding::company_key(&facts.company), id };
                matcher.names.entry(key).or_default().push(bearer);
            }
        }
        matcher
    }

    /// Whom one line means: nobody, one, or several.
    #[must_use]
    pub fn find(&self, listed: &Listed) -> Vec<PersonId> {
        // A link leads to one or to nobody: somebody else of that name is not meant.
        if let Some(slug) = &listed.slug {
            return self.slugs.get(slug).copied().into_iter().collect();
        }
        if let Some(found) = listed.emails.iter().find_map(|email| self.emails.get(&email.trim().to_lowercase())) {
            return found.clone();
        }
        let found = readings(listed).into_iter().map(|(name, company)| self.bearers(&name, &company)).find(|found| !found.is_empty());
        found.unwrap_or_else(|| {
            // The last part of a profile's link alone, which no name looks like.
            let is_slug =
                listed.text.contains(|c: char| c == '-' || c.is_ascii_digit()) && !listed.text.contains(|c: char| c.is_whitespace() || c.is_uppercase());
            let slug = if is_slug { profile_link::typed(&listed.text) } else { None };
            slug.and_then(|slug| self.slugs.get(&slug)).copied().into_iter().collect()
        })
    }

    /// Whom all lines mean.
    #[must_use]
    pub fn find_all(&self, list: Vec<Listed>) -> ListMatch {
        let mut all = ListMatch::default();
        for listed in list {
            match self.find(&listed).as_slice() {
                [] => all.nobody.push((listed.line, listed.text)),
                [only] => all.matched.push((listed.line, *only)),
                several => all.several.push((listed.line, listed.text, several.to_vec())),
            }
        }
        all
    }

    /// Those of a name. Of several, those of the company, where that tells them apart; or else those who bear the name letter for
    /// letter. What stands behind a name, a degree or a sign, tells nobody apart unless the list has the very same.
    fn bearers(&self, name: &str, company: &str) -> Vec<PersonId> {
        let listed = Facts { first_name: name.into(), ..Facts::default() };
        let key = person_name::key(&listed);
        let (whole, plain, company) = (name_key(name), name_key(&person_name::searchable(&listed)), folding::company_key(company));
        let own = initials(&plain);
        let is_other = |bearer: &&Bearer| !own.is_empty() && !bearer.initials.is_empty() && own != bearer.initials;
        let all: Vec<&Bearer> = self.names.get(&key).filter(|_| !key.is_empty()).into_iter().flatten().filter(|bearer| !is_other(bearer)).collect();
        let narrowed = |all: &[&Bearer], is_it: &dyn Fn(&Bearer) -> bool| {
            let those: Vec<PersonId> = all.iter().filter(|bearer| is_it(bearer)).map(|bearer| bearer.id).collect();
            (!those.is_empty()).then_some(those)
        };
        narrowed(&all, &|bearer| !company.is_empty() && bearer.company == company)
            .or_else(|| narrowed(&all, &|bearer| whole != plain && bearer.whole == whole))
            .or_else(|| narrowed(&all, &|bearer| bearer.plain == plain))
            .unwrap_or_else(|| all.iter().map(|bearer| bearer.id).collect())
    }
}

/// Somebody who bears a name.
#[derive(Debug)]
struct Bearer {
    /// The name letter for letter, with all that stands behind it, and without.
    whole: String,
    plain: String,
    initials: Vec<char>,
    /// Made comparable.
    company: String,
    id: PersonId,
}

/// The letters that stand for names: two people of whom these differ are two.
fn initials(name: &str) -> Vec<char> {
    let bare = name.split_whitespace().map(|word| word.trim_end_matches('.'));
    bare.filter(|word| word.chars().count() == 1).filter_map(|word| word.chars().next()).collect()
}

/// A name in Han characters, which are written last name first and mostly without a blank, as an export has it: the first name first.
fn han_turned_round(name: &str) -> Option<String> {
    let is_han = |word: &str| !word.is_empty() && word.chars().all(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
    match name.split_whitespace().collect::<Vec<_>>().as_slice() {
        [last, first] if is_han(last) && is_han(first) => Some(format!("{first} {last}")),
        [whole] if is_han(whole) && (2..=4).contains(&whole.chars().count()) => {
            let last = whole.chars().next()?;
            Some(format!("{} {last}", whole.get(last.len_utf8()..)?))
        }
        _ => None,
    }
}

/// The names that a line may mean, each with the company, the likeliest first.
fn readings(listed: &Listed) -> Vec<(String, String)> {
    let name = sanitized(&listed.name).into_owned();
    let company = listed.company.trim();
    let Some((first, rest)) = BEHIND_NAMES.iter().filter_map(|sign| name.split_once(sign)).min_by_key(|(first, _)| first.len()) else {
        let turned = han_turned_round(&name);
        return std::iter::once(name).chain(turned).map(|name| (name, company.to_owned())).collect();
    };
    let mut readings = Vec::new();
    // A company may stand behind a name in one cell or line. One word alone before a comma is a last name.
    if first.split_whitespace().nth(1).is_some() {
        let behind = rest.trim().trim_end_matches(')');
        // A degree may stand there as well: whether the name as a whole is anybody's is asked first.
        readings.push((name.clone(), if company.is_empty() { behind.to_owned() } else { company.to_owned() }));
        readings.push((first.trim().to_owned(), if company.is_empty() { behind.to_owned() } else { company.to_owned() }));
    }
    match name.split(',').collect::<Vec<_>>().as_slice() {
        [last, first] => readings.push((format!("{} {}", first.trim(), last.trim()), company.to_owned())),
        [_] => readings.push((name.clone(), company.to_owned())),
        _ => {}
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matcher() -> ListMatcher {
        let of = |name: &str, slug: &str, email: &str, company: &str| {
            let (first, last) = name.split_once(' ').unwrap();
            Facts {
                first_name: first.into(),
                last_name: last.into(),
                slug: Some(slug.into()),
                email: email.into(),
                company: company.into(),
                ..Facts::default()
            }
        };
        let people = [
            of("Ana Quorn", "ana-1", "ana@quorn.example", "Mills"),
            of("Ana Quorn", "ana-2", "", "Kite & Lantern"),
            of("José Roe", "jose", "", ""),
            of("Jose Roe", "jose-2", "", ""),
            of("Dr. Tomas Ferrowick, PhD", "tomas", "", "Pellworth"),
            of("Łucja Wren", "lucja", "", ""),
            of("Иван Тарн", "ivan", "", ""),
        ];
        ListMatcher::new((1..).map(PersonId).zip(people.iter()))
    }

    fn named(name: &str) -> Listed {
        Listed { line: 1, text: name.into(), name: name.into(), ..Listed::default() }
    }

    fn found(listed: &Listed) -> Vec<i64> {
        matcher().find(listed).into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn a_name_means_all_who_bear_it_and_a_company_tells_them_apart() {
        assert_eq!(found(&named("ana quorn")), [1, 2]);
        assert_eq!(found(&named("Ana Quorn, Kite & Lantern")), [2]);
        assert_eq!(found(&named("Ana Quorn (mills)")), [1]);
        assert_eq!(found(&named("Ana Quorn at Elsewhere")), [1, 2], "a company that nobody has tells nothing");
        assert_eq!(found(&Listed { company: "MILLS".into(), ..named("Ana Quorn") }), [1]);
        assert_eq!(found(&named("Quorn, Ana")), [1, 2]);
        assert_eq!(found(&named("Tomas Ferrowick")), [5]);
        assert_eq!(found(&named("Ferrowick, Tomas")), [5]);
        assert_eq!(found(&named("Lucja Wren")), [6], "accents are left out where one types without them");
        assert!(found(&named("Ana")).is_empty() && found(&named("")).is_empty() && found(&named("Zebra Quorn")).is_empty());
    }

    #[test]
    fn letter_for_letter_goes_before_nearly() {
        assert_eq!((found(&named("José Roe")), found(&named("Jose Roe"))), (vec![3], vec![4]));
        assert_eq!(found(&named("JOSÈ ROE")), [3, 4]);
    }

    #[test]
    fn a_link_or_an_address_decides() {
        let with =
            |slug: Option<&str>, email: &str| Listed { slug: slug.map(Into::into), emails: vec!["other@x.example".into(), email.into()], ..named("José Roe") };
        assert_eq!(found(&with(Some("ana-2"), "")), [2]);
        assert!(found(&with(Some("gone"), "")).is_empty(), "whoever has another profile is somebody else");
        assert_eq!(found(&with(None, "ANA@quorn.example ")), [1]);
        assert_eq!(found(&with(None, "nobody@example.org")), [3]);
        assert_eq!(found(&named("ana-2")), [2], "the last part of a link");
        assert!(found(&named("tomas")).is_empty() && found(&named("Ana-2")).is_empty(), "what may be a name is no link");
    }

    #[test]
    fn a_degree_tells_nobody_apart_and_another_initial_is_somebody_else() {
        let of =
            |first: &str, last: &str, company: &str| Facts { first_name: first.into(), last_name: last.into(), company: company.into(), ..Facts::default() };
        let people = [of("Ana", "Quorn", "Kite"), of("Ana", "Quorn, PhD", "Mills"), of("John A.", "Smith", ""), of("Bob", "Fenn", "")];
        let matcher = ListMatcher::new((1..).map(PersonId).zip(people.iter()));
        let found = |name: &str, company: &str| matcher.find(&Listed { company: company.into(), ..named(name) }).into_iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(found("Ana Quorn", ""), [1, 2]);
        assert_eq!(found("Ana Quorn, PhD", ""), [2]);
        assert_eq!((found("Ana Quorn, PhD", "Mills"), found("Ana Quorn", "Mills"), found("Ana Quorn, PhD", "Kite")), (vec![2], vec![2], vec![1]));
        assert_eq!((found("John Smith", ""), found("John A Smith", ""), found("John B. Smith", "")), (vec![3], vec![3], vec![]));
    }

    #[test]
    fn names_in_han_characters_are_found_as_they_are_written() {
        let people = [
            Facts { first_name: "伟".into(), last_name: "王".into(), ..Facts::default() },
            Facts { first_name: "美玲".into(), last_name: "陳".into(), ..Facts::default() },
        ];
        let matcher = ListMatcher::new((1..).map(PersonId).zip(people.iter()));
        let found = |name: &str| matcher.find(&named(name)).into_iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!((found("王伟"), found("王 伟"), found("伟 王"), found("陳美玲")), (vec![1], vec![1], vec![1], vec![2]));
        assert!(found("王").is_empty() && found("伟").is_empty());
    }

    #[test]
    fn what_each_line_came_to_is_told_and_nobody_is_counted_twice() {
        let list = [named("José Roe"), named("Ana Quorn"), named("Zebra"), named("José  Roe")];
        let all = matcher().find_all(list.into_iter().zip(1..).map(|(one, line)| Listed { line, ..one }).collect());
        assert_eq!(all.matched, [(1, PersonId(3)), (4, PersonId(3))]);
        assert_eq!(all.several, [(2, "Ana Quorn".to_owned(), vec![PersonId(1), PersonId(2)])]);
        assert_eq!((all.nobody.clone(), all.people()), (vec![(3, "Zebra".to_owned())], vec![PersonId(3)]));
    }
}
