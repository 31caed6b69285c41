//! Insights: what the network looks like, how far the looking through is, and what the batch in Remove would change.
//!
//! Counting alone: nothing is concluded of anybody.

use std::collections::BTreeMap;

use crate::model::text::folding;
use crate::model::{
    evidence::{
        Direction, EvidenceKind,
        coverage::{Coverage, Knowledge},
    },
    id::{PersonId, PersonMap},
    import::file_kind::FileKind,
    insight::{
        contact::{self, Headline, is_evident},
        picture::{Bar, Chart, ChartKind, Series},
    },
    local_time::LocalTime,
    person::{
        Facts, Person,
        decision::{Decision, Pane},
        reason::Reason,
    },
    text::display_text::{people as people_in_words, sanitized},
};

/// Somebody of a finalized batch, connected or gone.
#[derive(Clone, Copy, Debug)]
pub struct Removed<'f> {
    /// The person's number in the workspace.
    pub id: PersonId,
    /// What is known of them.
    pub facts: &'f Facts,
}

/// Messages of a year, of one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearOfMessages {
    /// From the member to them alone.
    pub sent: usize,
    /// From them to the member alone.
    pub received: usize,
}

/// What would be lost with the people in Remove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// Who is in Remove.
    pub people: Vec<PersonId>,
    /// The last ties to a company: nobody else there would be left. By company.
    pub last_ties: Vec<(String, Vec<PersonId>)>,
    /// Who of them recommended the member: it is withdrawn with the tie.
    pub recommending: Vec<PersonId>,
    /// Of whom it is not known whether they did.
    pub recommending_unknown: Vec<PersonId>,
    /// Who of them ever wrote to the member alone, or was written to.
    pub with_messages: Vec<PersonId>,
    /// Of whom no export tells whether there are any.
    pub messages_unknown: Vec<PersonId>,
}

impl Impact {
    /// What it says of recommendations and messages, a sentence each: none, some and not known are told apart.
    #[must_use]
    pub fn evidence_in_words(&self) -> [String; 2] {
        let told = |known: usize, unknown: usize, none: &str, some: &dyn Fn(usize) -> String, nothing: &str| {
            let unknown_words = match unknown {
                0 => String::new(),
                _ if unknown == self.people.len() => return nothing.to_owned(),
                n => format!(" Of {} no export tells.", people_in_words(n)),
            };
            // "None of them" is said of those of whom it is known.
            let known_words = match (known, unknown) {
                (0, 0) => none.to_owned(),
                (0, _) => none.replace("of them", "of the others"),
                (n, _) => some(n),
            };
            format!("{known_words}{unknown_words}")
        };
        [
            told(
                self.recommending.len(),
                self.recommending_unknown.len(),
                "None of them recommended you.",
                &|n| match n {
                    1 => "1 person recommended you: LinkedIn takes that down, and the text is saved with the batch.".to_owned(),
                    n => format!("{} recommended you: LinkedIn takes that down, and the texts are saved with the batch.", people_in_words(n)),
                },
                "Whether any of them recommended you is not known: no export tells.",
            ),
            told(
                self.with_messages.len(),
                self.messages_unknown.len(),
                "Your exports hold no messages with any of them.",
                &|n| format!("With {} there are messages.", people_in_words(n)),
                "Whether there are messages with any of them is not known: no export tells.",
            ),
        ]
    }
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Insights {
    /// The figures above the pictures.
    pub headlines: Vec<Headline>,
    /// The pictures, in the order of the page.
    pub pictures: Vec<Chart>,
    /// What the batch would take away.
    pub impact: Impact,
    /// Whether any import held a file of messages: without one, no messages is no news.
    pub knows_messages: bool,
}

impl Insights {
    /// One of the pictures.
    #[must_use]
    pub fn picture(&self, kind: ChartKind) -> Option<&Chart> {
        self.pictures.iter().find(|picture| picture.kind == kind)
    }
}

/// Years without anybody that are shown as such.
const MOST_GAP: i16 = 40;

/// Bars of companies in a picture.
const MOST_COMPANIES: usize = 12;

#[derive(Default)]
struct Company {
    name: String,
    kept: Vec<PersonId>,
    leaving: Vec<PersonId>,
    with_evidence: usize,
}

fn year_of(facts: &Facts) -> Option<i16> {
    facts.connected_on.map(jiff::civil::Date::year)
}

/// Works the pictures out. `everyone` is everybody who is connected, `removed` everybody in finalized batches, `years` the
/// messages of each person by year.
#[must_use]
pub fn gather(
    everyone: &[Person],
    removed: &[Removed<'_>],
    years: &PersonMap<BTreeMap<i16, YearOfMessages>>,
    coverage: &Coverage,
    time: &LocalTime,
) -> Insights {
    let in_review: Vec<&Person> = everyone.iter().filter(|person| person.state.pane().is_some()).collect();
    let companies = companies(&in_review);
    let mut pictures = vec![looked_at(everyone, removed), by_year(&in_review, everyone, removed), top_companies(&companies), messages_by_year(everyone, years)];
    pictures.extend([contact::last_contact(&in_review, coverage, time), contact::conversations(&in_review, coverage), reasons(everyone)]);
    let leaving: Vec<&Person> = in_review.iter().copied().filter(|person| person.state.pane() == Some(Pane::Remove)).collect();
    let mut impact = Impact { people: leaving.iter().map(|person| person.id).collect(), ..Impact::default() };
    if !leaving.is_empty() {
        pictures.push(impact_by_company(&companies));
        pictures.push(impact_by_year(&in_review));
        impact.last_ties = companies
            .iter()
            .filter(|company| company.kept.is_empty() && !company.leaving.is_empty())
            .map(|company| (company.name.clone(), company.leaving.clone()))
            .collect();
        let ids = |holds: &dyn Fn(&Person) -> bool| leaving.iter().filter(|person| holds(person)).map(|person| person.id).collect();
        let recommended = |person: &Person| coverage.knowledge_of(EvidenceKind::Recommendations, Direction::Incoming, &person.facts, &person.evidence);
        impact.recommending = ids(&|person| recommended(person) == Knowledge::There);
        impact.recommending_unknown = ids(&|person| recommended(person) == Knowledge::NotKnown);
        impact.with_messages = ids(&|person| person.evidence.message_count() > 0);
        impact.messages_unknown = ids(&|person| !coverage.knows(EvidenceKind::Messages, &person.facts, &person.evidence));
    }
    let headlines = contact::headlines(everyone, removed.len(), coverage);
    Insights { headlines, pictures, impact, knows_messages: coverage.has(FileKind::Messages) }
}

/// Why people are to go who are still connected, in Remove and in finalized batches. Somebody with several reasons is counted with each.
fn reasons(everyone: &[Person]) -> Chart {
    let mut bars: Vec<Bar> = Vec::new();
    for reason in Reason::ALL {
        let people: Vec<&Person> = everyone.iter().filter(|person| person.state.decision == Decision::Remove && person.state.reasons.has(reason)).collect();
        if !people.is_empty() {
            bars.push(Bar {
                label: reason.label().to_owned(),
                values: vec![people.len()],
                with_evidence: people.iter().filter(|person| is_evident(person)).count(),
                people: people.iter().map(|person| person.id).collect(),
                meaning: Some(Series::Leaving),
            });
        }
    }
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.total()));
    Chart { kind: ChartKind::Reasons, series: vec![Series::People], bars, left_out: 0 }
}

fn looked_at(everyone: &[Person], removed: &[Removed<'_>]) -> Chart {
    let mut bars: Vec<Bar> = [
        ("Not looked at yet", Series::Undecided),
        ("Kept by choice", Series::Keep),
        ("Decide later", Series::Waiting),
        ("To unfollow", Series::Waiting),
        ("In Remove", Series::Leaving),
        ("In a finalized batch", Series::Removed),
    ]
    .map(|(label, meaning)| Bar { label: label.to_owned(), values: vec![0], meaning: Some(meaning), ..Bar::default() })
    .into();
    let mut count = |at: usize, id: PersonId, is_evident: bool| {
        if let Some(bar) = bars.get_mut(at) {
            bar.people.push(id);
            bar.with_evidence += usize::from(is_evident);
        }
    };
    for person in everyone.iter().filter(|person| person.state.batch.is_none()) {
        let at = match person.state.decision {
            Decision::Undecided => 0,
            Decision::Keep => 1,
            Decision::Later => 2,
            Decision::Unfollow => 3,
            Decision::Remove => 4,
        };
        count(at, person.id, is_evident(person));
    }
    let evident: PersonMap<bool> = everyone.iter().map(|person| (person.id, is_evident(person))).collect();
    for one in removed {
        count(5, one.id, evident.get(&one.id).copied().unwrap_or_default());
    }
    for bar in &mut bars {
        bar.values = vec![bar.people.len()];
    }
    Chart { kind: ChartKind::LookedAt, series: vec![Series::People], bars, left_out: 0 }
}

/// Bars for every year from the first to the last, those with nothing in them, too: a gap is news.
fn years_between(bars: &mut BTreeMap<i16, Bar>, series: usize) -> Vec<Bar> {
    if let (Some((&first, _)), Some((&last, _))) = (bars.first_key_value(), bars.last_key_value()) {
        // A gap is news; a mistyped year is not a gap of thousands.
        let years: Vec<i16> = bars.keys().copied().collect();
        let near = years.windows(2).filter_map(|pair| if let [a, b] = pair { (b - a <= MOST_GAP).then_some(*a..=*b) } else { None }).flatten();
        for year in [first, last].into_iter().chain(near) {
            bars.entry(year).or_insert_with(|| Bar { values: vec![0; series], ..Bar::default() });
        }
    }
    std::mem::take(bars).into_iter().map(|(year, bar)| Bar { label: year.to_string(), ..bar }).collect()
}

fn add(bars: &mut BTreeMap<i16, Bar>, year: i16, series: usize, part: usize, amount: usize) -> &mut Bar {
    let bar = bars.entry(year).or_insert_with(|| Bar { values: vec![0; series], ..Bar::default() });
    if let Some(value) = bar.values.get_mut(part) {
        *value += amount;
    }
    bar
}

fn by_year(in_review: &[&Person], everyone: &[Person], removed: &[Removed<'_>]) -> Chart {
    let evident: PersonMap<bool> = everyone.iter().map(|person| (person.id, is_evident(person))).collect();
    let series = vec![Series::Keep, Series::Leaving, Series::Removed];
    let mut bars = BTreeMap::new();
    for person in in_review {
        if let Some(year) = year_of(&person.facts) {
            let bar = add(&mut bars, year, series.len(), usize::from(person.state.pane() == Some(Pane::Remove)), 1);
            bar.people.push(person.id);
            bar.with_evidence += usize::from(is_evident(person));
        }
    }
    for one in removed {
        if let Some(year) = year_of(one.facts) {
            let bar = add(&mut bars, year, series.len(), 2, 1);
            bar.people.push(one.id);
            bar.with_evidence += usize::from(evident.get(&one.id).copied().unwrap_or_default());
        }
    }
    Chart { kind: ChartKind::Years, bars: years_between(&mut bars, series.len()), series, left_out: 0 }
}

/// Companies with somebody in Review, largest first; one company however its name is spelled.
fn companies(in_review: &[&Person]) -> Vec<Company> {
    let mut by_name: BTreeMap<String, Company> = BTreeMap::new();
    for person in in_review {
        let name = sanitized(&person.facts.company);
        if name.is_empty() {
            continue;
        }
        let company = by_name.entry(folding::fold(&name)).or_default();
        if company.name.is_empty() {
            company.name = name.into_owned();
        }
        if person.state.pane() == Some(Pane::Remove) { &mut company.leaving } else { &mut company.kept }.push(person.id);
        company.with_evidence += usize::from(is_evident(person));
    }
    let mut companies: Vec<Company> = by_name.into_values().collect();
    // Stable, so that equals stay in the order of their names.
    companies.sort_by_key(|company| std::cmp::Reverse(company.kept.len() + company.leaving.len()));
    companies
}

fn company_bar(company: &Company) -> Bar {
    Bar {
        label: company.name.clone(),
        values: vec![company.kept.len(), company.leaving.len()],
        with_evidence: company.with_evidence,
        people: company.leaving.iter().chain(&company.kept).copied().collect(),
        meaning: None,
    }
}

fn top_companies(companies: &[Company]) -> Chart {
    let bars: Vec<Bar> = companies.iter().take(MOST_COMPANIES).map(company_bar).collect();
    let left_out = companies.len() - bars.len();
    Chart { kind: ChartKind::Companies, series: vec![Series::Keep, Series::Leaving], bars, left_out }
}

fn messages_by_year(everyone: &[Person], years: &PersonMap<BTreeMap<i16, YearOfMessages>>) -> Chart {
    let series = vec![Series::Sent, Series::Received];
    let mut bars = BTreeMap::new();
    for person in everyone {
        for (&year, messages) in years.get(&person.id).into_iter().flatten() {
            add(&mut bars, year, series.len(), 0, messages.sent);
            let bar = add(&mut bars, year, series.len(), 1, messages.received);
            if messages.sent + messages.received > 0 {
                bar.people.push(person.id);
                bar.with_evidence += 1;
            }
        }
    }
    Chart { kind: ChartKind::Messages, bars: years_between(&mut bars, series.len()), series, left_out: 0 }
}

/// Companies that lose somebody: those that lose the largest share first.
fn impact_by_company(companies: &[Company]) -> Chart {
    let mut losing: Vec<&Company> = companies.iter().filter(|company| !company.leaving.is_empty()).collect();
    // a/(a+b) > c/(c+d), without dividing.
    let share = |a: &Company, b: &Company| (b.leaving.len() * (a.leaving.len() + a.kept.len())).cmp(&(a.leaving.len() * (b.leaving.len() + b.kept.len())));
    losing.sort_by(|a, b| b.leaving.len().cmp(&a.leaving.len()).then_with(|| share(a, b)));
    let bars: Vec<Bar> = losing.iter().take(MOST_COMPANIES).map(|company| company_bar(company)).collect();
    let left_out = losing.len() - bars.len();
    Chart { kind: ChartKind::ImpactByCompany, series: vec![Series::Keep, Series::Leaving], bars, left_out }
}

fn impact_by_year(in_review: &[&Person]) -> Chart {
    let series = vec![Series::Keep, Series::Leaving];
    let mut bars = BTreeMap::new();
    for person in in_review {
        let is_leaving = person.state.pane() == Some(Pane::Remove);
        if let Some(year) = year_of(&person.facts) {
            let bar = add(&mut bars, year, series.len(), usize::from(is_leaving), 1);
            // Behind these bars stand those who would go.
            if is_leaving {
                bar.people.push(person.id);
                bar.with_evidence += usize::from(is_evident(person));
            }
        }
    }
    Chart { kind: ChartKind::ImpactByYear, bars: years_between(&mut bars, series.len()), series, left_out: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::BatchId;

    fn person(id: i64, company: &str, year: i16, decision: Decision) -> Person {
        let facts = Facts { company: company.into(), connected_on: Some(jiff::civil::date(year, 3, 1)), ..Facts::default() };
        let mut person = Person::new(PersonId(id), facts);
        person.state.decision = decision;
        person
    }

    fn values(insights: &Insights, kind: ChartKind) -> Vec<(String, Vec<usize>)> {
        insights.picture(kind).unwrap().bars.iter().map(|bar| (bar.label.clone(), bar.values.clone())).collect()
    }

    #[test]
    fn everybody_is_counted_once_and_gaps_between_years_stay() {
        let mut finalized = person(4, "Acme", 2014, Decision::Remove);
        finalized.state.batch = Some(BatchId(1));
        let everyone =
            [person(1, "Acme", 2012, Decision::Undecided), person(2, " ACME ", 2012, Decision::Remove), person(3, "Birch", 2014, Decision::Keep), finalized];
        let gone = Facts { connected_on: Some(jiff::civil::date(2012, 1, 1)), ..Facts::default() };
        let removed = [Removed { id: PersonId(4), facts: &everyone[3].facts }, Removed { id: PersonId(9), facts: &gone }];
        let insights = gather(&everyone, &removed, &PersonMap::default(), &Coverage::default(), &LocalTime::default());
        assert_eq!(values(&insights, ChartKind::Years), [("2012".into(), vec![1, 1, 1]), ("2013".into(), vec![0, 0, 0]), ("2014".into(), vec![1, 0, 1])]);
        assert_eq!(values(&insights, ChartKind::Companies), [("Acme".into(), vec![1, 1]), ("Birch".into(), vec![1, 0])]);
        let looked: Vec<usize> = insights.picture(ChartKind::LookedAt).unwrap().bars.iter().map(Bar::total).collect();
        assert_eq!(looked, [1, 1, 0, 0, 1, 2]);
    }

    #[test]
    fn a_mistyped_year_does_not_make_a_gap_of_decades() {
        let everyone = [person(1, "", 2012, Decision::Undecided), person(2, "", 2014, Decision::Undecided), person(3, "", 2098, Decision::Undecided)];
        let insights = gather(&everyone, &[], &PersonMap::default(), &Coverage::default(), &LocalTime::default());
        let years: Vec<String> = values(&insights, ChartKind::Years).into_iter().map(|(year, _)| year).collect();
        assert_eq!(years, ["2012", "2013", "2014", "2098"]);
    }

    #[test]
    fn whoever_is_the_last_at_a_company_is_called_out() {
        let everyone = [person(1, "Acme", 2012, Decision::Remove), person(2, "Birch", 2012, Decision::Remove), person(3, "Birch", 2013, Decision::Undecided)];
        let insights = gather(&everyone, &[], &PersonMap::default(), &Coverage::default(), &LocalTime::default());
        assert_eq!(insights.impact.last_ties, [("Acme".to_owned(), vec![PersonId(1)])]);
        assert_eq!(values(&insights, ChartKind::ImpactByCompany), [("Acme".into(), vec![0, 1]), ("Birch".into(), vec![1, 1])]);
        // With nobody in Remove there is nothing to tell of a batch.
        assert_eq!(gather(&everyone[2..], &[], &PersonMap::default(), &Coverage::default(), &LocalTime::default()).picture(ChartKind::ImpactByYear), None);
    }

    #[test]
    fn what_the_batch_takes_along_is_told_as_none_some_or_not_known() {
        use crate::model::evidence::Source;
        use crate::model::{evidence::coverage::Period, id::ImportId};
        let source = Source { import: ImportId(1), exported_on: "2026-01-01".parse().unwrap() };
        let coverage =
            |kinds: &[FileKind]| Coverage::new(kinds.iter().map(|&kind| Period { kind, file: String::new(), source, from: None, to: None }).collect());
        let told = |people: &[Person], kinds: &[FileKind]| {
            gather(people, &[], &PersonMap::default(), &coverage(kinds), &LocalTime::default()).impact.evidence_in_words()
        };
        let two = [person(1, "", 2012, Decision::Remove), person(2, "", 2027, Decision::Remove)];
        assert_eq!(
            told(&two[..1], &[]),
            [
                "Whether any of them recommended you is not known: no export tells.",
                "Whether there are messages with any of them is not known: no export tells."
            ]
        );
        let files = [FileKind::Messages, FileKind::RecommendationsReceived];
        assert_eq!(told(&two[..1], &files), ["None of them recommended you.", "Your exports hold no messages with any of them."]);
        // The other one is newer than the export.
        assert_eq!(
            told(&two, &files),
            [
                "None of the others recommended you. Of 1 person no export tells.",
                "Your exports hold no messages with any of the others. Of 1 person no export tells."
            ]
        );
        // What the member gave tells nothing of what they received.
        assert!(told(&two[..1], &[FileKind::RecommendationsGiven])[0].starts_with("Whether any"));
    }

    #[test]
    fn messages_stand_in_their_years() {
        let everyone = [person(1, "", 2012, Decision::Undecided)];
        let years = [(PersonId(1), BTreeMap::from([(2020, YearOfMessages { sent: 2, received: 1 }), (2022, YearOfMessages { sent: 0, received: 3 })]))];
        let insights = gather(&everyone, &[], &years.into_iter().collect(), &Coverage::default(), &LocalTime::default());
        assert_eq!(values(&insights, ChartKind::Messages), [("2020".into(), vec![2, 1]), ("2021".into(), vec![0, 0]), ("2022".into(), vec![0, 3])]);
        assert_eq!(insights.picture(ChartKind::Messages).unwrap().in_words(), "Messages by year: 3 bars, the longest is 2020 with 2 from you, 1 to you");
    }
}
