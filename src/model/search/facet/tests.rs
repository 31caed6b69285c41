//! Facets against the searches that their values stand for.

use proptest::prelude::*;

use super::*;
use crate::model::{
    evidence::{Messages, coverage::Coverage},
    id::PersonId,
    local_time::LocalTime,
    person::Facts,
    search::Query,
};

fn people() -> impl Strategy<Value = Vec<Person>> {
    let one = (
        prop::sample::select(vec![
            "Kite",
            "KITE",
            "",
            "Blue \"Heron\" Mills",
            "Mill (old)",
            "=Kite",
            "O’Dell & Co",
            "\"\"\"",
            "ООО «Ромашка»",
            "ООО Ромашка",
            "\u{200B}",
        ]),
        prop::sample::select(vec!["", "Recruiter", "Founder & Recruiter", "Senior Recruiter", "Dyer", "Director", "学生"]),
        prop::option::of(2012..2016_i16),
        prop::sample::select(vec![0_usize, 0, 2]),
        prop::sample::select(vec![Decision::Undecided, Decision::Keep, Decision::Remove, Decision::Later]),
    );
    prop::collection::vec(one, 0..14).prop_map(|all| {
        let made = all.into_iter().zip(1..).map(|((company, position, year, messages, decision), id)| {
            let connected_on = year.map(|year| jiff::civil::date(year, 6, 1));
            let facts = Facts { company: company.into(), position: position.into(), connected_on, ..Facts::default() };
            let mut person = Person::new(PersonId(id), facts);
            person.state.decision = decision;
            person.evidence.messages = (messages > 0).then(|| Messages::at("2020-01-01T09:00:00Z", messages, 0));
            person
        });
        made.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What stands beside a value is what a search with its condition finds, and nobody is in no value of a facet.
    #[test]
    fn a_value_counts_whom_its_condition_finds(people in people(), search in prop::sample::select(vec!["", "kite", "-role:recruiting", "is:undecided OR mill"])) {
        let coverage = Coverage::default();
        let index = Index::build(&people, &coverage, &LocalTime::default());
        let found = |search: &str| -> RowSet {
            let query = Query::parse(search);
            assert!(query.errors().is_empty(), "{search}");
            (*query.find(&index).rows).clone()
        };
        let rows = found(search);
        for kind in FacetKind::ALL {
            let facets = Facets::of(&rows, &people, &index);
            let facet = facets.facet(kind, 99);
            prop_assert_eq!(facet.left_out, 0);
            for value in &facet.values {
                let narrowed = editing::with(search, &value.condition);
                prop_assert_eq!(value.count, found(&narrowed).count_ones(..), "{}", narrowed);
                prop_assert!(editing::has(&narrowed, &value.condition), "{}", narrowed);
            }
            let in_some: usize = facet.values.iter().map(|value| value.count).sum();
            prop_assert!(in_some >= rows.count_ones(..), "{:?}: {} of {}", kind, in_some, rows.count_ones(..));
            if !matches!(kind, FacetKind::Role | FacetKind::Evidence) {
                prop_assert_eq!(in_some, rows.count_ones(..));
            }
            // Fewer are the first of all.
            let few = facets.facet(kind, 2);
            prop_assert_eq!(few.values.as_slice(), &facet.values[..facet.values.len().min(2)]);
            prop_assert_eq!(few.left_out, facet.values.len().saturating_sub(2));
        }
    }
}
