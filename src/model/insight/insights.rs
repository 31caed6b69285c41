//! Insights: what the network looks like, how far the looking through is, and what the batch in Remove would change.
//!
//! Counting alone: nothing is concluded of anybody.

use crate::model::{
    id::PersonSet,
    import::file_kind::FileKind,
    insight::{
        companies,
        contact::{self, Headline},
        growth,
        impact::{self, Impact},
        network::Network,
        picture::{Bar, BarKey, Chart, ChartKind, Series},
        review_progress, titles, years,
    },
    person::decision::Pane,
    text::folding::fold,
};

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Insights {
    /// Whom the figures and the pictures of the page count: those behind every one of these bars; everybody where there is none.
    pub only: Vec<BarKey>,
    /// For each of these bars the pane and the search that find its people; none where no search does.
    pub only_finds: Vec<Option<(Pane, String)>>,
    /// How many of those who are connected are counted.
    pub counted: usize,
    /// The figures above the pictures.
    pub headlines: Vec<Headline>,
    /// The pictures, in the order of the page. One that is filtered by counts those that the other filters leave.
    pub pictures: Vec<Chart>,
    /// What the batch would take away.
    pub impact: Impact,
    /// The same as pictures, of the whole network; none where nobody is in Remove.
    pub impact_pictures: Vec<Chart>,
    /// Whether any import held a file of messages: without one, no messages is no news.
    pub knows_messages: bool,
}

impl Insights {
    /// One of the pictures of the page.
    #[must_use]
    pub fn picture(&self, kind: ChartKind) -> Option<&Chart> {
        self.pictures.iter().find(|picture| picture.kind == kind)
    }

    /// The pane and the search that find those behind a bar of a picture, or those behind the filters alone; none where no
    /// search does.
    #[must_use]
    pub fn finds(&self, bar: Option<(ChartKind, &Bar)>) -> Option<(Pane, String)> {
        let filters = self.only.iter().zip(&self.only_finds).filter(|(key, _)| bar.is_none_or(|(kind, _)| kind != key.kind)).map(|(_, finds)| finds.as_ref());
        let parts: Vec<&(Pane, String)> = filters.chain(bar.map(|(_, bar)| bar.finds.as_ref())).collect::<Option<_>>()?;
        let pane = parts.last().map_or(Pane::Keep, |(pane, _)| *pane);
        let words: Vec<&str> = parts.iter().map(|(_, search)| search.as_str()).filter(|search| !search.is_empty()).collect();
        parts.iter().all(|(of, _)| *of == pane).then(|| (pane, words.join(" ")))
    }
}

/// Bars of a picture that has no end by itself: companies, days, bursts.
const MOST_BARS: usize = 12;

/// Days in the picture of what is left to look at.
const MOST_DAYS: usize = 24;

/// One of the charts; `is_whole` leaves no bar out.
fn chart(network: &Network<'_>, kind: ChartKind, is_whole: bool) -> Chart {
    let most = |most: usize| if is_whole { usize::MAX } else { most };
    match kind {
        ChartKind::LookedAt => review_progress::looked_at(network),
        ChartKind::LeftToLookAt => review_progress::left_to_look_at(network, most(MOST_DAYS)),
        ChartKind::Growth => growth::growth(network),
        ChartKind::Bursts => growth::many_at_once(network, most(MOST_BARS)),
        ChartKind::Years => years::by_year(network),
        ChartKind::Companies => companies::top_companies(network, most(MOST_BARS)),
        ChartKind::Roles => titles::by_role(network),
        ChartKind::Seniorities => titles::by_seniority(network),
        ChartKind::Messages => years::messages_by_year(network),
        ChartKind::LastContact => contact::last_contact(network),
        ChartKind::Conversations => contact::conversations(network),
        ChartKind::Reasons => review_progress::reasons(network),
        ChartKind::Verdicts => review_progress::verdicts(network),
        ChartKind::ImpactByCompany => impact::by_company(network, most(MOST_BARS)),
        ChartKind::ImpactByYear => impact::by_year(network),
        // Of two networks, see `then_and_now`.
        ChartKind::NetworkThen | ChartKind::NetworkNow => Chart::new(kind, &[], Vec::new()),
    }
}

/// Whether a bar is the one that a filter names. A company may be spelled in several ways, and which one comes first differs
/// with who is counted.
fn is_named(bar: &Bar, key: &BarKey) -> bool {
    bar.label == key.label || fold(&bar.label) == fold(&key.label)
}

/// Works the figures and pictures out, of those behind every one of the bars in `only`.
#[must_use]
pub fn gather(network: &Network<'_>, only: Vec<BarKey>) -> Insights {
    // Who stands behind a bar is told by the whole network, so that the order of the filters does not matter. A bar that is
    // not there any more has nobody.
    let bars: Vec<Bar> = only.iter().map(|key| chart(network, key.kind, true).bars.into_iter().find(|bar| is_named(bar, key)).unwrap_or_default()).collect();
    let behind: Vec<PersonSet> = bars.iter().map(|bar| bar.people.iter().copied().collect()).collect();
    // Whom a picture counts, and by which filters: its own bar that was chosen leaves its other bars as they are, to choose
    // another one.
    let counted = |kind: Option<ChartKind>| {
        let filters: Vec<(&BarKey, &PersonSet)> = only.iter().zip(&behind).filter(|(key, _)| Some(key.kind) != kind).collect();
        let counted = filters.iter().fold(None, |counted: Option<Network<'_>>, (_, people)| Some(counted.as_ref().unwrap_or(network).among(people)));
        let labels: Vec<&str> = filters.iter().map(|(key, _)| key.label.as_str()).collect();
        (counted, labels.join(" · "))
    };
    let (all_filters, all_labels) = counted(None);
    let filtered = all_filters.as_ref().unwrap_or(network);
    let impact = impact::of_batch(network);
    let has_batch = !impact.people.is_empty();
    let is_shown = |shown: &Chart| match shown.kind {
        ChartKind::ImpactByCompany => has_batch,
        ChartKind::Bursts | ChartKind::Verdicts => !shown.is_empty(),
        // Where no export tells of messages, that is said once, with the messages.
        ChartKind::LastContact | ChartKind::Conversations => {
            shown.bars.iter().any(|bar| bar.total() > 0 && bar.meaning != Some(Series::NotKnown)) || !only.is_empty()
        }
        _ => true,
    };
    let picture = |kind: ChartKind| {
        let own = only.iter().any(|key| key.kind == kind).then(|| counted(Some(kind)));
        let (counted, labels) = own.as_ref().map_or((all_filters.as_ref(), &all_labels), |(counted, labels)| (counted.as_ref(), labels));
        // A last tie is one among all, and what the batch would leave is told of all.
        let Some(counted) = counted.filter(|_| kind != ChartKind::ImpactByCompany) else { return chart(network, kind, false) };
        // What is said of the network is not true of a part of it; whom a picture counts it says wherever it goes.
        Chart { note: format!("Only: {labels}"), ..chart(counted, kind, false) }
    };
    Insights {
        counted: filtered.everyone.len(),
        headlines: contact::headlines(filtered),
        pictures: ChartKind::PAGE.into_iter().map(picture).filter(is_shown).collect(),
        impact,
        impact_pictures: if has_batch {
            [ChartKind::ImpactByCompany, ChartKind::ImpactByYear].map(|kind| chart(network, kind, false)).into()
        } else {
            Vec::new()
        },
        knows_messages: network.coverage.has(FileKind::Messages),
        only_finds: bars.into_iter().map(|bar| bar.finds).collect(),
        only,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::{
        evidence::coverage::Coverage,
        id::{BatchId, PersonId, PersonMap},
        insight::network::{Removed, YearOfMessages},
        local_time::LocalTime,
        person::{Facts, Person, decision::Decision},
    };

    fn person(id: i64, company: &str, year: i16, decision: Decision) -> Person {
        let facts = Facts { company: company.into(), connected_on: Some(jiff::civil::date(year, 3, 1)), ..Facts::default() };
        let mut person = Person::new(PersonId(id), facts);
        person.state.decision = decision;
        person
    }

    fn told(everyone: &[Person], removed: Vec<Removed<'_>>, only: &[(ChartKind, &str)]) -> Insights {
        let years: PersonMap<BTreeMap<i16, YearOfMessages>> =
            [(PersonId(1), BTreeMap::from([(2020, YearOfMessages { sent: 2, received: 1 }), (2022, YearOfMessages { sent: 0, received: 3 })]))]
                .into_iter()
                .collect();
        let (coverage, time) = (Coverage::default(), LocalTime::default());
        let network =
            Network { everyone: everyone.iter().collect(), removed, ever: Vec::new(), bursts: Vec::new(), years: &years, coverage: &coverage, time: &time };
        gather(&network, only.iter().map(|(kind, label)| BarKey { kind: *kind, label: (*label).to_owned() }).collect())
    }

    fn values(insights: &Insights, kind: ChartKind) -> Vec<(&str, &[usize])> {
        insights.picture(kind).unwrap().bars.iter().map(|bar| (bar.label.as_str(), bar.values.as_slice())).collect()
    }

    #[test]
    fn everybody_is_counted_once_and_gaps_between_years_stay() {
        let mut finalized = person(4, "Acme", 2014, Decision::Remove);
        finalized.state.batch = Some(BatchId(1));
        let everyone =
            [person(1, "Acme", 2012, Decision::Undecided), person(2, " ACME ", 2012, Decision::Remove), person(3, "Birch", 2014, Decision::Keep), finalized];
        let gone = Facts { connected_on: Some(jiff::civil::date(2012, 1, 1)), ..Facts::default() };
        let removed = |id: i64, facts| Removed { id: PersonId(id), facts, verdict: None };
        let insights = told(&everyone, vec![removed(4, &everyone[3].facts), removed(9, &gone)], &[]);
        // Kept by choice, not looked at yet, in Remove, finalized; nobody waits.
        assert_eq!(values(&insights, ChartKind::Years), [("2012", &[0, 1, 1, 1][..]), ("2013", &[0; 4]), ("2014", &[1, 0, 0, 1])]);
        assert_eq!(values(&insights, ChartKind::Companies), [("Acme", &[0, 1, 1][..]), ("Birch", &[1, 0, 0])]);
        let looked: Vec<usize> = insights.picture(ChartKind::LookedAt).unwrap().bars.iter().map(Bar::total).collect();
        assert_eq!(looked, [1, 1, 0, 0, 1, 2]);
    }

    #[test]
    fn a_mistyped_year_does_not_make_a_gap_of_decades() {
        let everyone = [person(1, "", 2012, Decision::Undecided), person(2, "", 2014, Decision::Undecided), person(3, "", 2098, Decision::Undecided)];
        let insights = told(&everyone, Vec::new(), &[]);
        assert_eq!(values(&insights, ChartKind::Years).into_iter().map(|(year, _)| year).collect::<Vec<_>>(), ["2012", "2013", "2014", "2098"]);
    }

    #[test]
    fn messages_stand_in_their_years() {
        let insights = told(&[person(1, "", 2012, Decision::Undecided)], Vec::new(), &[]);
        assert_eq!(values(&insights, ChartKind::Messages), [("2020", &[2, 1][..]), ("2021", &[0, 0]), ("2022", &[0, 3])]);
        assert_eq!(insights.picture(ChartKind::Messages).unwrap().in_words(), "Messages by year: 3 bars, the longest is 2020 with 2 from you, 1 to you");
    }

    #[test]
    fn a_bar_filters_the_other_pictures_and_not_its_own() {
        let everyone = [
            person(1, "Acme", 2012, Decision::Keep),
            person(2, "Acme", 2013, Decision::Remove),
            person(3, "Birch", 2012, Decision::Keep),
            person(4, "Birch", 2014, Decision::Undecided),
        ];
        let insights = told(&everyone, Vec::new(), &[(ChartKind::Companies, "Acme")]);
        assert_eq!((insights.counted, insights.headlines[0].count), (2, 2));
        assert_eq!(values(&insights, ChartKind::Years), [("2012", &[1, 0][..]), ("2013", &[0, 1])]);
        assert_eq!(values(&insights, ChartKind::Companies).len(), 2, "another company can be chosen");
        // Two filters: each picture counts those that the other one leaves, in whatever order they came.
        let filters = [(ChartKind::Companies, "Acme"), (ChartKind::Years, "2012")];
        let both = told(&everyone, Vec::new(), &filters);
        assert_eq!(both.counted, 1);
        assert_eq!(both.finds(None), Some((Pane::Keep, "company:=\"Acme\" connected:2012".to_owned())));
        let year = &both.picture(ChartKind::Years).unwrap().bars[1];
        assert_eq!(both.finds(Some((ChartKind::Years, year))), Some((Pane::Keep, "company:=\"Acme\" connected:2013".to_owned())));
        assert_eq!(both.picture(ChartKind::ImpactByCompany), told(&everyone, Vec::new(), &[]).picture(ChartKind::ImpactByCompany));
        // Whom a picture counts it says itself.
        assert_eq!(
            (both.picture(ChartKind::Years).unwrap().note.as_str(), both.picture(ChartKind::LastContact).unwrap().note.as_str()),
            ("Only: Acme", "Only: Acme · 2012")
        );
        // What stands in Remove and what stands in Keep no search finds together.
        let leaving = told(&everyone, Vec::new(), &[(ChartKind::LookedAt, "In Remove")]);
        assert_eq!((leaving.finds(None), leaving.counted), (Some((Pane::Remove, String::new())), 1));
        assert_eq!(leaving.finds(Some((ChartKind::Years, &leaving.picture(ChartKind::Years).unwrap().bars[0]))), None);
        assert_eq!(values(&both, ChartKind::Years), [("2012", &[1, 0][..]), ("2013", &[0, 1])]);
        assert_eq!(values(&both, ChartKind::Companies), [("Acme", &[1][..]), ("Birch", &[1])]);
        let turned = told(&everyone, Vec::new(), &[filters[1], filters[0]]);
        let bars = |insights: &Insights| insights.pictures.iter().map(|picture| picture.bars.clone()).collect::<Vec<_>>();
        assert!(bars(&turned) == bars(&both) && turned.headlines == both.headlines);
        // A last tie is one among all: what is filtered does not make others out of it.
        assert_eq!(both.impact, told(&everyone, Vec::new(), &[]).impact);
        assert_eq!(both.impact_pictures, told(&everyone, Vec::new(), &[]).impact_pictures);
        // A bar that is not there any more has nobody.
        assert_eq!(told(&everyone, Vec::new(), &[(ChartKind::Companies, "Cooper")]).counted, 0);
    }

    #[test]
    fn every_bar_that_a_filtered_picture_shows_can_be_chosen() {
        // One company, spelled in two ways: which spelling comes first differs with who is counted.
        let two = [person(1, "ACME Inc", 2013, Decision::Keep), person(2, "Acme Inc", 2012, Decision::Keep)];
        let in_2012 = told(&two, Vec::new(), &[(ChartKind::Years, "2012")]);
        assert_eq!(in_2012.picture(ChartKind::Companies).unwrap().bars[0].label, "Acme Inc");
        assert_eq!(told(&two, Vec::new(), &[(ChartKind::Years, "2012"), (ChartKind::Companies, "Acme Inc")]).counted, 1);
        // More companies and more days than a picture shows.
        let many: Vec<Person> = (0..60)
            .map(|i| {
                let mut person = person(i, &format!("Company {:02}", i % 30), 2012, Decision::Keep);
                person.state.decided_at = Some(jiff::Timestamp::from_second(86_400 * (i % 30)).unwrap());
                person
            })
            .collect();
        for kind in [ChartKind::Companies, ChartKind::LeftToLookAt] {
            let company = told(&many, Vec::new(), &[(ChartKind::Companies, "Company 00")]);
            let label = company.picture(kind).unwrap().bars[0].label.clone();
            let chosen = told(&many, Vec::new(), &[(ChartKind::Companies, "Company 00"), (kind, &label)]);
            assert_eq!(chosen.counted, 2, "{kind:?}: {label}");
            assert!(kind != ChartKind::Companies || chosen.finds(None).is_some());
        }
    }
}
