//! The rules of the checklist: which people of a batch cause a question, and the figures that this goes by. A rule that
//! finds nothing asks nothing.

use std::collections::HashMap;

use super::{
    facts::{BatchFacts, HISTORY},
    finding::Finding,
};
use crate::model::{
    evidence::{Direction, EvidenceKind, Messages, coverage::Knowledge},
    id::PersonId,
    person::{Person, reason::Reason, title::Role},
    text::{
        display_text::{self, number, people as people_in_words, sanitized, sentence, share, with_thousands},
        folding,
    },
};

/// Whoever was in contact within so many days may have business under way.
pub(super) const BUSINESS_DAYS: i32 = 90;
/// Business may come where both wrote to each other within so many years.
pub(super) const LATER_BUSINESS_YEARS: i32 = 2;
/// News would pass by where so many people are known at a company, and many of them go (see [`NEWS_SHARE`]).
pub(super) const NEWS_PEOPLE: usize = 4;
/// News would pass by where one in so many of those known at a company goes.
pub(super) const NEWS_SHARE: usize = 2;
/// So many people of one company going are many, if they are a large share of the batch (see [`ONE_COMPANY_SHARE`]).
pub(super) const ONE_COMPANY_PEOPLE: usize = 5;
/// One in so many of the batch is a large share.
pub(super) const ONE_COMPANY_SHARE: usize = 5;
/// More people than this are always many.
pub(super) const REACH_ALWAYS: usize = 50;
/// So many people going are many, if they are a large share of all (see [`REACH_SHARE`]).
pub(super) const REACH_PEOPLE: usize = 10;
/// One in so many of all connections is a large share.
pub(super) const REACH_SHARE: usize = 10;
/// A quarrel within so many days is recent.
pub(super) const QUARREL_DAYS: i32 = 30;
/// So many messages are a long exchange.
pub(super) const LONG_EXCHANGE: usize = 5;
/// So many people are worth announcing.
pub(super) const ANNOUNCING_PEOPLE: usize = 10;
const DAYS_OF_A_YEAR: i32 = 365;

fn has_history(person: &Person) -> bool {
    person.evidence.has_history()
}

fn is_two_way(person: &Person) -> bool {
    person.evidence.messages.as_ref().is_some_and(Messages::is_two_way)
}

/// Whether a reason is about the person more than about the tie.
fn is_personal(person: &Person) -> bool {
    let reasons = &person.state.reasons;
    let is_about_them =
        [Reason::Harassment, Reason::FalseProfile, Reason::UnprofessionalConduct, Reason::HarmsMyImage].into_iter().any(|reason| reasons.has(reason));
    is_about_them || !reasons.own_words.trim().is_empty()
}

pub(super) fn motive(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(
        |person| is_personal(person) || (has_history(person) && person.state.reasons.is_empty()),
        |who, _| format!("{who}: a personal reason, or a history and no reason yet."),
    )
}

pub(super) fn second_thoughts(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(
        |person| has_history(person) && person.state.decided_at.is_some_and(|at| batch.days_since(batch.context.time.day_of(at)) <= 1),
        |who, _| format!("{who} with a history came here today or yesterday."),
    )
}

pub(super) fn ongoing_business(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.or_unknown_jobs(batch.by_or_unknown(
        &[EvidenceKind::Messages],
        |person| batch.is_colleague(person) || batch.days_since_contact(person).is_some_and(|days| days <= BUSINESS_DAYS),
        |who, _| format!("{who}: where you work now, or in contact within {BUSINESS_DAYS} days."),
    ))
}

pub(super) fn later_business(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(
        |person| is_two_way(person) && batch.days_since_contact(person).is_some_and(|days| days <= LATER_BUSINESS_YEARS * DAYS_OF_A_YEAR),
        |who, _| format!("You wrote with {who} within {} years.", number(LATER_BUSINESS_YEARS)),
    )
}

pub(super) fn recommendation(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by_or_unknown(
        &[EvidenceKind::Recommendations],
        |person| person.evidence.has_recommendation(),
        |_, _| {
            let count = |direction| batch.batch.iter().filter(|person| person.evidence.recommendations(direction).next().is_some()).count();
            match (count(Direction::Incoming), count(Direction::Outgoing)) {
                (theirs, 0) => format!("{} recommended you.", people_in_words(theirs)),
                (0, yours) => format!("You recommended {}.", people_in_words(yours)),
                (theirs, yours) => format!("{} recommended you, and you recommended {}.", people_in_words(theirs), people_in_words(yours)),
            }
        },
    )
}

/// With this batch nobody is left at a company. The larger companies come first.
pub(super) fn last_ties(batch: &BatchFacts<'_>) -> Option<Finding> {
    let mut lasts: Vec<(usize, PersonId, String)> = batch
        .batch
        .iter()
        .filter_map(|person| {
            let (connected, going) = batch.company_counts(person)?;
            (going >= connected).then(|| (going, person.id, sanitized(&person.facts.company).into_owned()))
        })
        .collect();
    lasts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| folding::fold(&a.2).cmp(&folding::fold(&b.2))).then(a.1.cmp(&b.1)));
    let mut companies: Vec<&str> = lasts.iter().map(|(_, _, company)| company.as_str()).collect();
    companies.dedup_by(|a, b| folding::fold(a) == folding::fold(b));
    let words = match companies.as_slice() {
        [] => return None,
        [one] => sentence(format!("Nobody you know would be left at {one}")),
        [one, two] => sentence(format!("Nobody you know would be left at {one} and at {two}")),
        [one, two, rest @ ..] => format!("Nobody you know would be left at {one}, {two} and {} more.", display_text::count(rest.len(), "company", "companies")),
    };
    Some(Finding { people: lasts.into_iter().map(|(_, id, _)| id).collect(), unknown: Vec::new(), words })
}

pub(super) fn future(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(|person| person.title.is_early() || !person.past_jobs.is_empty(), |who, _| format!("{who}: early in their career, or in a new job."))
}

pub(super) fn opens_doors(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(|person| person.title.opens_doors(), |who, _| format!("{who} with a title such as founder or director."))
}

pub(super) fn news(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(
        |person| {
            batch.company_counts(person).is_some_and(|(connected, going)| connected >= NEWS_PEOPLE && going * NEWS_SHARE >= connected && going < connected)
        },
        |who, _| format!("{who} from companies of which {} or more of those you know go.", share(NEWS_SHARE)),
    )
}

/// Many of the batch share a company.
pub(super) fn one_company(batch: &BatchFacts<'_>) -> Option<Finding> {
    let mut by_company: HashMap<&str, Vec<&Person>> = HashMap::new();
    for person in batch.batch {
        if let Some(company) = batch.company_of(person) {
            by_company.entry(company).or_default().push(person);
        }
    }
    let (_, people) = by_company.into_iter().max_by(|(a, x), (b, y)| x.len().cmp(&y.len()).then_with(|| b.cmp(a)))?;
    let all = batch.batch.len();
    if people.len() < ONE_COMPANY_PEOPLE || people.len() * ONE_COMPANY_SHARE < all {
        return None;
    }
    let company = people.first().map(|person| sanitized(&person.facts.company).into_owned()).unwrap_or_default();
    let words = sentence(format!("{} of {} work at {company}", with_thousands(people.len()), with_thousands(all)));
    Some(Finding { people: people.iter().map(|person| person.id).collect(), unknown: Vec::new(), words })
}

pub(super) fn recruiters(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(
        |person| person.title.has_role(Role::Recruiting),
        |who, count| format!("The {} of {who} {} so.", if count == 1 { "position" } else { "positions" }, if count == 1 { "says" } else { "say" }),
    )
}

pub(super) fn reach(batch: &BatchFacts<'_>) -> Option<Finding> {
    let (going, all) = (batch.batch.len(), batch.context.everyone.iter().filter(|person| person.state.batch.is_none()).count());
    let is_many = going > REACH_ALWAYS || (going >= REACH_PEOPLE && going * REACH_SHARE >= all);
    is_many.then(|| Finding::of_all(format!("{} of your {} connections go.", with_thousands(going), with_thousands(all))))
}

pub(super) fn quarrel(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by_or_unknown(
        &[EvidenceKind::Messages],
        |person| batch.days_since_contact(person).is_some_and(|days| days <= QUARREL_DAYS),
        |who, _| format!("You were in contact with {who} within the last {QUARREL_DAYS} days."),
    )
}

pub(super) fn in_person(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.or_unknown_jobs(
        batch.by(|person| batch.is_colleague(person), |who, count| format!("{who} {} where you work now.", if count == 1 { "works" } else { "work" })),
    )
}

/// Nothing binds, or nothing is known that would. The two are told apart.
pub(super) fn silence(batch: &BatchFacts<'_>) -> Option<Finding> {
    let people = batch.those(|person| batch.history(person) == Knowledge::None);
    let unknown = batch.those(|person| batch.history(person) == Knowledge::NotKnown);
    if people.is_empty() && unknown.is_empty() {
        return None;
    }
    let mut found = Finding::default();
    if !people.is_empty() {
        let one_sided = batch.those(|person| batch.history(person) == Knowledge::None && person.evidence.message_count() > 0).len();
        let who = if people.len() == batch.batch.len() && people.len() > 1 { "any of them".to_owned() } else { people_in_words(people.len()) };
        let tail = if one_sided == 0 { String::new() } else { format!(" Messages without an answer: {}.", people_in_words(one_sided)) };
        found.words = format!("{}{tail}", sentence(format!("No two-way conversation and no recommendation with {who}")));
        found.people = people;
    }
    if !unknown.is_empty() {
        let who = if unknown.len() == batch.batch.len() { "them".to_owned() } else { people_in_words(unknown.len()) };
        found.add(&format!("Whether there is a history with {who} is not known: no export tells."), unknown);
    }
    Some(found)
}

pub(super) fn note_first(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by_or_unknown(
        &HISTORY,
        |person| is_two_way(person) || person.evidence.has_recommendation(),
        |who, _| sentence(format!("There is a history with {who}")),
    )
}

pub(super) fn wording(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(
        |person| person.evidence.messages.as_ref().is_some_and(|messages| messages.is_two_way() && messages.total() >= LONG_EXCHANGE),
        |who, _| sentence(format!("You exchanged {} messages or more with {who}", number(LONG_EXCHANGE))),
    )
}

pub(super) fn proportion(batch: &BatchFacts<'_>) -> Option<Finding> {
    let known = batch.those(has_history);
    // Whoever may have a history is not counted among those without.
    let rest = batch.those(|person| batch.history(person) == Knowledge::None).len();
    let unknown = batch.batch.len() - known.len() - rest;
    let tail = if unknown > 0 { format!(" Of {} it is not known.", with_thousands(unknown)) } else { String::new() };
    (!known.is_empty() && rest > known.len() + unknown).then(|| Finding {
        words: format!("{} with a history, {} without.{tail}", people_in_words(known.len()), with_thousands(rest)),
        people: known,
        unknown: Vec::new(),
    })
}

pub(super) fn announcing(batch: &BatchFacts<'_>) -> Option<Finding> {
    let going = batch.batch.len();
    (going >= ANNOUNCING_PEOPLE).then(|| Finding::of_all(format!("{} go at once.", people_in_words(going))))
}

pub(super) fn gossip(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(
        |person| has_history(person) && batch.company_counts(person).is_some_and(|(connected, going)| connected > going),
        |who, _| format!("Colleagues of {who} stay among your connections."),
    )
}

pub(super) fn unkind_word(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(is_personal, |who, _| format!("{who} with a personal reason."))
}

pub(super) fn if_they_write(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(
        |person| {
            let last = person.evidence.messages.as_ref().and_then(Messages::last_received).map(|at| batch.context.time.day_of(at));
            last.is_some_and(|day| batch.days_since(day) <= DAYS_OF_A_YEAR)
        },
        |who, _| format!("{who} wrote to you within the last year."),
    )
}

pub(super) fn open_door(batch: &BatchFacts<'_>) -> Option<Finding> {
    batch.by(has_history, |who, _| sentence(format!("There is a history with {who}")))
}
