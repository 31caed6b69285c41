//! Queues and rules against a look at each person alone.

use jiff::{Timestamp, civil::Date};
use proptest::prelude::*;

use super::*;
use crate::model::{
    evidence::{
        Messages, Recommendation, Source,
        coverage::{Coverage, Period},
    },
    id::{ImportId, PersonId},
    import::file_kind::FileKind,
    local_time::LocalTime,
    person::{
        Facts, PastJob,
        decision::{Decision, Pane},
        dismissed::Dismissed,
        title::Role,
        title_words::TitleWords,
    },
    queue::ready_made,
};

const TODAY: &str = "2026-11-06";

/// A clock far from UTC.
fn time() -> LocalTime {
    LocalTime::new(format!("{TODAY}T12:00:00Z").parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(-11)))
}

fn person() -> impl Strategy<Value = Person> {
    let facts = (
        prop::sample::select(vec!["", "Kite", "Mill", "KITE", "Ash"]),
        prop::sample::select(vec!["", "Recruiter", "Sales Manager", "Dyer", "Sales Recruiter"]),
        prop::sample::select(vec!["2014-01-05", "2014-11-06", "2023-03-01", "2023-03-09", "2025-11-06"]),
    );
    let messages = prop::option::of((0..3_usize, 0..3_usize, 0..2_usize, -3..400_i64, 0..20_i64));
    let state = (
        prop::sample::select(vec![Decision::Undecided, Decision::Undecided, Decision::Keep, Decision::Remove, Decision::Later]),
        prop::sample::select(vec![None, Some("2026-11-06"), Some("2026-12-01")]),
        any::<bool>(),
        prop::sample::select(vec!["", "role:sales", "former_employers"]),
    );
    (facts, messages, state, (1..3_i64, any::<bool>(), any::<bool>(), any::<bool>())).prop_map(
        |(facts, messages, state, (import, has_job, recommended, has_note))| {
            let (company, position, on) = facts;
            let connected_on: Date = on.parse().unwrap();
            let facts = Facts { company: company.into(), position: position.into(), connected_on: Some(connected_on), ..Facts::default() };
            let mut person = Person::new(PersonId(0), facts);
            person.title = TitleWords::built_in().reading(position);
            person.first_import = ImportId(import);
            if has_job {
                person.past_jobs = vec![PastJob { company: "Old".into(), position: String::new(), until: Timestamp::UNIX_EPOCH }];
            }
            let mut evidence = (*person.evidence).clone();
            evidence.messages = messages.filter(|(sent, received, group, _, _)| sent + received + group > 0).map(|(sent, received, group, after, lasted)| {
                let first = connected_on.at(12, 0, 0, 0).in_tz("UTC").unwrap().timestamp() + jiff::SignedDuration::from_hours(24 * after);
                let last = first + jiff::SignedDuration::from_hours(24 * lasted);
                Messages { group, first, last, ..Messages::at(&first.to_string(), sent, received) }
            });
            if recommended {
                evidence.recommendations = vec![Recommendation {
                    direction: Direction::Incoming,
                    text: "Kept every promise".into(),
                    written_on: None,
                    company: String::new(),
                    job_title: String::new(),
                    status: String::new(),
                    source: Source::default(),
                }];
            }
            person.evidence = evidence.into();
            let (decision, later_until, is_protected, dismissed) = state;
            person.state.decision = decision;
            person.state.later_until = later_until.filter(|_| decision == Decision::Later).map(|day| day.parse().unwrap());
            person.state.is_protected = is_protected;
            person.state.dismissed = Dismissed::of(dismissed);
            person.state.note = if has_note { "Met at the fair".to_owned() } else { String::new() };
            person
        },
    )
}

/// Whether somebody stands in a queue, by a look at them alone.
fn stands_in(key: &str, person: &Person, newest: i64, former: &[&str]) -> bool {
    let today: Date = TODAY.parse().unwrap();
    let messages = person.evidence.messages.as_ref();
    let (sent, received) = messages.map_or((0, 0), |messages| (messages.sent, messages.received));
    let on = person.facts.connected_on.unwrap();
    match key {
        "undecided" => person.state.decision == Decision::Undecided,
        "only_pitched" => messages.is_some_and(|messages| {
            let days = |at: Timestamp| on.until(time().day_of(at)).unwrap().get_days();
            sent == 0 && received > 0 && messages.group == 0 && days(messages.first) >= -1 && days(messages.last) <= 7
        }),
        "never_replied" => sent > 0 && received == 0,
        "recruiters" => person.title.has_role(Role::Recruiting) && received == 0,
        "sellers" => person.title.has_role(Role::Sales) && sent == 0,
        "never_a_word" => sent + received == 0 && on < today.saturating_sub(jiff::Span::new().years(5)),
        "no_company" => person.facts.company.is_empty() && sent + received == 0,
        "former_employers" => former.iter().any(|company| person.facts.company.eq_ignore_ascii_case(company)),
        "new" => person.first_import.0 == newest,
        "job_changed" => !person.past_jobs.is_empty(),
        "due" => person.state.is_due(today),
        "this_day" => (on.month(), on.day()) == (today.month(), today.day()),
        "role:sales" => person.title.has_role(Role::Sales),
        other => panic!("{other}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn queues_and_rules_find_whom_a_look_at_each_finds(people in prop::collection::vec(person(), 1..14)) {
        let people: Vec<Person> = people.into_iter().zip(1..).map(|(person, id)| Person { id: PersonId(id), ..person }).collect();
        let source = Source { import: ImportId(1), exported_on: TODAY.parse().unwrap() };
        let coverage = Coverage::new(vec![Period { kind: FileKind::Messages, file: String::new(), source, from: "2003-01-01".parse().ok(), to: None }]);
        let time = time();
        let index = Index::build(&people, &coverage, &time);
        let job = |company: &str, finished: &str| OwnerJob { company: company.into(), finished: finished.into(), ..OwnerJob::default() };
        let jobs = [job("Kite", "2020"), job("Mill", "")];
        let queues = ready_made(people.iter(), &jobs, None, time.today);
        let newest = people.iter().map(|person| person.first_import.0).max().unwrap();
        for queue in queues.iter().filter(|queue| queue.key != "burst") {
            let found: Vec<u32> = Query::parse(&queue.query).find(&index).rows.ones().map(row_number).collect();
            let each: Vec<u32> = (0..).zip(&people).filter(|(_, person)| stands_in(queue.key, person, newest, &["Kite"])).map(|(row, _)| row).collect();
            prop_assert_eq!(found, each, "{} of {:?}", queue.query, people);
        }
        // All that may suggest does.
        let views = [View { name: "Sellers".into(), query: "role:sales".into() }, View { name: "Itself".into(), query: "-IS:suggested".into() }];
        let rules = all_rules(&queues, &views).into_iter().filter(|rule| rule.key != "burst").collect();
        let found = Suggestions::of(rules, &people, &people, &index, time.today);
        let keep = |person: &Person| person.state.pane() == Some(Pane::Keep);
        let kept_at = index.count_companies((0..).zip(&people).filter(|(_, person)| keep(person)).map(|(row, _)| row));
        let employers = employers(&jobs);
        let circle = Circle { index: &index, kept_at: &kept_at, employers: &employers };
        let same_company = |a: &Person, b: &Person| company_key(&a.facts.company) == company_key(&b.facts.company);
        let mut any = RowSet::with_capacity(people.len());
        for (rule, rows) in &found.rules {
            for (row, person) in (0..).zip(&people) {
                let key = if rule.key.starts_with("view:") { rule.query.as_str() } else { rule.key.as_str() };
                let waits = person.state.decision == Decision::Undecided || person.state.is_due(time.today);
                let holds = key != "-IS:suggested" && stands_in(key, person, newest, &["Kite"]);
                let is_dismissed = person.state.dismissed.has(&rule.dismissal);
                prop_assert_eq!(rows.contains(row), waits && holds && !is_dismissed, "{:?} {:?}", rule, person);
                any.set(row, any.contains(row) || rows.contains(row));
            }
        }
        prop_assert_eq!(&found.any, &any);
        for (row, person) in (0..).zip(&people) {
            let told: Vec<&str> = against(row, person, &circle).iter().map(Against::key).collect();
            let messages = person.evidence.messages.as_ref();
            let speaks = messages.is_some_and(|messages| messages.received > 0) && !stands_in("only_pitched", person, newest, &[]);
            let others = people.iter().filter(|other| other.id != person.id && keep(other) && same_company(other, person)).count();
            let expected = [
                ("recommendation", !person.evidence.recommendations.is_empty()),
                ("messages", speaks),
                ("protected", person.state.is_protected),
                ("same_company", company_key(&person.facts.company) == "mill"),
                ("last_tie", !person.facts.company.is_empty() && others == 0),
                ("note", !person.state.note.is_empty()),
            ];
            // Of whom it is asked stands in Keep.
            if keep(person) {
                prop_assert_eq!(told, expected.into_iter().filter(|(_, is_so)| *is_so).map(|(key, _)| key).collect::<Vec<_>>());
            }
        }
        // Whoever goes with all the others leaves somebody at each company.
        let clear = without_counter_evidence(&found.any, &people, &circle);
        for row in &clear {
            let person = &people[*row as usize];
            prop_assert!(against(*row, person, &circle).is_empty() && found.any.contains(*row as usize));
            let stays = |other: &Person, at: u32| keep(other) && same_company(other, person) && !clear.contains(&at);
            prop_assert!(person.facts.company.is_empty() || (0..).zip(&people).any(|(at, other)| stays(other, at)), "{:?}", person);
        }
    }
}
