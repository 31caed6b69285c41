//! Orders, and whom the index finds.

use super::*;
use crate::model::{
    id::{BatchId, PersonId},
    person::{Facts, PersonState, decision::Decision},
    search::{
        Query,
        field::{FIELDS, ValueKind},
    },
};

fn person(id: i64, first: &str, company: &str, day: Option<&str>) -> Person {
    let facts = Facts { first_name: first.into(), company: company.into(), connected_on: day.and_then(|d| d.parse().ok()), ..Facts::default() };
    Person::new(PersonId(id), facts)
}

#[test]
fn orders_put_what_is_missing_last() {
    let people = [
        person(1, "Ömer", "", Some("2020-01-02")),
        person(2, "olga", "Zett", None),
        person(3, "Anna", "alpha", Some("2021-01-02")),
        person(4, "Zoë", "Alpha", Some("2019-05-01")),
    ];
    let index = Index::build(&people, &Coverage::default(), &LocalTime::default());
    assert_eq!(index.rows(Order::Name), [2, 1, 0, 3]);
    assert_eq!(index.rows(Order::Company), [2, 3, 1, 0]);
    assert_eq!((0..4).map(|row| index.company_of(row)).collect::<Vec<_>>(), [None, Some(2), Some(1), Some(1)]);
    assert_eq!(index.count_companies([0, 1, 3].into_iter()), [1, 1, 1]);
    assert_eq!(index.rows(Order::Newest), [2, 0, 3, 1]);
    assert_eq!(index.rows(Order::Oldest), [3, 0, 2, 1]);
}

#[test]
fn orders_by_evidence_put_what_is_not_known_last() {
    use crate::model::evidence::Messages;
    let mut people =
        [person(1, "A", "", Some("2020-01-02")), person(2, "B", "", Some("2019-01-02")), person(3, "C", "", Some("2021-01-02")), person(4, "D", "", None)];
    for (at, count, last) in [(0, 2, "2024-05-01T00:00:00Z"), (2, 9, "2022-05-01T00:00:00Z")] {
        people[at].evidence.messages = Some(Messages::at(last, count, 0));
    }
    let index = Index::build(&people, &Coverage::default(), &LocalTime::default());
    assert_eq!(index.rows(Order::LatestContact), [0, 2, 1, 3]);
    assert_eq!(index.rows(Order::LongestSilence), [2, 0, 1, 3]);
    assert_eq!(index.rows(Order::MostMessages), [2, 0, 1, 3]);
    assert_eq!(index.rows(Order::LeastEvidence), [1, 3, 0, 2]);
}

/// However a search is typed, and in whatever order: whom it finds is what a look at every text finds.
#[test]
fn terms_find_what_a_look_at_each_row_finds() {
    let names = ["Mira", "Ömer", "Ann", ""].iter().cycle();
    let companies = ["Mills", "an Mill", "", "Kite", "Ankh"].iter().cycle();
    let mut people: Vec<Person> = (0..200).zip(names.zip(companies)).map(|(id, (name, company))| person(id, name, company, None)).collect();
    let mut index;
    people[7].state.note = "annex".into();
    people[8].facts.email = "x8@example.org".into();
    let mut worked_out = Index::build(&people, &Coverage::default(), &LocalTime::default());
    worked_out.rest()();
    worked_out.update(7, &people[7], true);
    index = Index::build(&people, &Coverage::default(), &LocalTime::default());
    index.update(7, &people[7], true);
    for typed in [
        "8",
        "x",
        "z",
        "e",
        "é",
        "",
        "m",
        "an",
        "ann",
        "anne",
        "annex",
        "ankh",
        "mi",
        "mi an",
        "mills mira",
        "annex",
        "\"an mill\"",
        "zzz",
        "\n",
        "\"mira \nm\"",
    ] {
        let words: Vec<String> = folding::fold(typed).replace('"', "").split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let words = if typed.starts_with('"') { vec![folding::fold(typed).replace('"', "")] } else { words };
        let stands = |row: u32, word: &str| Field::ALL.into_iter().any(|field| index.field(row, field).contains(word));
        let each: Vec<usize> = (0..200).filter(|row| words.iter().all(|word| stands(*row, word.trim()))).map(|row| row as usize).collect();
        for index in [&index, &worked_out] {
            assert_eq!(Query::parse(typed).find(index).rows.ones().collect::<Vec<_>>(), each, "{typed:?}");
        }
    }
}

/// From a Latin keyboard names in other scripts are found, by word and by field, and in their own script as before.
#[test]
fn names_in_other_scripts_are_found_from_a_latin_keyboard() {
    let mut people: Vec<Person> = [("Иван", "Иванов", "Мельница"), ("美玲", "陳", ""), ("Jürgen", "Müller", "Mühle"), ("Mira", "Quorn", "Kite")]
        .into_iter()
        .zip(1..)
        .map(|((first, last, company), id)| {
            let mut person = person(id, first, company, None);
            person.facts.last_name = last.into();
            person
        })
        .collect();
    people[3].state.note = "a\u{1}b".into();
    people[3].facts.company = "Kite “K” Ltd".into();
    people[2].facts.company = "´Acme".into();
    people[2].facts.position = "Lead 🚀 a—b".into();
    let index = Index::build(&people, &Coverage::default(), &LocalTime::default());
    let found = |typed: &str| Query::parse(typed).find(&index).rows.ones().collect::<Vec<_>>();
    for (typed, rows) in [
        ("ivanov", vec![0]),
        ("name:ivanov company:melnitsa", vec![0]),
        ("\"иван иванов\"", vec![0]),
        ("company:=мельница", vec![0]),
        ("company:=melnitsa", vec![]),
        ("chen meiling", vec![1]),
        ("\"mei ling chen\"", vec![1]),
        ("陳", vec![1]),
        ("muller", vec![2]),
        ("-ivanov -chen", vec![2, 3]),
        ("note:b", vec![3]),
        // Signs are no letters, and words do not grow together across them.
        ("rocket", vec![]),
        ("position:leadab", vec![]),
        ("-rocket", vec![0, 1, 2, 3]),
        // The whole of a field, whatever stands at its ends, and quotation marks left out.
        ("company:=\"´Acme\"", vec![2]),
        ("company:=\"Kite K Ltd\"", vec![3]),
    ] {
        assert_eq!(found(typed), rows, "{typed}");
    }
}

#[test]
fn a_changed_note_is_found_and_the_old_one_is_not() {
    let mut people = vec![person(1, "Mira", "", None)];
    people[0].state.note = "met in Ghent".into();
    let mut index = Index::build(&people, &Coverage::default(), &LocalTime::default());
    let finds = |index: &Index, typed: &str| Query::parse(typed).find(index).rows.contains(0);
    assert!(finds(&index, "ghent mira") && finds(&index, "note:ghent"));
    people[0].state.note = "met in Turin".into();
    index.update(0, &people[0], true);
    assert!(!finds(&index, "ghent") && !finds(&index, "note:ghent"));
    assert!(finds(&index, "turin"));
}

/// What is remembered of conditions and words never outlives what it was worked out of.
#[test]
fn whatever_is_made_of_somebody_a_search_finds_as_a_fresh_index_does() {
    let fresh = |people: &[Person]| Index::build(people, &Coverage::default(), &LocalTime::default());
    let typed: Vec<String> = FIELDS
        .iter()
        .flat_map(|field| match field.value {
            ValueKind::OneOf(words) => words.iter().map(|word| format!("{}:{word}", field.name)).collect(),
            _ => field.example.split("   ").map(str::to_owned).collect::<Vec<_>>(),
        })
        .chain(["fair", "kite", "-fair", "clutter", "mira fair", "unknown:messages"].map(str::to_owned))
        .collect();
    assert!(typed.len() > 50, "{typed:?}");
    let until = LocalTime::default().today;
    let changes: [fn(&mut PersonState, Date); 8] = [
        |state, _| state.decision = Decision::Keep,
        |state, until| (state.decision, state.later_until) = (Decision::Later, Some(until)),
        |state, _| state.is_protected = true,
        |state, _| state.note = "met at the fair".into(),
        |state, _| state.reasons = Reasons::from_keys("clutter", String::new()),
        |state, _| state.is_rediscovered = true,
        |state, _| state.decision = Decision::Remove,
        |state, _| (state.decision, state.note, state.batch) = (Decision::Unfollow, String::new(), Some(BatchId(1))),
    ];
    // So few that all of them are remembered.
    for typed in typed.chunks(MOST_REMEMBERED / 2) {
        let mut people: Vec<Person> = (1..=6).map(|id| person(id, "Mira", if id % 2 == 0 { "Kite" } else { "" }, Some("2020-01-01"))).collect();
        let mut index = fresh(&people);
        for (at, change) in changes.into_iter().enumerate() {
            let row = at % people.len();
            change(&mut people[row].state, until);
            index.update(row_number(row), &people[row], true);
            let anew = fresh(&people);
            for typed in typed {
                let found = |index: &Index| Query::parse(typed).find(index).rows.ones().collect::<Vec<_>>();
                assert_eq!(found(&index), found(&anew), "{typed} after change {at}");
            }
        }
    }
}
