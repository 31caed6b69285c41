//! What an import would change, without archives.

use super::*;

fn facts(first: &str, slug: Option<&str>, day: &str, company: &str) -> Facts {
    Facts {
        first_name: first.into(),
        last_name: "Quorn".into(),
        slug: slug.map(Into::into),
        connected_on: day.parse().ok(),
        company: company.into(),
        ..Facts::default()
    }
}

fn known(id: i64, is_connected: bool, facts: Facts) -> KnownPerson {
    KnownPerson { id: PersonId(id), facts, is_connected, brought_by: ImportId(1) }
}

fn compared(known: &[KnownPerson], incoming: Vec<Facts>, before: &Before) -> (ImportPlan, ImportReport) {
    let mut report = ImportReport::default();
    let plan = ImportPlan::compare(known, incoming, Vec::new(), before, &mut report);
    (plan, report)
}

fn people(count: i64) -> Vec<KnownPerson> {
    (0..count).map(|id| known(id, true, facts(&format!("P{id}"), Some(&format!("p-{id}")), &format!("2020-01-{:02}", 1 + id), "Mills"))).collect()
}

fn others(known: &[KnownPerson]) -> Vec<Facts> {
    known.iter().map(|person| person.facts.clone()).collect()
}

#[test]
fn a_link_decides_whatever_the_name() {
    let all = people(30);
    let mut incoming = others(&all);
    incoming[0].first_name = "Renamed".into();
    let (plan, report) = compared(&all, incoming, &Before::default());
    assert_eq!((plan.added.len(), plan.changed.len(), plan.missing.len(), report.unchanged), (0, 1, 0, 29));
    assert_eq!((plan.changed[0].id, plan.changed[0].facts.first_name.as_str()), (PersonId(0), "Renamed"));
}

#[test]
fn without_a_link_name_and_day_decide_and_a_name_alone_never_does() {
    let mut all = people(30);
    all[0].facts.slug = None;
    let with = |day: &str| {
        let mut incoming = others(&all);
        incoming[0] = facts("P0", Some("p-new"), day, "Mills");
        let (plan, _) = compared(&all, incoming, &Before::default());
        (plan.added.len(), plan.missing.len())
    };
    assert_eq!((with("2020-01-01"), with("2020-06-01")), ((0, 0), (1, 1)));
}

#[test]
fn two_with_one_name_and_day_are_nobody_in_particular() {
    let mut all = people(30);
    for person in &mut all[..2] {
        person.facts = facts("Ana", None, "2020-01-01", "");
    }
    let mut incoming = others(&all);
    incoming.truncate(30);
    incoming[0] = facts("Ana", Some("ana-1"), "2020-01-01", "");
    incoming.remove(1);
    let (plan, _) = compared(&all, incoming, &Before::default());
    assert_eq!((plan.added.len(), plan.missing.len()), (1, 2));
}

#[test]
fn a_file_without_companies_takes_nobodys_job() {
    let all = people(30);
    let mut incoming = others(&all);
    for facts in &mut incoming {
        facts.company.clear();
    }
    let before = Before { lacks_companies: true, lacks_positions: true, ..Before::default() };
    let (plan, report) = compared(&all, incoming.clone(), &before);
    assert_eq!((plan.changed.len(), report.unchanged), (0, 30));
    // A file that has the column and leaves it empty says that they have none.
    let (plan, _) = compared(&all, incoming, &Before::default());
    assert_eq!(plan.changed.len(), 30);
    assert_eq!(plan.changed[0].past_job, Some(("Mills".to_owned(), String::new())));
}

#[test]
fn whoever_is_missing_is_gone_only_from_an_export_that_is_believed() {
    let all = people(30);
    let without = |is_missing: fn(i64) -> bool| {
        let there: Vec<KnownPerson> = all.iter().filter(|person| !is_missing(person.id.0)).cloned().collect();
        let (plan, report) = compared(&all, others(&there), &Before::default());
        (plan.missing.len(), plan.gone.len(), report.standing)
    };
    assert_eq!(without(|id| id == 7 || id == 12), (2, 2, ExportStatus::Newest));
    assert_eq!(without(|id| id % 3 > 0), (20, 0, ExportStatus::CutShort));
}

#[test]
fn whoever_was_gone_and_is_there_is_back() {
    let mut all = people(30);
    all[3].is_connected = false;
    let (plan, report) = compared(&all, others(&all), &Before::default());
    assert_eq!((report.returned, plan.changed.len(), plan.changed[0].is_back), (1, 1, true));
}
