//! Hiding names while the screen is shared: everything that the engine answers passes through here, so no panel can show
//! what it never got. The same person and the same company have the same stand-in each time.

use std::collections::HashMap;

use crate::model::import::export_status::Suspicion;
use crate::model::{
    batch::{ledger::LedgerEntry, removal_list::ListedPerson, work_item::WorkItem},
    id::{PersonId, PersonMap},
    import::{
        fingerprint::Fingerprint,
        parsed::{ActivityKind, OwnerPast},
        report::ImportReport,
    },
    insight::insights::Insights,
    outreach::{Outreach, errand::ErrandKey, follow::FollowKind},
    person::person_name,
    plan::Plan,
    text::display_text::sanitized,
};
use crate::{
    event::{Event, ImportOutcome, Overview, PersonDetails, Problem, Snapshot},
    model::{
        evidence::Evidence,
        person::{Facts, PastJob, Person, PersonState},
        text::folding,
    },
};

/// What is hidden: rules go by it, and names are copied from it.
#[derive(Debug, Default)]
pub struct Originals {
    /// Everybody in Review, in the order of the rows.
    pub people: Vec<Person>,
    /// What the owner did.
    pub owner_past: OwnerPast,
    /// Names by person, also of those who are not in Review.
    pub names: PersonMap<String>,
    /// Name and slug by errand, of people who need not be connections.
    pub errands: HashMap<ErrandKey, (String, Option<String>)>,
}

/// Stands where own or others' words would.
pub const HIDDEN: &str = "(hidden)";

const NAMES: [&str; 24] = [
    "Heron", "Alder", "Finch", "Maple", "Otter", "Cedar", "Robin", "Birch", "Egret", "Hazel", "Plover", "Rowan", "Siskin", "Willow", "Curlew", "Aspen",
    "Linnet", "Juniper", "Avocet", "Laurel", "Dunlin", "Myrtle", "Wren", "Sorrel",
];

/// The stand-in of somebody, in two parts as names have them.
#[must_use]
pub fn name_of(id: PersonId) -> (String, String) {
    let number = id.0.unsigned_abs();
    let at = usize::try_from(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40).unwrap_or(0) % NAMES.len();
    (NAMES.get(at).copied().unwrap_or("Somebody").to_owned(), number.to_string())
}

/// The stand-in of a company; nothing stays nothing.
#[must_use]
pub fn company_of(company: &str) -> String {
    let name = sanitized(company);
    if name.is_empty() {
        return String::new();
    }
    let mut fingerprint = Fingerprint::default();
    fingerprint.take(&folding::fold(&name));
    let hash = fingerprint.number();
    // Folded over its whole length: the low bits alone would meet too often.
    format!("Company {:05}", (hash ^ (hash >> 32)) % 100_000)
}

pub(super) fn words(text: &mut String) {
    if !text.trim().is_empty() {
        HIDDEN.clone_into(text);
    }
}

/// "Position · Company" with a stand-in for the company.
fn work(text: &mut String) {
    if let Some((at, company)) = text.rsplit_once(" · ") {
        let (mut at, company) = (at.to_owned(), company.to_owned());
        position(&mut at, &company);
        *text = format!("{at} · {}", company_of(&company));
    } else if !text.is_empty() {
        *text = company_of(text);
    }
}

/// A position without the company, which people write into it: "Founder at Acme", "CEO @ Acme Mills".
fn position(position: &mut String, company: &str) {
    for mark in [" at ", " @", "@", " bei ", " chez ", " en "] {
        if let Some((what, _)) = position.split_once(mark) {
            *position = what.to_owned();
        }
    }
    let folded = folding::fold(position);
    // A short word of a name may be any word.
    if folding::fold(company).split_whitespace().any(|word| word.chars().count() > 3 && folded.contains(word)) {
        "A position there".clone_into(position);
    }
}

fn facts(id: PersonId, facts: &mut Facts) {
    let mut hidden = facts.position.to_string();
    position(&mut hidden, &facts.company);
    facts.position = hidden.into();
    let (first_name, last_name) = name_of(id);
    (facts.first_name, facts.last_name) = (first_name.into(), last_name.into());
    facts.company = company_of(&facts.company).into();
    facts.slug = facts.slug.is_some().then(|| format!("person-{}", id.0).into());
    facts.url.clear();
    facts.email.clear();
}

fn evidence(evidence: &mut Evidence) {
    evidence.invitations.iter_mut().for_each(|invitation| words(&mut invitation.note));
    for recommendation in &mut evidence.recommendations {
        words(&mut recommendation.text);
        recommendation.company = company_of(&recommendation.company);
        recommendation.job_title.clear();
    }
    if let Some(note) = &mut evidence.owner_note {
        words(&mut note.text);
    }
}

fn past_jobs(jobs: &mut [PastJob]) {
    for job in jobs {
        position(&mut job.position, &job.company);
        job.company = company_of(&job.company);
    }
}

fn state(state: &mut PersonState) {
    words(&mut state.note);
    words(&mut state.reasons.own_words);
}

fn listed(id: PersonId, listed: &mut ListedPerson) {
    facts(id, &mut listed.facts);
    words(&mut listed.own_reason);
    words(&mut listed.note);
    evidence(&mut listed.evidence);
    past_jobs(&mut listed.past_jobs);
}

/// Hides a person of Review. Does nothing to who is hidden already.
pub(super) fn person(person: &mut Person) {
    facts(person.id, &mut person.facts);
    state(&mut person.state);
    evidence(&mut person.evidence);
    past_jobs(&mut person.past_jobs);
}

/// The stand-in of somebody whom the workspace need not know, of a company the like.
fn stranger(name: &mut String) {
    let mut fingerprint = Fingerprint::default();
    fingerprint.take(&folding::fold(name));
    let number = fingerprint.number();
    let (first, last) = name_of(PersonId(i64::try_from(number % 90_000).unwrap_or_default() + 10_000));
    *name = format!("{first} {last}");
}

/// The stand-in of a person of Review, or of a stranger.
fn somebody(id: Option<PersonId>, name: &mut String) {
    match id {
        Some(id) => {
            let (first, last) = name_of(id);
            *name = format!("{first} {last}");
        }
        None => stranger(name),
    }
}

fn outreach(outreach: &mut Outreach, originals: &mut HashMap<ErrandKey, (String, Option<String>)>) {
    for invitation in &mut outreach.invitations.invitations {
        originals.insert(invitation.key.clone(), (invitation.name.clone(), invitation.slug.clone()));
        somebody(invitation.person_id, &mut invitation.name);
        words(&mut invitation.note);
        invitation.slug = None;
    }
    for followed in outreach.follows.iter_mut().flat_map(|follows| &mut follows.followed) {
        originals.insert(followed.key.clone(), (followed.follow.name.clone(), None));
        followed.follow.name = match followed.follow.kind {
            FollowKind::Company => company_of(&followed.follow.name),
            FollowKind::Member => {
                let mut name = followed.follow.name.clone();
                stranger(&mut name);
                name
            }
        };
    }
    let known: HashMap<ErrandKey, Option<PersonId>> = outreach.errands.iter().map(|errand| (errand.key.clone(), errand.person_id)).collect();
    // What is done about oneself names nobody.
    for errand in outreach.errands.iter_mut().filter(|errand| !errand.key.subject.is_empty()) {
        originals.insert(errand.key.clone(), (errand.name.clone(), errand.slug.clone()));
        errand.slug = None;
        somebody(errand.person_id, &mut errand.name);
    }
    for line in outreach.lines.iter_mut().filter(|line| !line.key.subject.is_empty()) {
        somebody(known.get(&line.key).copied().flatten(), &mut line.name);
    }
    for letter in &mut outreach.letters {
        if letter.is_changed {
            words(&mut letter.title);
            words(&mut letter.body);
        }
    }
}

fn plan(plan: &mut Plan) {
    plan.goals.iter_mut().for_each(|goal| words(&mut goal.text));
    for entry in &mut plan.journal {
        words(&mut entry.text);
        words(&mut entry.feeling);
    }
}

pub(super) fn overview(overview: &mut Overview) {
    words(&mut overview.focus);
    for operation in [&mut overview.undo_state.undo, &mut overview.undo_state.redo].into_iter().flatten() {
        *operation = operation.redacted();
    }
}

pub(super) fn past(past: &mut OwnerPast) {
    past.jobs.iter_mut().for_each(|job| job.company = company_of(&job.company));
    for activity in &mut past.activities {
        let name = match activity.kind {
            ActivityKind::School => {
                activity.detail.clear();
                "a school"
            }
            ActivityKind::Event => "an event",
            ActivityKind::Course => "a course",
        };
        name.clone_into(&mut activity.name);
    }
}

fn snapshot(snapshot: &mut Snapshot) {
    snapshot.people.iter_mut().for_each(person);
    if let Some(owner) = &mut snapshot.owner {
        (owner.slug, owner.name) = (None, "You".to_owned());
    }
    past(&mut snapshot.owner_past);
    overview(&mut snapshot.overview);
}

pub(super) fn report(report: &mut ImportReport) {
    if !report.warnings.is_empty() {
        report.warnings = vec![format!("{} remarks are hidden, as names are.", report.warnings.len())];
    }
    if let Some(owner) = &mut report.owner {
        (owner.slug, owner.name) = (None, "You".to_owned());
    }
    for (number, file) in report.files_used.iter_mut().enumerate() {
        file.name = format!("File {}", number + 1);
    }
    for (number, file) in report.files_ignored.iter_mut().enumerate() {
        file.name = format!("Another file {}", number + 1);
    }
    for suspicion in &mut report.suspicions {
        if let Suspicion::AnotherOwner { known, found } = suspicion {
            (*known, *found) = ("You".to_owned(), "somebody else".to_owned());
        }
    }
    // Names are what it would be compared by.
    report.encoding_guess = None;
    for odd in report.dates_not_understood_at.iter_mut().chain(&mut report.dates_implausible_at) {
        words(&mut odd.text);
        words(&mut odd.file);
    }
    for kind in report.kinds.values_mut() {
        for (number, left) in kind.left_over.iter_mut().enumerate() {
            (left.name, left.slug) = (format!("Somebody {}", number + 1), None);
        }
    }
}

fn outcome(outcome: &mut ImportOutcome) {
    let told = outcome.verdicts.iter_mut().flat_map(|told| std::iter::once(&mut told.who).chain(&mut told.other));
    let people = told.chain(&mut outcome.added).chain(&mut outcome.gone).chain(&mut outcome.returned).chain(&mut outcome.missing);
    for who in people.chain(outcome.job_changed.iter_mut().map(|change| &mut change.who)) {
        facts(who.person_id, &mut who.facts);
    }
    for change in &mut outcome.job_changed {
        work(&mut change.was);
        work(&mut change.is_now);
    }
}

fn insights(insights: &mut Insights) {
    for picture in insights.pictures.iter_mut().chain(&mut insights.impact_pictures) {
        if picture.kind.names_companies() {
            for bar in &mut picture.bars {
                bar.label = company_of(&bar.label);
                bar.finds = None;
            }
        }
    }
    insights.impact.last_ties.iter_mut().for_each(|(company, _)| *company = company_of(company));
}

fn details(details: &mut PersonDetails) {
    for message in &mut details.message_texts {
        message.subject.clear();
        words(&mut message.body);
    }
}

/// A problem may name anybody and any place: names that are known are taken out, and what holds a path is hidden whole.
fn problem(problem: &mut Problem, true_names: &PersonMap<String>) {
    let mut names: Vec<&String> = true_names.values().filter(|name| !name.is_empty()).collect();
    // The longer first: one name may begin another.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for text in [&mut problem.title, &mut problem.detail, &mut problem.hint] {
        for name in &names {
            if text.contains(name.as_str()) {
                *text = text.replace(name.as_str(), "somebody");
            }
        }
        if text.contains(['/', '\\']) {
            "What is told here is hidden, as names are.".clone_into(text);
        }
    }
}

/// Hides names in an answer of the engine, and keeps in `true_names` what is copied to be searched for at LinkedIn.
pub(super) fn event(event: &mut Event, originals: &mut Originals) {
    let Originals { people, owner_past, names: true_names, errands } = originals;
    let mut keep = |id: PersonId, facts: &Facts| {
        true_names.insert(id, person_name::searchable(facts));
    };
    match event {
        Event::Loaded(loaded) => {
            loaded.people.iter().for_each(|person| keep(person.id, &person.facts));
            people.clone_from(&loaded.people);
            owner_past.clone_from(&loaded.owner_past);
            snapshot(loaded);
        }
        Event::Changed(changes) => {
            changes.done = changes.done.redacted();
            changes.people.iter_mut().for_each(|(_, changed)| state(changed));
            overview(&mut changes.overview);
        }
        Event::ImportPreviewed { report: found, source, .. } => {
            report(found);
            words(source);
        }
        Event::Imported { report: found } => report(found),
        Event::PersonLoaded(loaded) => details(loaded),
        Event::HistoryLoaded(steps) => steps.iter_mut().for_each(|step| step.operation = step.operation.redacted()),
        Event::ImportsLoaded(imports) => {
            for import in imports {
                report(&mut import.report);
                words(&mut import.source);
            }
        }
        Event::BatchLoaded(batch) => {
            for one in &mut batch.people {
                keep(one.person_id, &one.listed.facts);
                listed(one.person_id, &mut one.listed);
            }
        }
        Event::WorkListLoaded(items) => {
            for WorkItem { person_id, listed: one, former_slug, .. } in items {
                keep(*person_id, &one.facts);
                *former_slug = None;
                listed(*person_id, one);
            }
        }
        Event::LedgerLoaded { entries, invitations, .. } => {
            for LedgerEntry { person_id, listed: one, .. } in entries {
                keep(*person_id, &one.facts);
                listed(*person_id, one);
            }
            for invitation in invitations {
                words(&mut invitation.note);
            }
        }
        Event::OutreachLoaded(loaded) => outreach(loaded, errands),
        Event::PlanLoaded(loaded) => plan(loaded),
        Event::OutcomeLoaded { outcome: loaded, .. } => {
            outcome(loaded);
            words(&mut loaded.source);
        }
        Event::InsightsLoaded(loaded) => insights(loaded),
        Event::Failed(told) | Event::OpeningFailed(told) | Event::Noticed(told) => problem(told, true_names),
        // What is meant would be a name.
        Event::NearMissesFound { meant, .. } => meant.clear(),
        // A picture is drawn from what the screen shows, and what the member brought they have read themselves.
        Event::ListMatched(_)
        | Event::CoverSheetRead(_)
        | Event::ChartDrawn { .. }
        | Event::BackupsLoaded(_)
        | Event::BackedUp { .. }
        | Event::Restored { .. }
        | Event::Copied { .. }
        | Event::FullyExported(_)
        | Event::PersonForgotten(_)
        | Event::ImportDiscarded
        | Event::Exported { .. }
        | Event::Progressed(_)
        | Event::NothingDone(_)
        | Event::Settled { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stand_ins_are_stable_and_different() {
        assert_eq!(name_of(PersonId(17)), name_of(PersonId(17)));
        assert_ne!(name_of(PersonId(17)), name_of(PersonId(18)));
        assert_eq!(company_of(" ACME "), company_of("Acme"));
        assert_ne!(company_of("Acme"), company_of("Birch"));
        assert_eq!(company_of(" "), "");
        let all: std::collections::HashSet<String> = (0..2000).map(|n| company_of(&format!("Company {n}"))).collect();
        assert!(all.len() > 1900, "{}", all.len());
    }

    #[test]
    fn a_position_that_names_the_company_is_hidden_too() {
        for told in ["Founder of Acme Mills", "Founder at Acme", "CEO @ ACME", "Acme's first dyer"] {
            let mut one = Facts { position: told.into(), company: "Acme Mills Inc.".into(), email: "ana@example.org".into(), ..Facts::default() };
            facts(PersonId(1), &mut one);
            let text = format!("{one:?}").to_lowercase();
            assert!(!text.contains("acme") && !text.contains("example.org"), "{text}");
        }
        let mut one = Facts { position: "Head of Dyeing".into(), company: "Acme Mills Inc.".into(), ..Facts::default() };
        facts(PersonId(1), &mut one);
        assert_eq!(one.position, "Head of Dyeing");
    }
}
