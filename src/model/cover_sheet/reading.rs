//! A cover sheet that came back, held against the workspace.

use std::collections::HashSet;

use super::{
    answer::{AnsweredRow, CoverAnswer, CoverChange, has_comment},
    key::{key_of, name_and_day, name_and_day_of},
};
use crate::model::{id::TextMap, matching::known_person::KnownPerson, person::Person, text::display_text::sanitized};

/// A sheet that came back, held against the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverReading {
    /// What it would change, in the order of the file.
    pub changes: Vec<CoverChange>,
    /// How many answers say what is so already.
    pub same: usize,
    /// Names of rows without an answer.
    pub open: Vec<String>,
    /// Rows whose answer is neither keep nor remove: the row, the name, and what stands there.
    pub not_understood: Vec<(usize, String, String)>,
    /// Names of the protected whom the client would remove: they stay in Keep.
    pub locked: Vec<String>,
    /// Names that several people here bear, connected on one day: whom the row means can't be told.
    pub ambiguous: Vec<String>,
    /// Names of those who are not in Keep or Remove any more: finalized since, or gone.
    pub settled: Vec<String>,
    /// Names of those whom the workspace never had.
    pub unknown: Vec<String>,
}

/// The rows of a sheet about one person: what they say together.
struct Said {
    row: usize,
    name: String,
    answers: Vec<String>,
    comment: String,
}

impl Said {
    fn take(&mut self, row: &AnsweredRow) {
        let (answer, comment) = (row.answer.trim(), row.comment.trim());
        let is_new = |known: &String| CoverAnswer::read(known) != CoverAnswer::read(answer) || CoverAnswer::read(answer).is_none();
        if !answer.is_empty() && self.answers.iter().all(is_new) {
            self.answers.push(answer.to_owned());
        }
        if !comment.is_empty() && !self.comment.split('\n').any(|known| known == comment) {
            let gap = if self.comment.is_empty() { "" } else { "\n" };
            self.comment = format!("{}{gap}{}", self.comment, comment.replace("\r\n", "\n"));
        }
    }

    /// The one answer, or what stands there that is none.
    fn answer(&self) -> Result<Option<CoverAnswer>, String> {
        match self.answers.as_slice() {
            [] => Ok(None),
            [only] => CoverAnswer::read(only).map(Some).ok_or_else(|| only.clone()),
            several => Err(several.join(" / ")),
        }
    }
}

/// Whom the keys of a sheet mean.
struct KeyIndex<'p> {
    by_key: TextMap<String, Option<&'p Person>>,
    by_name_and_day: TextMap<(String, String), Option<&'p Person>>,
}

impl<'p> KeyIndex<'p> {
    fn new(people: &'p [Person]) -> Self {
        let mut index = Self { by_key: TextMap::default(), by_name_and_day: TextMap::default() };
        for person in people {
            // Two of one key: neither is meant for sure.
            index.by_key.entry(key_of(&person.facts)).and_modify(|known| *known = None).or_insert(Some(person));
            index.by_name_and_day.entry(name_and_day_of(&person.facts)).and_modify(|known| *known = None).or_insert(Some(person));
        }
        index
    }

    /// The person, and whether somebody is meant at all: several may be.
    fn find(&self, key: &str) -> (Option<&'p Person>, bool) {
        let found = self.by_key.get(key).or_else(|| self.by_name_and_day.get(&name_and_day(key)?));
        (found.copied().flatten(), found.is_some())
    }
}

impl CoverReading {
    /// Holds the rows against everybody who is connected, and those whom the workspace knows besides. Several rows about one
    /// person are taken together.
    #[must_use]
    pub fn of(rows: &[AnsweredRow], people: &[Person], known: &[KnownPerson]) -> Self {
        let mut said: Vec<(&str, Said)> = Vec::new();
        let mut place: TextMap<&str, usize> = TextMap::default();
        for row in rows {
            let at = *place.entry(row.key.as_str()).or_insert_with(|| {
                let name = sanitized(&row.name).into_owned();
                said.push((&row.key, Said { row: row.row, name, answers: Vec::new(), comment: String::new() }));
                said.len() - 1
            });
            if let Some((_, one)) = said.get_mut(at) {
                one.take(row);
            }
        }
        let index = KeyIndex::new(people);
        let known_keys: HashSet<String> = known.iter().map(|person| key_of(&person.facts)).collect();
        let mut reading = Self::default();
        for (key, one) in said {
            match index.find(key) {
                (Some(person), _) if person.state.pane().is_some() => reading.take(person, one),
                (None, true) => reading.ambiguous.push(one.name),
                (Some(_), _) => reading.settled.push(one.name),
                (None, false) if known_keys.contains(key) => reading.settled.push(one.name),
                (None, false) => reading.unknown.push(one.name),
            }
        }
        reading
    }

    fn take(&mut self, person: &Person, said: Said) {
        let answer = said.answer();
        match &answer {
            Ok(Some(_)) => {}
            Ok(None) => self.open.push(said.name.clone()),
            Err(text) => self.not_understood.push((said.row, said.name.clone(), sanitized(text).into_owned())),
        }
        let answer = answer.ok().flatten();
        let change = CoverChange {
            person_id: person.id,
            name: person.facts.name(),
            is_in: person.state.pane().unwrap_or_default(),
            answer,
            // What was taken over before is not taken over twice.
            comment: if has_comment(&person.state.note, &said.comment) { String::new() } else { said.comment },
            is_protected: person.state.is_protected,
        };
        let is_locked = change.is_locked();
        if is_locked {
            self.locked.push(said.name);
        }
        if change.moves() || !change.comment.is_empty() {
            self.changes.push(change);
        } else if answer.is_some() && !is_locked {
            self.same += 1;
        }
    }

    /// Whether it is probably the sheet of somebody else's network: more than half of it was never here.
    #[must_use]
    pub fn is_of_another(&self) -> bool {
        let known =
            self.changes.len() + self.same + self.open.len() + self.not_understood.len() + self.settled.len() + self.ambiguous.len() + self.locked.len();
        self.unknown.len() > known
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::person, *};
    use crate::model::{
        id::{ImportId, PersonId},
        person::{Facts, decision::Decision},
    };

    fn row(key: &str, answer: &str, comment: &str) -> AnsweredRow {
        AnsweredRow { row: 2, key: key.into(), name: key.into(), answer: answer.into(), comment: comment.into() }
    }

    #[test]
    fn what_would_change_is_told_apart_from_what_is_so_what_is_open_and_whom_nobody_knows() {
        let mut noted = person(4, "dov", Decision::Remove);
        noted.state.note = "Client: my cousin".into();
        let people = [person(1, "ana", Decision::Undecided), person(2, "bea", Decision::Remove), person(3, "cid", Decision::Undecided), noted];
        let rows = [
            row("ana", "remove", ""),
            row("ana", " REMOVE", "an old friend"),
            row("ana", "", ""),
            row("bea", "remove", ""),
            row("cid", "perhaps", ""),
            row("dov", "", "my cousin"),
            row("eve", "keep", ""),
        ];
        let reading = CoverReading::of(&rows, &people, &[]);
        let [change] = reading.changes.as_slice() else { panic!("{reading:?}") };
        assert_eq!((change.person_id, change.answer, change.moves(), change.comment.as_str()), (PersonId(1), Some(CoverAnswer::Remove), true, "an old friend"));
        assert_eq!((reading.same, reading.open.as_slice(), reading.unknown.as_slice()), (1, &["dov".to_owned()][..], &["eve".to_owned()][..]));
        assert_eq!(reading.not_understood, [(2, "cid".to_owned(), "perhaps".to_owned())]);
        assert!(!reading.is_of_another());
        let others = [row("x", "keep", ""), row("y", "keep", "")];
        assert!(CoverReading::of(&others, &people, &[]).is_of_another());
        // Gone since, they were here.
        let gone =
            |slug: &str| KnownPerson { id: PersonId(9), facts: person(9, slug, Decision::Undecided).facts, is_connected: false, brought_by: ImportId(1) };
        let reading = CoverReading::of(&others, &people, &[gone("x"), gone("y")]);
        assert!(!reading.is_of_another() && reading.settled.len() == 2, "{reading:?}");
    }

    #[test]
    fn contradictions_protected_people_and_namesakes_are_told_and_not_taken() {
        let mut locked = person(1, "ana", Decision::Keep);
        locked.state.is_protected = true;
        let named = |id, company: &str| {
            let mut one = person(id, "x", Decision::Remove);
            one.facts = Facts { first_name: "Dov".into(), last_name: "Twin".into(), company: company.into(), ..Facts::default() };
            one.facts.connected_on = "2020-01-02".parse().ok();
            one
        };
        let people = [locked, person(2, "bea", Decision::Remove), named(3, "Mills"), named(4, "Acme"), named(5, "Acme")];
        let (mills, acme) = (key_of(&people[2].facts), key_of(&people[3].facts));
        assert_ne!(mills, acme);
        let rows = [row("ana", "remove", ""), row("bea", "keep", ""), row("bea", "remove", ""), row(&mills, "keep", ""), row(&acme, "keep", "")];
        let reading = CoverReading::of(&rows, &people, &[]);
        assert_eq!((reading.locked.len(), reading.ambiguous.len(), reading.not_understood[0].2.as_str()), (1, 1, "keep / remove"));
        assert_eq!(reading.changes.iter().map(|change| change.person_id).collect::<Vec<_>>(), [PersonId(3)]);
        // Another company since: name and day tell, where one alone has both.
        let moved = [named(3, "Elsewhere")];
        assert_eq!(CoverReading::of(&[row(&mills, "keep", "")], &moved, &[]).changes.len(), 1);
    }
}
