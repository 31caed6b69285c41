//! What a letter can remember of a tie: clauses from the evidence, of which the member chooses one.

use serde::Serialize;

use super::Occasion;
use crate::model::{
    evidence::{Direction, Evidence},
    import::parsed::OwnerJob,
    local_time::LocalTime,
    person::{Person, context::former_colleague},
    text::{date_text::long_month, display_text::sanitized},
};

/// A fact, as a clause to stand behind "I remember that".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetterFact {
    /// The clause: "we connected in May 2016".
    pub clause: String,
    /// The file that tells it.
    pub source: &'static str,
}

/// Skills that are named in a letter; more would read like a list.
const MOST_SKILLS: usize = 2;

/// What can be said of a tie, the warmest first. Nothing is said that no file tells.
#[must_use]
pub fn facts(person: &Person, jobs: &[OwnerJob], time: &LocalTime) -> Vec<LetterFact> {
    let (evidence, mut found) = (&person.evidence, Vec::new());
    let mut add = |clause: String, source: &'static str| found.push(LetterFact { clause, source });
    let recommended = |direction: Direction| evidence.recommendations(direction).next();
    if let Some(written) = recommended(Direction::Incoming) {
        add(
            format!("you wrote a recommendation for me{}", written.written_on.map(|on| format!(" in {}", long_month(on))).unwrap_or_default()),
            "recommendations",
        );
    }
    if let Some(written) = recommended(Direction::Outgoing) {
        add(
            format!("I wrote a recommendation for you{}", written.written_on.map(|on| format!(" in {}", long_month(on))).unwrap_or_default()),
            "recommendations",
        );
    }
    if former_colleague(person, jobs, !jobs.is_empty()) == Some(true) {
        add(format!("you are at {}, where I once worked", sanitized(&person.facts.company)), "positions");
    }
    if let Some(messages) = evidence.messages.as_ref().filter(|messages| messages.is_two_way())
        && let Some(last) = messages.last_contact()
    {
        add(format!("we last wrote to each other in {}", long_month(time.day_of(last))), "messages");
    }
    if let Some(skills) = skills(evidence, Direction::Incoming) {
        add(format!("you endorsed me for {skills}"), "endorsements");
    }
    if let Some(skills) = skills(evidence, Direction::Outgoing) {
        add(format!("I endorsed you for {skills}"), "endorsements");
    }
    if let Some(on) = person.facts.connected_on {
        let years = time.today.year() - on.year();
        let is_today = (on.month(), on.day()) == (time.today.month(), time.today.day());
        if is_today && years == 1 {
            add("we connected here a year ago today".to_owned(), "connections");
        } else if is_today && years > 1 {
            add(format!("we connected here {years} years ago today"), "connections");
        }
        add(format!("we connected here in {}", long_month(on)), "connections");
    }
    found
}

/// The fact that an occasion calls for, until the member chooses another: the day of connecting on its anniversary, else the
/// warmest.
#[must_use]
pub fn preferred(known: &[LetterFact], occasion: Occasion) -> Option<&LetterFact> {
    let of_day = known.iter().find(|fact| fact.source == "connections").filter(|_| occasion == Occasion::Anniversary);
    of_day.or(known.first())
}

fn skills(evidence: &Evidence, direction: Direction) -> Option<String> {
    let named: Vec<String> = evidence.skills(direction).take(MOST_SKILLS).map(|skill| sanitized(skill).into_owned()).collect();
    (!named.is_empty()).then(|| named.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        evidence::{Endorsement, Messages, Recommendation, Source},
        id::PersonId,
        person::Facts,
    };

    #[test]
    fn a_fact_is_one_that_a_file_tells_and_the_warmest_comes_first() {
        let time = LocalTime::new("2026-11-05T13:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(-11)));
        let mut person = Person::new(PersonId(1), Facts { connected_on: "2016-11-05".parse().ok(), company: "Acme Mills".into(), ..Facts::default() });
        let clauses = |person: &Person, jobs: &[OwnerJob]| facts(person, jobs, &time).into_iter().map(|fact| fact.clause).collect::<Vec<_>>();
        assert_eq!(clauses(&person, &[]), ["we connected here 10 years ago today", "we connected here in November 2016"]);
        person.facts.connected_on = "2016-05-04".parse().ok();
        person.evidence.messages = Some(Messages::at("2021-03-04T12:00:00Z", 2, 0));
        // What only one of them wrote is no exchange.
        assert_eq!(clauses(&person, &[]), ["we connected here in May 2016"]);
        person.evidence.messages = Some(Messages::at("2021-03-04T12:00:00Z", 2, 3));
        let endorsed = |skill: &str| Endorsement { direction: Direction::Incoming, skill: skill.into(), endorsed_on: None, source: Source::default() };
        person.evidence.endorsements = vec![endorsed("Dyeing"), endorsed("Looms"), endorsed("Wool")];
        person.evidence.recommendations = vec![Recommendation {
            direction: Direction::Incoming,
            text: "Kind.".into(),
            written_on: "2019-06-18".parse().ok(),
            company: String::new(),
            job_title: String::new(),
            status: "VISIBLE".into(),
            source: Source::default(),
        }];
        let job = OwnerJob { company: "ACME Mills".into(), title: "Dyer".into(), started: "2014".into(), finished: "2018".into() };
        assert_eq!(
            clauses(&person, &[job]),
            [
                "you wrote a recommendation for me in June 2019",
                "you are at Acme Mills, where I once worked",
                "we last wrote to each other in March 2021",
                "you endorsed me for Dyeing and Looms",
                "we connected here in May 2016"
            ]
        );
        let known = facts(&person, &[], &time);
        assert_eq!(preferred(&known, Occasion::Anniversary).map(|fact| fact.source), Some("connections"));
        assert_eq!(preferred(&known, Occasion::Reconnect).map(|fact| fact.source), Some("recommendations"));
        assert_eq!(clauses(&Person::new(PersonId(2), Facts::default()), &[]), Vec::<String>::new());
    }
}
