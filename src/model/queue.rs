//! Queues: ready-made searches for those whom people decide about first. Each is a search that can be read, and no more than that:
//! nobody is decided by standing in one.

use jiff::civil::Date;

use crate::model::{
    id::ImportId,
    import::parsed::OwnerJob,
    insight::burst::bursts,
    person::Person,
    search::view::View,
    text::{
        date_text::day,
        display_text::sanitized,
        folding::{company_key, fold},
    },
};

/// A ready-made search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// The word that is remembered where it is hidden.
    pub key: &'static str,
    /// What it is called.
    pub name: String,
    /// What it searches for.
    pub query: String,
}

/// A queue as it is listed: a ready-made one, or a view of the member's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedQueue {
    /// The word that is remembered for it.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What it searches for.
    pub query: String,
    /// The number of the view, from 1; none of a ready-made one.
    pub view: Option<usize>,
}

/// The word that is remembered for a view.
#[must_use]
pub fn view_key(name: &str) -> String {
    format!("view:{name}")
}

/// All queues: first those of this order, by their keys, then the others as they come, the ready-made ones before the member's own.
#[must_use]
pub fn in_order(queues: &[Queue], views: &[View], order: &[String]) -> Vec<ListedQueue> {
    let ready = queues.iter().map(|queue| ListedQueue { key: queue.key.to_owned(), name: queue.name.clone(), query: queue.query.clone(), view: None });
    let own = (1..).zip(views).map(|(at, view)| ListedQueue { key: view_key(&view.name), name: view.name.clone(), query: view.query.clone(), view: Some(at) });
    let mut listed: Vec<ListedQueue> = ready.chain(own).collect();
    listed.sort_by_key(|queue| order.iter().position(|key| *key == queue.key).unwrap_or(order.len()));
    listed
}

/// So many former employers are looked for, the latest first in the file.
const MOST_EMPLOYERS: usize = 12;

/// The queues that make sense for these people, in the order in which they are offered. `new_since` is the first import after the
/// member last decided about somebody, if there is one. Walks through all of them: ask once per load.
#[must_use]
pub fn ready_made<'p>(people: impl Iterator<Item = &'p Person> + Clone, jobs: &[OwnerJob], new_since: Option<ImportId>, today: Date) -> Vec<Queue> {
    let queue = |key: &'static str, name: &str, query: &str| Queue { key, name: name.to_owned(), query: query.to_owned() };
    let mut queues = vec![
        queue("undecided", "Not looked at yet", "is:undecided"),
        queue("only_pitched", "Wrote only to sell", "is:only-pitched"),
        queue("never_replied", "Never replied to you", "sent:>0 received:0"),
        queue("recruiters", "Recruiters, no word", "role:recruiting received:0"),
        queue("sellers", "Sellers, no word from you", "role:sales sent:0"),
        queue("never_a_word", "Never a word, 5+ years", "messages:0 connected:>5y"),
        queue("no_company", "No company, no word", "-has:company messages:0"),
    ];
    let employers = former_employers(jobs);
    if !employers.is_empty() {
        queues.push(Queue { key: "former_employers", name: "Former employers".to_owned(), query: employers.join(" OR ") });
    }
    if let Some(burst) = bursts(people.clone().filter_map(|person| person.facts.connected_on)).into_iter().max_by_key(|burst| burst.people) {
        queues.push(if burst.from == burst.to {
            Queue { key: "burst", name: format!("At once on {}", day(burst.from)), query: format!("connected:{}", burst.from) }
        } else {
            Queue { key: "burst", name: format!("At once from {}", day(burst.from)), query: format!("connected:{}..{}", burst.from, burst.to) }
        });
    }
    if let Some(newest) = people.map(|person| person.first_import.0).max().filter(|newest| *newest > 1) {
        queues.push(Queue { key: "new", name: "New with the last import".to_owned(), query: format!("since:import:{newest}") });
    }
    if let Some(ImportId(since)) = new_since {
        queues.push(Queue { key: "new_since_review", name: "New since your last review".to_owned(), query: format!("is:undecided since:import:{since}") });
    }
    queues.extend([
        queue("job_changed", "Another job than before", "job:changed"),
        queue("due", "Later, and due", "is:due"),
        Queue { key: "this_day", name: "On this day of any year".to_owned(), query: format!("connected:*-{:02}-{:02}", today.month(), today.day()) },
    ]);
    queues
}

/// A condition for each company where the owner worked and does not any more.
fn former_employers(jobs: &[OwnerJob]) -> Vec<String> {
    let now: Vec<String> = jobs.iter().filter(|job| job.is_current()).map(|job| company_key(&job.company)).collect();
    let mut seen: Vec<String> = Vec::new();
    let mut employers = Vec::new();
    for job in jobs {
        let (key, name) = (company_key(&job.company), sanitized(&job.company));
        let name = name.trim();
        // A search has no way to write a quotation mark.
        if key.is_empty() || name.contains('"') || now.contains(&key) || seen.contains(&key) || employers.len() == MOST_EMPLOYERS {
            continue;
        }
        employers.push(format!("company:=\"{name}\""));
        seen.push(key);
    }
    employers
}

/// The queue of a name, whatever its case and accents.
#[must_use]
pub fn of_name<'q>(queues: &'q [Queue], name: &str) -> Option<&'q Queue> {
    queues.iter().find(|queue| fold(&queue.name) == fold(name.trim()) || queue.key == name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        id::{ImportId, PersonId},
        person::Facts,
        search::Query,
    };

    fn people(days: &[&str]) -> Vec<Person> {
        let made = (1..).zip(days).map(|(id, day)| Person::new(PersonId(id), Facts { connected_on: day.parse().ok(), ..Facts::default() }));
        made.collect()
    }

    // In the product book: F16.
    #[test]
    fn each_is_a_search_that_is_understood_and_has_a_name_of_its_own() {
        let mut days = vec!["2016-05-14"; 14];
        days.extend(["2015-01-02", "2015-06-02", "2015-09-09", "2016-12-24", "2017-03-03"]);
        let mut people = people(&days);
        people[3].first_import = ImportId(4);
        let job = |company: &str, finished: &str| OwnerJob { company: company.into(), finished: finished.into(), ..OwnerJob::default() };
        let jobs =
            [job("Kite & Lantern", "Dec 2017"), job("Harrow Mills", ""), job("harrow mills", "Jan 2010"), job("KITE & LANTERN", "Jan 2012"), job(" ", "2011")];
        let queues = ready_made(people.iter(), &jobs, None, "2026-11-05".parse().unwrap());
        for queue in &queues {
            let query = Query::parse(&queue.query);
            assert!(query.errors().is_empty() && !query.is_empty(), "{queue:?}");
            assert_eq!(queues.iter().filter(|other| other.key == queue.key || other.name == queue.name).count(), 1, "{queue:?}");
            assert_eq!(of_name(&queues, &queue.name.to_uppercase()), Some(queue));
        }
        let query = |key: &str| queues.iter().find(|queue| queue.key == key).map(|queue| queue.query.as_str());
        assert_eq!(query("former_employers"), Some("company:=\"Kite & Lantern\""), "they still work at the other");
        assert_eq!((query("burst"), query("new"), query("this_day")), (Some("connected:2016-05-14"), Some("since:import:4"), Some("connected:*-11-05")));
    }

    #[test]
    fn what_cannot_be_asked_is_not_offered() {
        let queues = ready_made(people(&["2016-05-14"]).iter(), &[], Some(ImportId(3)), "2026-11-05".parse().unwrap());
        assert!(!queues.iter().any(|queue| ["former_employers", "burst", "new"].contains(&queue.key)));
    }
}
