//! How do I know them? What the archive tells of the days in which a connection was made.

use jiff::civil::Date;

use crate::model::{
    evidence::{Direction, Invitation, MessageText},
    import::parsed::{ActivityKind, OwnerActivity, OwnerJob},
    person::Person,
    text::{
        date_text::day,
        display_text::{count, people as people_in_words, sanitized},
        folding,
    },
};

/// A line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextLine {
    /// In a sentence.
    pub words: String,
    /// The file it comes from.
    pub source: &'static str,
    /// A search that finds whom it speaks of, if it speaks of others.
    pub search: Option<String>,
}

/// What is known around somebody.
#[derive(Clone, Debug, Default)]
pub struct Surroundings<'p> {
    /// Others who were connected on the same day.
    pub same_day: Vec<&'p Person>,
    /// How many others within three days before or after, those of the day not among them.
    pub same_week: usize,
    /// How many others of their company are connected.
    pub same_company: usize,
    /// The owner's jobs.
    pub jobs: &'p [OwnerJob],
    /// The day of the export that tells them.
    pub jobs_as_of: Option<Date>,
    /// The owner's schools, events and courses.
    pub activities: &'p [OwnerActivity],
    /// Messages that were kept in full, latest first.
    pub texts: &'p [MessageText],
}

/// So many are named.
const NAMED: usize = 2;

/// So many letters of what was written are shown.
const MOST_LETTERS: usize = 160;

/// The days that count as one week with a day.
#[must_use]
pub fn week_of(day: Date) -> (Date, Date) {
    let span = jiff::Span::new().days(3);
    (day.saturating_sub(span), day.saturating_add(span))
}

/// What is known of how somebody became a connection, a line each; nothing where nothing is known. With `hides_titles` no line
/// tells where they work.
#[must_use]
pub fn how_they_met(person: &Person, around: &Surroundings<'_>, hides_titles: bool) -> Vec<ContextLine> {
    let mut lines = Vec::new();
    let line = |words: String, source: &'static str| ContextLine { words, source, search: None };
    if let Some(on) = person.facts.connected_on {
        let jobs: Vec<String> = around.jobs.iter().filter(|job| held_on(job, on, around.jobs_as_of)).map(job_in_words).collect();
        if !jobs.is_empty() {
            lines.push(line(format!("You connected on {}, while you were {}", day(on), jobs.join(" and ")), "Positions"));
        }
        let schools: Vec<String> = around.activities.iter().filter(|one| was_at_school(one, on)).map(school_in_words).collect();
        if !schools.is_empty() {
            // What was told of a job need not be told again.
            let start = if jobs.is_empty() { format!("You connected on {}, while you were at", day(on)) } else { "You were also at".to_owned() };
            lines.push(line(format!("{start} {}", schools.join(" and ")), "Education"));
        }
        for activity in around.activities.iter().filter(|one| happened_near(one, on)) {
            lines.push(line(happened_in_words(activity), if activity.kind == ActivityKind::Course { "Learning" } else { "Events" }));
        }
        if !around.same_day.is_empty() {
            let named: Vec<String> = around.same_day.iter().take(NAMED).map(|other| other.facts.name()).collect();
            let more = around.same_day.len() - named.len();
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            let others = count(around.same_day.len(), "other on the same day", "others on the same day");
            lines.push(ContextLine { search: Some(format!("connected:{on}")), ..line(format!("{others}: {}{more}", named.join(", ")), "Connections") });
        }
        if around.same_week > 0 {
            let (first, last) = week_of(on);
            let words = format!("{} within three days of it", people_in_words(around.same_week));
            let more = if around.same_day.is_empty() { words } else { format!("{words}, besides") };
            lines.push(ContextLine { search: Some(format!("connected:{first}..{last}")), ..line(more, "Connections") });
        }
    }
    if let Some(invitation) = began_with(person) {
        let who = if invitation.direction == Direction::Outgoing { "You invited them" } else { "They invited you" };
        let words = if invitation.note.trim().is_empty() { who.to_owned() } else { format!("{who}: “{}”", short(&invitation.note)) };
        lines.push(line(words, "Invitations"));
    }
    if let Some(first) = around.texts.last() {
        let whose = if first.direction == Direction::Outgoing { "Your first message" } else { "Their first message" };
        lines.push(line(format!("{whose}: “{}”", short(&first.body)), "messages"));
    }
    let company = folding::company_key(&person.facts.company);
    if !hides_titles && !company.is_empty() {
        let shown = sanitized(&person.facts.company);
        // Where the owner still is, they are colleagues.
        let at_theirs = || around.jobs.iter().filter(|job| folding::company_key(&job.company) == company);
        if at_theirs().any(OwnerJob::is_current) {
            lines.push(line(format!("They work where you do: {shown}"), "Positions"));
        } else if at_theirs().next().is_some() {
            lines.push(line(format!("They work where you did: {shown}"), "Positions"));
        }
        if around.same_company > 0 {
            let words = format!("You know {} at {shown}", count(around.same_company, "other person", "others"));
            // A quotation mark within a name would end the search for it.
            let search = (!shown.contains('"')).then(|| format!("company:\"{}\"", shown.trim()));
            lines.push(ContextLine { search, ..line(words, "Connections") });
        }
    }
    lines
}

fn short(text: &str) -> String {
    let text = sanitized(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= MOST_LETTERS { text } else { format!("{}…", text.chars().take(MOST_LETTERS).collect::<String>().trim_end()) }
}

fn job_in_words(job: &OwnerJob) -> String {
    let (title, company) = (sanitized(&job.title), sanitized(&job.company));
    match (title.is_empty(), company.is_empty()) {
        (false, false) => format!("{title} at {company}"),
        (true, _) => format!("at {company}"),
        (false, true) => title.into_owned(),
    }
}

/// A tie does not begin with an invitation that is older than this, in days: the longest that was ever measured are 179.
const LONGEST_WAIT: i32 = 185;

/// The invitation that the tie began with: none that was sent after they were connected, or so long before that it was another one.
/// Where either day is not known, the one that there is.
#[must_use]
pub fn began_with(person: &Person) -> Option<&Invitation> {
    let fits = |invitation: &&Invitation| {
        let (Some(sent), Some(on)) = (invitation.sent_at, person.facts.connected_on) else { return true };
        // The file tells local time or UTC: a day more or less.
        let days = sent.date().until(on).map_or(0, |span| span.get_days());
        (-1..=LONGEST_WAIT).contains(&days)
    };
    person.evidence.invitation().filter(fits)
}

/// Whether somebody works where the owner did; none where either is not known.
#[must_use]
pub fn former_colleague(person: &Person, jobs: &[OwnerJob], knows_jobs: bool) -> Option<bool> {
    let company = folding::company_key(&person.facts.company);
    if !knows_jobs || company.is_empty() {
        return None;
    }
    let there: Vec<&OwnerJob> = jobs.iter().filter(|job| folding::company_key(&job.company) == company).collect();
    Some(!there.is_empty() && !there.iter().any(|job| job.is_current()))
}

/// Whether a job was surely held on a day. `as_of` is the day of the export that tells it.
#[must_use]
pub fn held_on(job: &OwnerJob, on: Date, as_of: Option<Date>) -> bool {
    // What lasted when the export was made may be over since.
    let goes_on = job.is_current() && as_of.is_none_or(|as_of| on <= as_of);
    lasted_on(&job.started, &job.finished, goes_on, on) && !(job.title.trim().is_empty() && job.company.trim().is_empty())
}

/// Whether the owner surely went to a school on a day. One without an end may have been over long before.
#[must_use]
pub fn was_at_school(school: &OwnerActivity, on: Date) -> bool {
    school.kind == ActivityKind::School && lasted_on(&school.started, &school.finished, false, on)
}

/// Whether something that began and ended so surely lasted on a day: the file tells months, sometimes years alone.
fn lasted_on(started: &str, finished: &str, goes_on: bool, on: Date) -> bool {
    let at = (on.year(), on.month());
    let Some((start_year, start_month)) = month(started) else { return false };
    let has_begun = start_month.map_or(start_year < at.0, |month| (start_year, month) <= at);
    has_begun && (goes_on || month(finished).is_some_and(|(year, month)| month.map_or(at.0 < year, |month| at <= (year, month))))
}

fn school_in_words(school: &OwnerActivity) -> String {
    let (name, degree) = (sanitized(&school.name), sanitized(&school.detail));
    if degree.trim().is_empty() { name.into_owned() } else { format!("{name} ({})", degree.trim()) }
}

/// The days of an event or a course; none where they are not known.
fn days_of(activity: &OwnerActivity) -> Option<(Date, Date)> {
    let first: Date = activity.started.parse().ok()?;
    Some((first, activity.finished.parse().map_or(first, |last: Date| last.max(first))))
}

/// Whether an event or a course was on within three days of another.
#[must_use]
pub fn happened_near(activity: &OwnerActivity, on: Date) -> bool {
    let (from, to) = week_of(on);
    activity.kind != ActivityKind::School && days_of(activity).is_some_and(|(first, last)| first <= to && last >= from)
}

fn happened_in_words(activity: &OwnerActivity) -> String {
    let name = sanitized(&activity.name);
    let when =
        days_of(activity).map(|(first, last)| if first == last { format!("on {}", day(first)) } else { format!("from {} to {}", day(first), day(last)) });
    let when = when.unwrap_or_default();
    match activity.kind {
        ActivityKind::Course if activity.detail == "completed" => format!("You finished the course “{name}” {when}"),
        ActivityKind::Course => format!("You watched the course “{name}” {when}"),
        // To say that one goes is not to have been there.
        _ if activity.detail.eq_ignore_ascii_case("ATTENDING") => format!("You said you would go to “{name}” {when}"),
        _ if activity.detail.eq_ignore_ascii_case("INTERESTED") => format!("You were interested in “{name}” {when}"),
        _ => format!("You had “{name}” on your list of events {when}"),
    }
}

/// A year, and a month where there is one: "Sep 2011", "2011".
fn month(text: &str) -> Option<(i16, Option<i8>)> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut words = text.split_whitespace();
    let year = |word: &str| word.parse::<i16>().ok().filter(|year| (1900..2200).contains(year));
    match (words.next()?, words.next(), words.next()) {
        (only, None, _) => Some((year(only)?, None)),
        (name, Some(last), None) => {
            let name = name.to_lowercase();
            let at = MONTHS.iter().position(|month| name.starts_with(month))?;
            Some((year(last)?, i8::try_from(at + 1).ok()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        evidence::{Evidence, Invitation, Source},
        id::PersonId,
        person::Facts,
    };

    fn job(company: &str, started: &str, finished: &str) -> OwnerJob {
        OwnerJob { company: company.into(), title: "Buyer".into(), started: started.into(), finished: finished.into() }
    }

    fn person(name: &str, company: &str) -> Person {
        let connected_on = "2016-05-14".parse().ok();
        Person::new(PersonId(1), Facts { first_name: name.into(), company: company.into(), connected_on, ..Facts::default() })
    }

    fn words(person: &Person, around: &Surroundings<'_>, hides_titles: bool) -> Vec<String> {
        how_they_met(person, around, hides_titles).into_iter().map(|line| line.words).collect()
    }

    #[test]
    fn a_job_counts_where_it_was_surely_held() {
        let on = "2016-05-14".parse().unwrap();
        let held = |started: &str, finished: &str| held_on(&job("Kite", started, finished), on, None);
        assert!(held("May 2016", "") && held("Jan 2010", "May 2016") && held("2015", "2017") && held("2015", ""));
        // Months are not told, a month is of another language, it was over, or had not begun.
        assert!(!held("2016", "") && !held("2015", "2016") && !held("Mai 2016 (ca.)", "") && !held("Jan 2010", "Apr 2016") && !held("Jun 2016", ""));
        assert!(!held("", "") && !held("mystery 2010", ""));
        // What lasted on the day of the export is told of no later day.
        let as_of = |day: &str| held_on(&job("Kite", "2015", ""), on, day.parse().ok());
        assert!(as_of("2016-05-14") && !as_of("2016-05-13") && held_on(&job("Kite", "2015", "2017"), on, "2016-01-01".parse().ok()));
    }

    #[test]
    fn a_tie_begins_with_no_invitation_that_came_later_or_was_another_one() {
        let began = |sent_at: Option<&str>| {
            let mut ingrid = person("Ingrid", "");
            let sent_at = sent_at.map(|at| at.parse().unwrap());
            ingrid.evidence = Evidence {
                invitations: vec![Invitation { direction: Direction::Incoming, sent_at, note: String::new(), source: Source::default() }],
                ..Evidence::default()
            }
            .into();
            began_with(&ingrid).is_some()
        };
        assert!(began(None) && began(Some("2016-05-15T01:00")) && began(Some("2015-12-01T01:00")));
        assert!(!began(Some("2016-05-17T01:00")) && !began(Some("2014-05-14T01:00")));
    }

    #[test]
    fn each_line_says_what_a_file_tells() {
        let others = [person("Femke", ""), person("Gökhan", ""), person("Oswin", "")];
        let jobs = [job("Kite & Lantern", "Jan 2015", "Dec 2017"), job("Harrow Mills", "Jan 2010", "Dec 2014")];
        let around =
            Surroundings { same_day: others.iter().collect(), same_week: 4, same_company: 2, jobs: &jobs, jobs_as_of: None, activities: &[], texts: &[] };
        let mut ingrid = person("Ingrid", "Harrow Mills");
        ingrid.evidence = Evidence {
            invitations: vec![Invitation { direction: Direction::Incoming, sent_at: None, note: "Good to meet\nyou".into(), source: Source::default() }],
            ..Evidence::default()
        }
        .into();
        assert_eq!(
            words(&ingrid, &around, false),
            [
                "You connected on 14 May 2016, while you were Buyer at Kite & Lantern",
                "3 others on the same day: Femke, Gökhan, and 1 more",
                "4 people within three days of it, besides",
                "They invited you: “Good to meet you”",
                "They work where you did: Harrow Mills",
                "You know 2 others at Harrow Mills",
            ]
        );
        assert_eq!(words(&ingrid, &around, true).len(), 4, "nothing tells where they work");
        let searches: Vec<String> = how_they_met(&ingrid, &around, false).into_iter().filter_map(|line| line.search).collect();
        assert_eq!(searches, ["connected:2016-05-14", "connected:2016-05-11..2016-05-17", "company:\"Harrow Mills\""]);
    }

    #[test]
    fn where_nothing_is_known_nothing_is_said() {
        assert_eq!(words(&Person::new(PersonId(1), Facts::default()), &Surroundings::default(), false), Vec::<String>::new());
        assert_eq!(words(&person("Ingrid", "Harrow Mills"), &Surroundings::default(), false), Vec::<String>::new());
    }
}
