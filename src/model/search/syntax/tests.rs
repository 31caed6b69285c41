//! The language against a naive reading of it, on generated searches and generated people; and what any text means.

use proptest::prelude::*;

use super::*;
use crate::model::{
    evidence::{
        Messages, Source,
        coverage::{Coverage, Period},
    },
    id::{ImportId, PersonId},
    import::file_kind::FileKind,
    local_time::LocalTime,
    person::{Facts, Person, decision::Decision},
    search::{Query, index::Index},
};

fn shown(typed: &str) -> String {
    parse(typed).0.to_string()
}

#[test]
fn words_stand_together_or_apart() {
    for (typed, read) in [
        ("mills zelie", "mills zelie"),
        ("Mills OR Kite", "mills OR kite"),
        ("a b OR c", "a b OR c"),
        ("a (b OR c)", "a (b OR c)"),
        ("(a OR b) OR c", "(a OR b) OR c"),
        ("(a b) c", "a b c"),
        ("-kite", "-kite"),
        ("-(kite OR mills)", "-(kite OR mills)"),
        ("-(a b)", "-(a b)"),
        ("--kite", "\"--kite\""),
        ("jean-paul", "jean-paul"),
        ("- kite", "\"-\" kite"),
        ("or OR OR", "or"),
        ("OR", ""),
        ("\"OR\" a", "or a"),
        ("\"heron mills\" -\"blue heron\"", "\"heron mills\" -\"blue heron\""),
        ("company:\"Blue Heron\" -company:=\"Acme (UK)\"", "company:\"blue heron\" -company:=\"acme (uk)\""),
        ("-is:undecided", "-is:undecided"),
        ("is:undecided", "is:undecided"),
        ("-(-messages:0)", "messages:0"),
        // What is not closed is closed at the end, and what closes nothing is left out.
        ("(a OR b", "a OR b"),
        ("a) b", "\"a)\" b"),
        ("a () b", "a b"),
        ("-()", ""),
        ("(she/her)", "she/her"),
        // Wide marks and colons are marks and colons.
        ("＂heron mills＂ company：“blue x”", "\"heron mills\" company:\"blue x\""),
        ("\u{200B}\"heron mills\"", "\"heron mills\""),
        ("c:d https://x", "\"c:d\" \"https://x\""),
    ] {
        assert_eq!(shown(typed), read, "{typed}");
    }
}

#[test]
fn what_is_not_understood_is_told_with_its_place_and_what_was_meant() {
    let told = |typed: &str| parse(typed).1.into_iter().map(|error| (error.at, error.word, error.meant)).collect::<Vec<_>>();
    assert_eq!(told("Mills compnay:acme"), [(6..18, "compnay:acme".to_owned(), Some("company:acme".to_owned()))]);
    assert_eq!(
        told("(-is:undecidd OR é messages:many)"),
        [(1..13, "-is:undecidd".to_owned(), Some("-is:undecided".to_owned())), (20..33, "messages:many".to_owned(), None)]
    );
    assert_eq!(told("c:d https://x note:fair"), []);
    // Put right, it is understood.
    let mut typed = "Mills compnay:acme".to_owned();
    typed.replace_range(6..18, "company:acme");
    assert_eq!(told(&typed), []);
}

#[test]
fn groups_within_groups_have_an_end() {
    let deep = format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000));
    let (expr, errors) = parse(&deep);
    assert_eq!((expr, errors.len()), (Expr::Nobody, 1), "told, and nobody is found");
    // A minus that is not read must not turn the meaning round.
    for count in [31, 32, 33, 35] {
        let (expr, errors) = parse(&format!("{}ann{}", "-(".repeat(count), ")".repeat(count)));
        let is_odd = count % 2 == 1;
        assert!(errors.len() == 1 && expr == Expr::Nobody || expr.to_string() == if is_odd { "-ann" } else { "ann" }, "{count}: {expr}");
    }
    let (_, errors) = parse(&"-(".repeat(5_000));
    assert!(!errors.is_empty());
}

/// A search as a test makes it, and as it is typed.
#[derive(Clone, Debug)]
enum Asked {
    Word(&'static str),
    Company(&'static str),
    WholeCompany(&'static str),
    Messages(&'static str, usize),
    Sent(usize, usize),
    Connected(&'static str, i16),
    Last(&'static str, i16),
    Is(&'static str),
    HasNote,
    /// What is always known, by its words.
    Known(&'static str),
    Not(Box<Asked>),
    All(Vec<Asked>),
    Any(Vec<Asked>),
}

impl Asked {
    fn typed(&self) -> String {
        let joined = |parts: &[Self], with: &str| parts.iter().map(Self::typed).collect::<Vec<_>>().join(with);
        match self {
            Self::Word(word) => (*word).to_owned(),
            Self::Company(word) => format!("company:{word}"),
            Self::WholeCompany(name) => format!("company:=\"{name}\""),
            Self::Messages(sign, count) => format!("messages:{sign}{count}"),
            Self::Sent(from, to) => format!("sent:{from}..{to}"),
            Self::Connected(sign, year) => format!("connected:{sign}{year}"),
            Self::Last(sign, year) => format!("last:{sign}{year}"),
            Self::Is(what) => format!("is:{what}"),
            Self::HasNote => "has:note".to_owned(),
            Self::Known(words) => (*words).to_owned(),
            Self::Not(inside) => format!("-({})", inside.typed()),
            Self::All(parts) => format!("({})", joined(parts, " ")),
            Self::Any(parts) => format!("({})", joined(parts, " OR ")),
        }
    }

    /// The naive reading: none where it cannot be told.
    fn holds(&self, person: &Person) -> Option<bool> {
        let signed = |sign: &str, value: i64, bound: i64| match sign {
            "<" => value < bound,
            "<=" => value <= bound,
            ">" => value > bound,
            ">=" => value >= bound,
            _ => value == bound,
        };
        let facts = &person.facts;
        let messages = person.evidence.messages.as_ref();
        // The file of messages begins with 2015: who connected before, and has none, may have had some. Without a day the file is believed.
        let is_told = messages.is_some() || facts.connected_on.is_none_or(|on| on.year() >= 2015);
        let number = |count: usize| i64::try_from(count).unwrap();
        match self {
            Self::Word(word) => {
                let all = [facts.first_name.as_str(), &facts.company, &facts.position, &person.state.note].map(str::to_lowercase);
                Some(all.iter().any(|text| text.contains(word)))
            }
            Self::Company(word) => Some(facts.company.to_lowercase().contains(word)),
            Self::WholeCompany(name) => Some(facts.company.eq_ignore_ascii_case(name)),
            Self::Messages(sign, count) => is_told.then(|| signed(sign, number(messages.map_or(0, Messages::direct)), number(*count))),
            Self::Sent(from, to) => is_told.then(|| (*from..=*to).contains(&messages.map_or(0, |messages| messages.sent))),
            Self::Connected(sign, year) => facts.connected_on.map(|on| signed(sign, i64::from(on.year()), i64::from(*year))),
            // Eleven hours west of Greenwich nine in the morning of New Year's Day is the last day of the year before.
            Self::Last(sign, year) => messages.map(|messages| {
                let there = messages.last.checked_sub(jiff::SignedDuration::from_hours(11)).unwrap();
                signed(sign, there.to_string()[..4].parse().unwrap(), i64::from(*year))
            }),
            Self::Is("kept") => Some(person.state.decision == Decision::Keep),
            Self::Is("decided") => Some(person.state.decision != Decision::Undecided),
            Self::Is(_) => Some(person.state.decision == Decision::Undecided),
            Self::HasNote => Some(!person.state.note.is_empty()),
            Self::Known("is:only-pitched") => match messages {
                None => is_told.then_some(false),
                Some(messages) if messages.sent > 0 || messages.received == 0 => Some(false),
                // The messages here are years after any connection.
                Some(_) => facts.connected_on.map(|_| false),
            },
            Self::Known("connected:*-06-01") => facts.connected_on.map(|on| (on.month(), on.day()) == (6, 1)),
            Self::Known(words) => Some(match *words {
                "role:founder" | "seniority:owner" | "has:role" | "has:seniority" => facts.position == "Founder",
                "role:sales" => false,
                "has:date" => facts.connected_on.is_some(),
                "has:company" => !facts.company.is_empty(),
                "has:position" => !facts.position.is_empty(),
                "is:to-remove" => person.state.decision == Decision::Remove,
                "is:connected-before" => person.was_gone,
                "since:import:2" => person.first_import.0 >= 2,
                "unknown:messages" => !is_told,
                "name:mi" => facts.first_name.to_lowercase().contains("mi"),
                "position:dyer" => facts.position == "Dyer",
                "note:fair" => person.state.note.contains("fair"),
                other => panic!("{other}"),
            }),
            Self::Not(inside) => inside.holds(person).map(|holds| !holds),
            Self::All(parts) => {
                let read: Vec<_> = parts.iter().map(|part| part.holds(person)).collect();
                if read.contains(&Some(false)) { Some(false) } else { read.into_iter().collect::<Option<Vec<_>>>().map(|_| true) }
            }
            Self::Any(parts) => {
                let read: Vec<_> = parts.iter().map(|part| part.holds(person)).collect();
                if read.contains(&Some(true)) { Some(true) } else { read.into_iter().collect::<Option<Vec<_>>>().map(|_| false) }
            }
        }
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    let sign = || prop::sample::select(vec!["", "<", "<=", ">", ">="]);
    let leaf = prop_oneof![
        prop::sample::select(vec!["mi", "ann", "kite", "dyer", "fair", "z"]).prop_map(Asked::Word),
        prop::sample::select(vec!["kite", "mill", "z"]).prop_map(Asked::Company),
        prop::sample::select(vec!["Kite", "Blue Mills", "Mill"]).prop_map(Asked::WholeCompany),
        (sign(), 0..4_usize).prop_map(|(sign, count)| Asked::Messages(sign, count)),
        (0..3_usize, 0..3_usize).prop_map(|(from, more)| Asked::Sent(from, from + more)),
        (sign(), 2012..2020_i16).prop_map(|(sign, year)| Asked::Connected(sign, year)),
        (sign(), 2018..2023_i16).prop_map(|(sign, year)| Asked::Last(sign, year)),
        prop::sample::select(vec!["kept", "decided", "undecided"]).prop_map(Asked::Is),
        Just(Asked::HasNote),
        prop::sample::select(vec![
            "role:founder",
            "seniority:owner",
            "has:role",
            "has:seniority",
            "role:sales",
            "has:date",
            "has:company",
            "has:position",
            "is:to-remove",
            "is:connected-before",
            "is:only-pitched",
            "connected:*-06-01",
            "since:import:2",
            "unknown:messages",
            "name:mi",
            "position:dyer",
            "note:fair",
        ])
        .prop_map(Asked::Known),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inside| Asked::Not(Box::new(inside))),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Asked::All),
            prop::collection::vec(inner, 1..4).prop_map(Asked::Any),
        ]
    })
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    let one = (
        prop::sample::select(vec!["Mira", "Ann", "Zoe", "Anna"]),
        prop::sample::select(vec!["Kite", "Blue Mills", "", "Mill", "kite"]),
        prop::sample::select(vec!["Dyer", "", "Founder"]),
        prop::option::of(2012..2020_i16),
        prop::option::of((0..3_usize, 0..3_usize, 2018..2023_i16)),
        prop::sample::select(vec![Decision::Undecided, Decision::Keep, Decision::Remove]),
        prop::sample::select(vec!["", "met at the fair"]),
        (1..4_i64, any::<bool>()),
    );
    prop::collection::vec(one, 1..12).prop_map(|all| {
        let made = all.into_iter().zip(1..).map(|((name, company, position, year, messages, decision, note, (import, was_gone)), id)| {
            let facts = Facts {
                first_name: name.into(),
                company: company.into(),
                position: position.into(),
                connected_on: year.map(|year| jiff::civil::date(year, 6, 1)),
                ..Facts::default()
            };
            let mut person = Person::new(PersonId(id), facts);
            person.state.decision = decision;
            person.state.note = note.into();
            (person.first_import, person.was_gone) = (ImportId(import), was_gone);
            let messages = messages.filter(|(sent, received, _)| sent + received > 0);
            person.evidence.messages = messages.map(|(sent, received, year)| Messages::at(&format!("{year}-01-01T09:00:00Z"), sent, received));
            person
        });
        made.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every search finds exactly those whom a naive reading finds, in the way that lists look for them.
    #[test]
    fn a_search_finds_whom_a_naive_reading_finds(asked in asked(), people in people()) {
        let source = Source { import: ImportId(1), exported_on: "2026-01-01".parse().unwrap() };
        let coverage = Coverage::new(vec![Period { kind: FileKind::Messages, file: String::new(), source, from: "2015-01-01".parse().ok(), to: None }]);
        let time = LocalTime::new("2026-05-04T12:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(-11)));
        let index = Index::build(&people, &coverage, &time);
        let typed = asked.typed();
        let query = Query::parse(&typed);
        prop_assert!(query.errors().is_empty(), "{typed}: {:?}", query.errors());
        let found = query.find(&index);
        for (row, person) in people.iter().enumerate() {
            prop_assert_eq!(found.rows.contains(row), asked.holds(person) == Some(true), "{}: {:?}", &typed, person);
            // Who is left out only because no export tells is none of those found.
            prop_assert!(!(found.rows.contains(row) && found.untold.contains(row)));
        }
    }

    /// Any text is a search, and what it was read as is read back the same.
    #[test]
    fn any_text_is_read_and_what_it_means_is_read_back(typed in r#"([-()":=<> ]|OR| |a|é|"|“|company:|is:undecided|messages:|\\.\\.|20|mills|[\\PC]){0,16}"#) {
        let (expr, errors) = parse(&typed);
        for error in &errors {
            prop_assert_eq!(typed.get(error.at.clone()), Some(error.word.as_str()));
        }
        if errors.is_empty() {
            let again = parse(&expr.to_string());
            prop_assert!(again.1.is_empty(), "{} was read as {}: {:?}", typed, expr, again.1);
            prop_assert_eq!(&again.0, &expr, "{} was read as {}", typed, expr);
        }
        let _ = (Query::parse(&typed), Query::parse_typed(&typed));
    }
}
