//! The checklist: the questions that stand before every batch, and the rules that say which people cause them.
//!
//! A question is always asked, or only when its rule names somebody. The rules here look at the connections
//! alone; rules that need messages or recommendations have their place in `people_behind`.

use std::collections::HashMap;

use super::{
    batch::Answers,
    person::{Person, PersonId},
    search,
    shown_text::shown,
};

/// From this many people on, the count must be typed.
pub const TYPE_THE_COUNT_ABOVE: usize = 50;

/// The three groups of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Is it needed?
    Before,
    /// Tell them?
    How,
    /// Hold your peace.
    After,
}

impl Group {
    /// All of them, in the order of the dialog.
    pub const ALL: [Self; 3] = [Self::Before, Self::How, Self::After];

    /// The heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Before => "Before · is it needed?",
            Self::How => "How · tell them?",
            Self::After => "After · hold your peace",
        }
    }
}

/// When a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Always,
    WhenSomebodyCausesIt,
}

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its number in the product's list, such as `C1`; files and answers name it by this.
    pub id: &'static str,
    /// Where it stands.
    pub group: Group,
    /// The question itself.
    pub title: &'static str,
    /// A sentence to think with.
    pub detail: &'static str,
    asked: Asked,
}

const fn question(id: &'static str, group: Group, title: &'static str, detail: &'static str) -> Question {
    Question { id, group, title, detail, asked: Asked::Always }
}

const fn when_caused(id: &'static str, group: Group, title: &'static str, detail: &'static str) -> Question {
    Question { id, group, title, detail, asked: Asked::WhenSomebodyCausesIt }
}

/// All questions, in the order of the dialog.
pub const QUESTIONS: [Question; 23] = [
    question("C1", Group::Before, "What is it really about?", "A practical reason, or a feeling about someone? Both may be. It helps to know which."),
    question("C2", Group::Before, "Would you choose the same tomorrow?", "If today was a hard day: the list will still be here in the morning."),
    question("C3", Group::Before, "Is business under way with any of them?", "An order, an application, a shared project. Then it can wait."),
    question("C4", Group::Before, "Is there a slight chance of business later?", "Keeping them costs you nothing."),
    question("C5", Group::Before, "Is money or standing at stake?", "Someone who pays you, vouches for you, or decides on something you will ask for."),
    question("C6", Group::Before, "Might your paths cross again?", "Same town, same trade, same friends. A bridge is easier kept than rebuilt."),
    question("C7", Group::Before, "Where may they be in five years?", "Today's student hires tomorrow."),
    question("C8", Group::Before, "Whom do they lead to?", "Each tie shows you to the people behind it, and them to you."),
    question("C9", Group::Before, "What news would pass you by?", "Openings, moves, new ventures: what they share no longer reaches you."),
    when_caused("C10", Group::Before, "Many of them come from one company", "If they go together, a whole view of the world goes with them."),
    when_caused("C11", Group::Before, "Some of them recruit", "They see farther into the market than most. One day you may want that."),
    question("C12", Group::Before, "Is what stays still wide enough?", "Part with what weighs on you, not with all that is quiet."),
    question("C13", Group::Before, "Is it about a recent quarrel?", "Let it cool. Send them back to Keep and look again in a month."),
    question("C14", Group::Before, "Will you meet any of them in person?", "At work, at a fair, at the school gate: would it be awkward?"),
    question("E1", Group::How, "Silence is fine for a passing tie", "Nobody is told, and most will never notice."),
    question("E2", Group::How, "A short note first where there is real history", "A line from you beats a missing name found by chance."),
    question(
        "E3",
        Group::How,
        "If you write: personal, honest, without blame",
        "“I am narrowing my network to what I work on now. I wish you well.” Choose a calm moment.",
    ),
    question("E8", Group::How, "In proportion", "Not every removal is a big matter. Give your time to the few that are."),
    question("E4", Group::After, "I will not announce this", "A public word about cleaning up hurts those who read it and wonder."),
    question("E5", Group::After, "I will not gossip", "Nor tell people we both know who had to go, or why."),
    question("E6", Group::After, "No unkind word afterwards", "Neither in a post nor in a comment."),
    question("E7", Group::After, "If they write: polite, firm, brief", "“I keep this account to a small circle now. It says nothing about you.”"),
    question("E9", Group::After, "The door stays open", "Later you may invite them again, if both of you wish."),
];

/// What one can do instead of removing somebody (A1 to A7): id, what, and how.
pub const ALTERNATIVES: [(&str, &str, &str); 7] = [
    ("A1", "Unfollow", "You stay connected, their posts leave your feed, and nobody is told. You can turn it back."),
    ("A2", "Show them less", "Limit who sees what you share."),
    ("A3", "Clear the air", "A short, friendly message may settle what a removal would seal."),
    ("A4", "Answer less", "Engage with what you like and let the rest pass."),
    ("A5", "Gather your people", "A group of those who think alike gives you the room you miss here."),
    ("A6", "Look less often", "Set yourself times for it."),
    ("A7", "Meet or call", "Half an hour tells more than a year of posts."),
];

/// A question as it is put to the member for one batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutQuestion {
    /// Which.
    pub question: Question,
    /// The people who cause it, where a rule can name them.
    pub people: Vec<PersonId>,
    /// What the rule found, in a sentence; empty where no rule speaks.
    pub finding: String,
}

/// The questions that this batch raises. `everyone` is everybody who is connected, the batch among them.
#[must_use]
pub fn put(batch: &[&Person], everyone: &[Person]) -> Vec<PutQuestion> {
    let mut put = Vec::with_capacity(QUESTIONS.len());
    for question in QUESTIONS {
        let (people, finding) = people_behind(question.id, batch, everyone);
        if question.asked == Asked::Always || !people.is_empty() {
            put.push(PutQuestion { question, people, finding });
        }
    }
    put
}

/// The ids of those questions that are put and have no answer yet.
#[must_use]
pub fn open_questions(put: &[PutQuestion], answers: &Answers) -> Vec<&'static str> {
    put.iter().map(|p| p.question.id).filter(|id| !answers.contains_key(*id)).collect()
}

/// Whether any question bears this id.
#[must_use]
pub fn is_question(id: &str) -> bool {
    QUESTIONS.iter().any(|question| question.id == id)
}

/// The rules: whom a question is about, and why.
fn people_behind(id: &str, batch: &[&Person], everyone: &[Person]) -> (Vec<PersonId>, String) {
    match id {
        "C6" => last_ties(batch, everyone),
        "C10" => one_company(batch),
        "C11" => recruiters(batch),
        _ => (Vec::new(), String::new()),
    }
}

fn company_key(person: &Person) -> Option<String> {
    let company = search::fold(&shown(&person.facts.company));
    (!company.is_empty()).then_some(company)
}

/// Rule of C6: with this batch the last known person at a company goes, where there were at least three.
fn last_ties(batch: &[&Person], everyone: &[Person]) -> (Vec<PersonId>, String) {
    let mut leaving: HashMap<String, Vec<PersonId>> = HashMap::new();
    for person in batch {
        if let Some(company) = company_key(person) {
            leaving.entry(company).or_default().push(person.id);
        }
    }
    leaving.retain(|_, people| people.len() >= 3);
    if leaving.is_empty() {
        return (Vec::new(), String::new());
    }
    let mut total: HashMap<String, usize> = HashMap::new();
    for company in everyone.iter().filter(|p| p.state.batch.is_none()).filter_map(company_key) {
        if leaving.contains_key(&company) {
            *total.entry(company).or_default() += 1;
        }
    }
    leaving.retain(|company, people| total.get(company).copied().unwrap_or_default() <= people.len());
    let mut people: Vec<PersonId> = leaving.into_values().flatten().collect();
    people.sort_unstable();
    let mut companies: Vec<String> = Vec::new();
    for person in batch.iter().filter(|person| people.binary_search(&person.id).is_ok()) {
        let company = shown(&person.facts.company).into_owned();
        if !companies.iter().any(|other| search::fold(other) == search::fold(&company)) {
            companies.push(company);
        }
    }
    let finding = match companies.as_slice() {
        [] => String::new(),
        [one] => format!("With them, everybody you know at {one} goes."),
        [one, two] => format!("With them, everybody you know at {one} and at {two} goes."),
        many => format!("With them, everybody you know at {} companies goes.", many.len()),
    };
    (people, finding)
}

/// Rule of C10: five people or more, and at least a fifth of the batch, share a company.
fn one_company(batch: &[&Person]) -> (Vec<PersonId>, String) {
    let mut by_company: HashMap<String, Vec<&Person>> = HashMap::new();
    for person in batch {
        if let Some(company) = company_key(person) {
            by_company.entry(company).or_default().push(person);
        }
    }
    let largest = by_company.into_iter().max_by(|(a, x), (b, y)| x.len().cmp(&y.len()).then_with(|| b.cmp(a)));
    let Some((_, people)) = largest.filter(|(_, people)| people.len() >= 5 && people.len() * 5 >= batch.len()) else {
        return (Vec::new(), String::new());
    };
    let company = people.first().map(|p| shown(&p.facts.company).into_owned()).unwrap_or_default();
    let finding = format!("{} of {} work at {company}.", people.len(), batch.len());
    (people.iter().map(|p| p.id).collect(), finding)
}

/// Words that mark a recruiter's title, folded.
const RECRUITER_WORDS: [&str; 10] = [
    "recruit",
    "talent acqui",
    "talent partner",
    "headhunt",
    "talent sourc",
    "personalvermittl",
    "personalberat",
    "recrutement",
    "reclutador",
    "selezione del personale",
];

/// Rule of C11: the position names recruiting.
fn recruiters(batch: &[&Person]) -> (Vec<PersonId>, String) {
    let people: Vec<PersonId> = batch
        .iter()
        .filter(|p| {
            let position = search::fold(&p.facts.position);
            RECRUITER_WORDS.iter().any(|word| position.contains(word))
        })
        .map(|p| p.id)
        .collect();
    let finding = match people.len() {
        0 => String::new(),
        1 => "The position of one of them says so.".to_owned(),
        n => format!("The positions of {n} of them say so."),
    };
    (people, finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{batch::Answer, person::Facts};

    fn person(id: i64, company: &str, position: &str) -> Person {
        let facts = Facts { first_name: format!("P{id}"), company: company.into(), position: position.into(), ..Facts::default() };
        Person::new(PersonId(id), facts)
    }

    fn asked(put: &[PutQuestion], id: &str) -> Option<Vec<i64>> {
        put.iter().find(|p| p.question.id == id).map(|p| p.people.iter().map(|p| p.0).collect())
    }

    #[test]
    fn every_question_of_the_product_has_its_place() {
        let mut ids: Vec<&str> = QUESTIONS.iter().map(|q| q.id).collect();
        ids.sort_unstable();
        let mut expected: Vec<String> = (1..=14).map(|n| format!("C{n}")).chain((1..=9).map(|n| format!("E{n}"))).collect();
        expected.sort_unstable();
        assert_eq!(ids, expected);
    }

    #[test]
    fn a_recruiter_in_the_batch_raises_the_question_and_is_named() {
        let people = [person(1, "Talentor", "Senior RECRUITER"), person(2, "Mills", "Dyer")];
        let batch: Vec<&Person> = people.iter().collect();
        assert_eq!(asked(&put(&batch, &people), "C11"), Some(vec![1]));
        assert_eq!(asked(&put(&batch[1..], &people), "C11"), None);
    }

    #[test]
    fn a_company_that_leaves_whole_is_noticed() {
        let mut people: Vec<Person> = (1..=3).map(|id| person(id, "Blue Heron Mills", "Dyer")).collect();
        assert_eq!(asked(&put(&people.iter().collect::<Vec<_>>(), &people), "C6"), Some(vec![1, 2, 3]));
        people.push(person(4, "blue heron mills ", "Weaver"));
        assert_eq!(asked(&put(&people[..3].iter().collect::<Vec<_>>(), &people), "C6"), Some(vec![]));
    }

    #[test]
    fn a_batch_of_one_company_is_noticed_only_when_large() {
        let people: Vec<Person> = (1..=30).map(|id| person(id, if id <= 6 { "Kite & Lantern" } else { "" }, "")).collect();
        let ids = |n: usize| asked(&put(&people[..n].iter().collect::<Vec<_>>(), &people), "C10");
        assert_eq!(ids(4), None);
        assert_eq!(ids(6).map(|p| p.len()), Some(6));
        assert_eq!(ids(30).map(|p| p.len()), Some(6));
    }

    #[test]
    fn a_question_is_open_until_it_is_answered() {
        let people = [person(1, "", "")];
        let put = put(&[&people[0]], &people);
        let mut answers = Answers::new();
        assert_eq!(open_questions(&put, &answers).len(), put.len());
        for question in &put {
            answers.insert(question.question.id.to_owned(), Answer::DoesNotApply);
        }
        assert!(open_questions(&put, &answers).is_empty());
    }
}
