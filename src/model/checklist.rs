//! The checklist: the questions that stand before every batch, and the rules that say which people cause them.
//!
//! Each question has a rule that the member can read, and is asked only when its rule finds something in the batch. What
//! no export can tell is never taken for "none": then the question is asked, and says so.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{
    batch::Answers,
    coverage::{Coverage, EvidenceKind, Knowledge},
    evidence::{Direction, Messages},
    gathered::OwnerJob,
    person::{Person, PersonId},
    reason::Reason,
    report::FileKind,
    search,
    shown_text::{people as people_in_words, shown},
    title_words::{self, TitleKind},
};
use crate::model::local_time::LocalTime;

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
    /// When it is asked.
    pub rule: &'static str,
}

impl Question {
    /// Whether it weighs so much that it is never put aside together with others, where somebody causes it.
    #[must_use]
    pub fn is_grave(&self) -> bool {
        matches!(self.id, "C3" | "C5" | "C13" | "E2")
    }
}

const fn question(id: &'static str, group: Group, title: &'static str, detail: &'static str, rule: &'static str) -> Question {
    Question { id, group, title, detail, rule }
}

/// All questions, in the order of the dialog.
pub const QUESTIONS: [Question; 23] = [
    question(
        "C1",
        Group::Before,
        "What is it really about?",
        "A practical reason, or a feeling about someone? Both may be. It helps to know which.",
        "Asked when a reason is personal or in your own words, and when somebody you have a history with has none.",
    ),
    question(
        "C2",
        Group::Before,
        "Would you choose the same tomorrow?",
        "If today was a hard day: the list will still be here in the morning.",
        "Asked when somebody you have a history with was moved here today or yesterday.",
    ),
    question(
        "C3",
        Group::Before,
        "Is business under way with any of them?",
        "An order, an application, a shared project. Then it can wait.",
        "Asked for people who work where you work now, for those you wrote with in the last 90 days, and when no export tells.",
    ),
    question(
        "C4",
        Group::Before,
        "Is there a slight chance of business later?",
        "Keeping them costs you nothing.",
        "Asked when you both wrote to each other, the last time within two years.",
    ),
    question(
        "C5",
        Group::Before,
        "A recommendation goes with them: is money or standing at stake?",
        "LinkedIn withdraws it both ways, and a new connection does not bring it back. Its text is saved with the batch. Are you sure?",
        "Asked when one of you recommended the other and it stands, and when no export tells.",
    ),
    question(
        "C6",
        Group::Before,
        "They are your last tie to a company. Might your paths cross again?",
        "Same town, same trade, same friends. A bridge is easier kept than rebuilt.",
        "Asked when nobody you know at a company would be left.",
    ),
    question(
        "C7",
        Group::Before,
        "Where may they be in five years?",
        "Today's student hires tomorrow.",
        "Asked for students, trainees and interns by title, and for people whose job changed since an earlier import.",
    ),
    question(
        "C8",
        Group::Before,
        "Whom do they lead to?",
        "Each tie shows you to the people behind it, and them to you.",
        "Asked for titles that open doors, in many languages: founder, director, partner, investor, editor, professor and the like.",
    ),
    question(
        "C9",
        Group::Before,
        "What news would pass you by?",
        "Openings, moves, new ventures: what they share no longer reaches you.",
        "Asked when you know four people or more at a company, and half of them or more go.",
    ),
    question(
        "C10",
        Group::Before,
        "Many of them come from one company",
        "If they go together, a whole view of the world goes with them.",
        "Asked when five or more, and a fifth of the batch, work at one company.",
    ),
    question(
        "C11",
        Group::Before,
        "Some of them recruit",
        "They see farther into the market than most. One day you may want that.",
        "Asked for titles that name recruiting.",
    ),
    question(
        "C12",
        Group::Before,
        "Is what stays still wide enough?",
        "Part with what weighs on you, not with all that is quiet.",
        "Asked when more than 50 people go at once, or ten and more that are a tenth of all.",
    ),
    question(
        "C13",
        Group::Before,
        "Is it about a recent quarrel?",
        "Let it cool: “Later” holds somebody back until a day you choose.",
        "Asked when you wrote with somebody alone within the last 30 days, and when no export tells.",
    ),
    question(
        "C14",
        Group::Before,
        "Will you meet any of them in person?",
        "At work, at a fair, at the school gate: would it be awkward?",
        "Asked for people who work where you work now, and when no export tells where that is.",
    ),
    question(
        "E1",
        Group::How,
        "Silence is fine for a passing tie",
        "Nobody is told, and most will never notice.",
        "Asked when somebody goes with whom there is no two-way conversation, no recommendation and no note of yours, or none is known.",
    ),
    question(
        "E2",
        Group::How,
        "A short note first where there is real history?",
        "A line from you beats a missing name found by chance.",
        "Asked when you both wrote to each other, or one recommended the other, and when no export tells.",
    ),
    question(
        "E3",
        Group::How,
        "If you write: personal, honest, without blame",
        "“I am narrowing my network to what I work on now. I wish you well.” Choose a calm moment.",
        "Asked when you exchanged five messages or more, in both directions.",
    ),
    question(
        "E8",
        Group::How,
        "In proportion",
        "Not every removal is a big matter. Give your time to the few that are.",
        "Asked when a few have a history with you and most have none.",
    ),
    question(
        "E4",
        Group::After,
        "I will not announce this",
        "A public word about cleaning up hurts those who read it and wonder.",
        "Asked when ten or more go at once.",
    ),
    question(
        "E5",
        Group::After,
        "I will not gossip",
        "Nor tell people who know them who had to go, or why.",
        "Asked when somebody you have a history with goes, and others of their company stay.",
    ),
    question("E6", Group::After, "No unkind word afterwards", "Neither in a post nor in a comment.", "Asked when a reason is personal or in your own words."),
    question(
        "E7",
        Group::After,
        "If they write: polite, firm, brief",
        "“I keep this account to a small circle now. It says nothing about you.”",
        "Asked when somebody wrote to you alone within the last year.",
    ),
    question(
        "E9",
        Group::After,
        "The door stays open",
        "Later you may invite them again, if both of you wish.",
        "Asked when somebody you have a history with goes.",
    ),
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

/// What the rules look at beyond the batch.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'s> {
    /// Everybody who is connected, the batch among them.
    pub everyone: &'s [Person],
    /// Which files the imports held.
    pub coverage: &'s Coverage,
    /// The owner's jobs.
    pub owner_jobs: &'s [OwnerJob],
    /// The day it is.
    pub time: &'s LocalTime,
}

/// A question as it is put to the member for one batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutQuestion {
    /// Which.
    pub question: Question,
    /// The people who cause it, where the rule names them.
    pub people: Vec<PersonId>,
    /// The people of whom no export tells whether they cause it; none of them is among [`PutQuestion::people`].
    pub unknown: Vec<PersonId>,
    /// What the rule found, in a sentence.
    pub finding: String,
}

impl PutQuestion {
    /// The question as it is asked of this batch: what is not known is not asserted.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self.question.id {
            "C5" if self.people.is_empty() => "Does a recommendation go with them?",
            _ => self.question.title,
        }
    }
}

/// What a rule found.
#[derive(Debug, Default)]
struct Raised {
    people: Vec<PersonId>,
    unknown: Vec<PersonId>,
    finding: String,
}

/// The questions that this batch raises.
#[must_use]
pub fn put(batch: &[&Person], around: &Surroundings<'_>) -> Vec<PutQuestion> {
    if batch.is_empty() {
        return Vec::new();
    }
    let rules = Rules::new(batch, around);
    QUESTIONS
        .into_iter()
        .filter_map(|question| rules.raised(question.id).map(|Raised { people, unknown, finding }| PutQuestion { question, people, unknown, finding }))
        .collect()
}

/// The questions that are not put.
#[must_use]
pub fn untouched(put: &[PutQuestion]) -> Vec<Question> {
    QUESTIONS.into_iter().filter(|question| !put.iter().any(|put| put.question.id == question.id)).collect()
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

impl Raised {
    /// Adds a sentence about people of whom something is not known.
    fn add(&mut self, words: &str, unknown: Vec<PersonId>) {
        if !self.finding.is_empty() {
            self.finding.push(' ');
        }
        self.finding.push_str(words);
        let known: HashSet<PersonId> = self.people.iter().chain(&self.unknown).copied().collect();
        self.unknown.extend(unknown.into_iter().filter(|id| !known.contains(id)));
    }
}

/// What a history can be made of, as far as files tell.
const HISTORY: [EvidenceKind; 2] = [EvidenceKind::Messages, EvidenceKind::Recommendations];

/// A batch and what every rule needs to know of it.
struct Rules<'r> {
    batch: &'r [&'r Person],
    around: &'r Surroundings<'r>,
    /// Companies where the owner works now, made comparable.
    own_companies: Vec<String>,
    /// How many people are connected at each company of the batch, and how many of them go.
    companies: HashMap<String, (usize, usize)>,
}

impl<'r> Rules<'r> {
    fn new(batch: &'r [&'r Person], around: &'r Surroundings<'r>) -> Self {
        let own_companies = around
            .owner_jobs
            .iter()
            .filter(|job| job.is_current())
            .map(|job| search::fold(&shown(&job.company)))
            .filter(|company| !company.is_empty())
            .collect();
        let mut companies: HashMap<String, (usize, usize)> = HashMap::new();
        for company in batch.iter().filter_map(|person| company_key(person)) {
            companies.entry(company).or_default().1 += 1;
        }
        for company in around.everyone.iter().filter(|person| person.state.batch.is_none()).filter_map(company_key) {
            if let Some((connected, _)) = companies.get_mut(&company) {
                *connected += 1;
            }
        }
        Self { batch, around, own_companies, companies }
    }

    fn those(&self, holds: impl Fn(&Person) -> bool) -> Vec<PersonId> {
        self.batch.iter().filter(|person| holds(person)).map(|person| person.id).collect()
    }

    /// Raised by these people, if there are any.
    fn by(&self, holds: impl Fn(&Person) -> bool, finding: impl FnOnce(&str, usize) -> String) -> Option<Raised> {
        let people = self.those(holds);
        let count = people.len();
        (count > 0).then(|| Raised { people, unknown: Vec::new(), finding: finding(&people_in_words(count), count) })
    }

    /// As [`Rules::by`]; also raised for those of whom no export tells, for want of one of these kinds.
    fn by_or_unknown(&self, kinds: &[EvidenceKind], holds: impl Fn(&Person) -> bool, finding: impl FnOnce(&str, usize) -> String) -> Option<Raised> {
        let unknown = self.those(|person| !holds(person) && kinds.iter().any(|kind| !self.is_known(person, *kind)));
        let untold: Vec<&str> =
            kinds.iter().filter(|kind| self.batch.iter().any(|person| !holds(person) && !self.is_known(person, **kind))).map(|kind| kind.noun()).collect();
        let mut raised = self.by(holds, finding);
        if !unknown.is_empty() {
            let who = if unknown.len() == self.batch.len() { "of them".to_owned() } else { format!("of {}", people_in_words(unknown.len())) };
            raised.get_or_insert_default().add(&format!("No export tells the {} {who}: you know best.", untold.join(" or the ")), unknown);
        }
        raised
    }

    /// Adds to what was found that no export tells where the owner works now, so that anybody may be a colleague.
    fn or_unknown_jobs(&self, raised: Option<Raised>) -> Option<Raised> {
        if self.around.coverage.has(FileKind::Positions) {
            return raised;
        }
        let mut raised = raised.unwrap_or_default();
        let words = "No export tells where you work now, so nobody is known to work there: you know best.";
        raised.add(words, self.those(|_| true));
        Some(raised)
    }

    fn is_known(&self, person: &Person, kind: EvidenceKind) -> bool {
        self.around.coverage.knows(kind, &person.facts, &person.evidence)
    }

    /// Whether there is a history: a conversation, a recommendation, a note. None and not known stay apart.
    fn history(&self, person: &Person) -> Knowledge {
        if person.evidence.has_history() {
            Knowledge::There
        } else if HISTORY.iter().all(|kind| self.is_known(person, *kind)) {
            Knowledge::None
        } else {
            Knowledge::NotKnown
        }
    }

    /// The days since this day, never negative.
    fn days_since(&self, day: Date) -> i32 {
        day.until(self.around.time.today).map_or(0, |span| span.get_days()).max(0)
    }

    fn days_since_contact(&self, person: &Person) -> Option<i32> {
        person.evidence.last_contact().map(|at| self.days_since(self.around.time.day_of(at)))
    }

    fn is_colleague(&self, person: &Person) -> bool {
        company_key(person).is_some_and(|company| self.own_companies.contains(&company))
    }

    fn company_counts(&self, person: &Person) -> Option<(usize, usize)> {
        company_key(person).and_then(|company| self.companies.get(&company).copied())
    }

    /// The rules. None: the question is not raised.
    fn raised(&self, id: &str) -> Option<Raised> {
        let has_history = |person: &Person| person.evidence.has_history();
        match id {
            "C1" => self.by(
                |person| is_personal(person) || (has_history(person) && person.state.reasons.is_empty()),
                |who, _| format!("{who}: a personal reason, or a history and no reason yet."),
            ),
            "C2" => self.by(
                |person| has_history(person) && person.state.decided_at.is_some_and(|at| self.days_since(self.around.time.day_of(at)) <= 1),
                |who, _| format!("{who} with a history came here today or yesterday."),
            ),
            "C3" => self.or_unknown_jobs(self.by_or_unknown(
                &[EvidenceKind::Messages],
                |person| self.is_colleague(person) || self.days_since_contact(person).is_some_and(|days| days <= 90),
                |who, _| format!("{who}: where you work now, or in contact within 90 days."),
            )),
            "C4" => self.by(
                |person| person.evidence.messages.as_ref().is_some_and(Messages::is_two_way) && self.days_since_contact(person).is_some_and(|days| days <= 730),
                |who, _| format!("You wrote with {who} within two years."),
            ),
            "C5" => self.by_or_unknown(
                &[EvidenceKind::Recommendations],
                |person| person.evidence.has_recommendation(),
                |_, _| {
                    let count = |direction| self.batch.iter().filter(|person| person.evidence.recommendations(direction).next().is_some()).count();
                    match (count(Direction::Incoming), count(Direction::Outgoing)) {
                        (theirs, 0) => format!("{} recommended you.", people_in_words(theirs)),
                        (0, yours) => format!("You recommended {}.", people_in_words(yours)),
                        (theirs, yours) => format!("{} recommended you, and you recommended {}.", people_in_words(theirs), people_in_words(yours)),
                    }
                },
            ),
            "C6" => self.last_ties(),
            "C7" => self.by(
                |person| title_words::says(TitleKind::Early, &person.facts.position) || !person.past_jobs.is_empty(),
                |who, _| format!("{who}: early in their career, or in a new job."),
            ),
            "C8" => self.by(|person| title_words::says(TitleKind::OpensDoors, &person.facts.position), |who, _| format!("{who} with such a title.")),
            "C9" => self.by(
                |person| self.company_counts(person).is_some_and(|(connected, going)| connected >= 4 && going * 2 >= connected && going < connected),
                |who, _| format!("{who} from companies of which half or more of those you know go."),
            ),
            "C10" => {
                let (people, finding) = one_company(self.batch);
                (!people.is_empty()).then_some(Raised { people, unknown: Vec::new(), finding })
            }
            "C11" => self.by(
                |person| title_words::says(TitleKind::Recruiting, &person.facts.position),
                |who, count| format!("The {} of {who} {} so.", if count == 1 { "position" } else { "positions" }, if count == 1 { "says" } else { "say" }),
            ),
            "C12" => {
                let (going, all) = (self.batch.len(), self.around.everyone.iter().filter(|person| person.state.batch.is_none()).count());
                (going > 50 || (going >= 10 && going * 10 >= all))
                    .then(|| Raised { finding: format!("{going} of your {all} connections go."), ..Raised::default() })
            }
            "C13" => self.by_or_unknown(
                &[EvidenceKind::Messages],
                |person| self.days_since_contact(person).is_some_and(|days| days <= 30),
                |who, _| format!("You were in contact with {who} within the last 30 days."),
            ),
            "C14" => self.or_unknown_jobs(
                self.by(|person| self.is_colleague(person), |who, count| format!("{who} {} where you work now.", if count == 1 { "works" } else { "work" })),
            ),
            "E1" => self.passing_ties(),
            "E2" => self.by_or_unknown(
                &HISTORY,
                |person| person.evidence.messages.as_ref().is_some_and(Messages::is_two_way) || person.evidence.has_recommendation(),
                |who, _| format!("There is a history with {who}."),
            ),
            "E3" => self.by(
                |person| person.evidence.messages.as_ref().is_some_and(|messages| messages.is_two_way() && messages.total() >= 5),
                |who, _| format!("You exchanged five messages or more with {who}."),
            ),
            "E8" => {
                let known = self.those(has_history);
                // Whoever may have a history is not counted among those without.
                let rest = self.those(|person| self.history(person) == Knowledge::None).len();
                let unknown = self.batch.len() - known.len() - rest;
                let tail = if unknown > 0 { format!(" Of {unknown} it is not known.") } else { String::new() };
                (!known.is_empty() && rest > known.len() + unknown).then(|| Raised {
                    finding: format!("{} with a history, {rest} without.{tail}", people_in_words(known.len())),
                    people: known,
                    unknown: Vec::new(),
                })
            }
            "E4" => (self.batch.len() >= 10).then(|| Raised { finding: format!("{} go at once.", people_in_words(self.batch.len())), ..Raised::default() }),
            "E5" => self.by(
                |person| has_history(person) && self.company_counts(person).is_some_and(|(connected, going)| connected > going),
                |who, _| format!("Colleagues of {who} stay among your connections."),
            ),
            "E6" => self.by(is_personal, |who, _| format!("{who} with a personal reason.")),
            "E7" => self.by(
                |person| {
                    let last = person.evidence.messages.as_ref().and_then(Messages::last_received).map(|at| self.around.time.day_of(at));
                    last.is_some_and(|day| self.days_since(day) <= 365)
                },
                |who, _| format!("{who} wrote to you within the last year."),
            ),
            "E9" => self.by(has_history, |who, _| format!("There is a history with {who}.")),
            _ => None,
        }
    }

    /// Rule of E1: nothing binds, or nothing is known that would. The two are told apart.
    fn passing_ties(&self) -> Option<Raised> {
        let people = self.those(|person| self.history(person) == Knowledge::None);
        let unknown = self.those(|person| self.history(person) == Knowledge::NotKnown);
        if people.is_empty() && unknown.is_empty() {
            return None;
        }
        let mut raised = Raised::default();
        if !people.is_empty() {
            let one_sided = self.those(|person| self.history(person) == Knowledge::None && person.evidence.message_count() > 0).len();
            let who = if people.len() == self.batch.len() && people.len() > 1 { "any of them".to_owned() } else { people_in_words(people.len()) };
            let tail = if one_sided == 0 { String::new() } else { format!(" Messages without an answer: {}.", people_in_words(one_sided)) };
            raised.finding = format!("No two-way conversation and no recommendation with {who}.{tail}");
            raised.people = people;
        }
        if !unknown.is_empty() {
            let who = if unknown.len() == self.batch.len() { "them".to_owned() } else { people_in_words(unknown.len()) };
            raised.add(&format!("Whether there is a history with {who} is not known: no export tells."), unknown);
        }
        Some(raised)
    }

    /// Rule of C6: with this batch nobody is left at a company. The larger companies come first.
    fn last_ties(&self) -> Option<Raised> {
        let mut lasts: Vec<(usize, PersonId, String)> = self
            .batch
            .iter()
            .filter_map(|person| {
                let (connected, going) = self.company_counts(person)?;
                (going >= connected).then(|| (going, person.id, shown(&person.facts.company).into_owned()))
            })
            .collect();
        lasts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| search::fold(&a.2).cmp(&search::fold(&b.2))).then(a.1.cmp(&b.1)));
        let mut companies: Vec<&str> = lasts.iter().map(|(_, _, company)| company.as_str()).collect();
        companies.dedup_by(|a, b| search::fold(a) == search::fold(b));
        let finding = match companies.as_slice() {
            [] => return None,
            [one] => format!("Nobody you know would be left at {one}."),
            [one, two] => format!("Nobody you know would be left at {one} and at {two}."),
            [one, two, rest @ ..] => format!(
                "Nobody you know would be left at {one}, {two} and {} more.",
                if rest.len() == 1 { "1 company".to_owned() } else { format!("{} companies", rest.len()) }
            ),
        };
        Some(Raised { people: lasts.into_iter().map(|(_, id, _)| id).collect(), unknown: Vec::new(), finding })
    }
}

/// Whether a reason is about the person more than about the tie.
fn is_personal(person: &Person) -> bool {
    let reasons = &person.state.reasons;
    let is_about_them =
        [Reason::Harassment, Reason::FalseProfile, Reason::UnprofessionalConduct, Reason::HarmsMyImage].into_iter().any(|reason| reasons.has(reason));
    is_about_them || !reasons.own_words.trim().is_empty()
}

fn company_key(person: &Person) -> Option<String> {
    let company = search::fold(&shown(&person.facts.company));
    (!company.is_empty()).then_some(company)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        batch::Answer,
        coverage::Period,
        evidence::{ImportId, Recommendation, Source},
        person::{Facts, PastJob},
        report::FileKind,
    };

    fn person(id: i64, company: &str, position: &str) -> Person {
        let facts = Facts { first_name: format!("P{id}"), company: company.into(), position: position.into(), ..Facts::default() };
        Person::new(PersonId(id), facts)
    }

    fn wrote(mut person: Person, sent: usize, received: usize, last: &str) -> Person {
        let last = format!("{last}T10:00:00Z").parse().unwrap();
        let messages = Messages {
            sent,
            received,
            group: 0,
            first: last,
            last,
            last_by: Direction::Incoming,
            last_in_group: false,
            last_direct: Some(last),
            last_received: (received > 0).then_some(last),
            source: Source::default(),
        };
        person.evidence.messages = Some(messages);
        person
    }

    /// All files were there.
    fn covered() -> Coverage {
        with_files(&[FileKind::Messages, FileKind::RecommendationsReceived, FileKind::RecommendationsGiven, FileKind::Positions])
    }

    fn with_files(kinds: &[FileKind]) -> Coverage {
        let source = Source { import: ImportId(1), exported_on: "2026-11-01".parse().unwrap() };
        Coverage::new(kinds.iter().map(|&kind| Period { kind, file: String::new(), source, from: None, to: None }).collect())
    }

    fn put_to(batch: &[Person], others: &[Person], coverage: &Coverage) -> Vec<PutQuestion> {
        let everyone: Vec<Person> = batch.iter().chain(others).cloned().collect();
        let jobs = [
            OwnerJob { company: "Blue Heron Mills ".into(), ..OwnerJob::default() },
            OwnerJob { company: "Past Ltd".into(), finished: "2020".into(), ..OwnerJob::default() },
        ];
        let time = LocalTime::new("2026-11-20T12:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(-11)));
        let around = Surroundings { everyone: &everyone, coverage, owner_jobs: &jobs, time: &time };
        put(&batch.iter().collect::<Vec<_>>(), &around)
    }

    fn ids(put: &[PutQuestion]) -> Vec<&'static str> {
        put.iter().map(|put| put.question.id).collect()
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
        assert!(QUESTIONS.iter().all(|question| question.rule.starts_with("Asked ")));
    }

    #[test]
    fn a_superficial_batch_is_asked_little() {
        let batch = [person(1, "Mills", "Dyer"), person(2, "", "Cook")];
        let put = put_to(&batch, &[person(3, "Mills", "Weaver")], &covered());
        assert_eq!(ids(&put), ["E1"]);
        assert_eq!(untouched(&put).len(), QUESTIONS.len() - 1);
    }

    #[test]
    fn what_no_export_tells_is_asked() {
        let put = put_to(&[person(1, "", "")], &[], &Coverage::default());
        assert_eq!(ids(&put), ["C3", "C5", "C13", "C14", "E1", "E2"]);
        // Nothing is asserted of anybody, and whoever it is about can be listed.
        for question in &put {
            assert_eq!((question.people.as_slice(), question.unknown.as_slice()), ([].as_slice(), [PersonId(1)].as_slice()), "{}", question.question.id);
        }
        assert_eq!(
            put[0].finding,
            "No export tells the messages of them: you know best. No export tells where you work now, so nobody is known to work there: you know best."
        );
        assert_eq!(put[1].title(), "Does a recommendation go with them?");
        assert_eq!(put[4].finding, "Whether there is a history with them is not known: no export tells.");
    }

    /// Everybody of a batch is in none of the questions, or told as what they are: known to cause it, or not known.
    #[test]
    fn none_and_not_known_are_told_apart_in_every_question() {
        let praise = [FileKind::RecommendationsReceived, FileKind::RecommendationsGiven];
        let (letters, jobs) = ([FileKind::Messages], [FileKind::Positions]);
        let of = |files: &[&[FileKind]], batch: &[Person]| {
            let put = put_to(batch, &[], &with_files(&files.concat()));
            let told = |id: &str| put.iter().find(|put| put.question.id == id).map(|put| (put.people.len(), put.unknown.len()));
            ["C3", "C5", "C13", "C14", "E1", "E2"].map(told)
        };
        let silent = [person(1, "", "")];
        for (files, expected) in [
            (vec![], [Some((0, 1)); 6]),
            (vec![&letters[..]], [Some((0, 1)), Some((0, 1)), None, Some((0, 1)), Some((0, 1)), Some((0, 1))]),
            (vec![&letters, &jobs], [None, Some((0, 1)), None, None, Some((0, 1)), Some((0, 1))]),
            (vec![&praise, &jobs], [Some((0, 1)), None, Some((0, 1)), None, Some((0, 1)), Some((0, 1))]),
            (vec![&letters, &praise[..1], &jobs], [None, Some((0, 1)), None, None, Some((0, 1)), Some((0, 1))]),
            (vec![&letters, &praise, &jobs], [None, None, None, None, Some((1, 0)), None]),
        ] {
            assert_eq!(of(&files, &silent), expected, "{files:?}");
        }
        // Of one there is a conversation, of the other nothing can be known: he connected after the export was made.
        let mut later = person(2, "", "");
        later.facts.connected_on = "2026-11-05".parse().ok();
        let told = of(&[&letters, &praise, &jobs], &[wrote(person(1, "", ""), 1, 1, "2026-11-10"), later]);
        assert_eq!(told, [Some((1, 1)), Some((0, 1)), Some((1, 1)), None, Some((0, 1)), Some((1, 1))]);
    }

    #[test]
    fn what_went_to_a_group_or_was_never_answered_is_no_contact_and_no_word_of_theirs() {
        let mut in_group = wrote(person(1, "", ""), 0, 0, "2026-11-10");
        if let Some(messages) = &mut in_group.evidence.messages {
            (messages.group, messages.last_in_group, messages.last_direct) = (10, true, None);
        }
        let mut i_wrote_last = wrote(person(2, "", ""), 3, 1, "2026-11-10");
        if let Some(messages) = &mut i_wrote_last.evidence.messages {
            (messages.last_by, messages.last_received) = (Direction::Outgoing, "2019-01-01T10:00:00Z".parse().ok());
        }
        let put = put_to(&[in_group, i_wrote_last], &[], &covered());
        for (id, people) in [("C3", Some(vec![2])), ("C13", Some(vec![2])), ("E1", Some(vec![1])), ("E7", None)] {
            assert_eq!(asked(&put, id), people, "{id}");
        }
    }

    #[test]
    fn a_recommendation_counts_by_its_status() {
        for (status, is_asked) in [("VISIBLE", true), ("", true), ("HIDDEN", true), ("06/18/19", true), ("PENDING", false), ("Deleted", false)] {
            let mut one = person(1, "", "");
            one.evidence.recommendations.push(Recommendation {
                direction: Direction::Incoming,
                text: "Good.".into(),
                written_on: None,
                company: String::new(),
                job_title: String::new(),
                status: status.into(),
                source: Source::default(),
            });
            assert_eq!(asked(&put_to(&[one], &[], &covered()), "C5").is_some(), is_asked, "{status}");
        }
    }

    #[test]
    fn history_raises_what_it_should() {
        let recent = wrote(person(1, "", ""), 3, 4, "2026-11-10");
        let old = wrote(person(2, "", ""), 1, 1, "2012-03-01");
        let unanswered = wrote(person(3, "", ""), 0, 2, "2026-02-01");
        let put = put_to(&[recent, old, unanswered], &[], &covered());
        for (id, people) in [
            ("C1", Some(vec![1, 2])),
            ("C3", Some(vec![1])),
            ("C4", Some(vec![1])),
            ("C13", Some(vec![1])),
            ("E1", Some(vec![3])),
            ("E2", Some(vec![1, 2])),
            ("E3", Some(vec![1])),
            ("E7", Some(vec![1, 3])),
            ("E9", Some(vec![1, 2])),
            ("C5", None),
            ("C14", None),
            ("E8", None),
        ] {
            assert_eq!(asked(&put, id), people, "{id}");
        }
    }

    #[test]
    fn a_recommendation_either_way_is_asked_about() {
        let mut batch = [person(1, "", ""), person(2, "", ""), person(3, "", "")];
        for (person, direction) in batch.iter_mut().zip([Direction::Incoming, Direction::Outgoing]) {
            person.evidence.recommendations.push(Recommendation {
                direction,
                text: "Good.".into(),
                written_on: None,
                company: String::new(),
                job_title: String::new(),
                status: String::new(),
                source: Source::default(),
            });
        }
        let put = put_to(&batch, &[], &covered());
        assert_eq!((asked(&put, "C5"), asked(&put, "E2")), (Some(vec![1, 2]), Some(vec![1, 2])));
        assert!(put.iter().any(|put| put.finding == "1 person recommended you, and you recommended 1 person."));
    }

    #[test]
    fn those_who_work_where_the_owner_works_now_are_colleagues() {
        let batch = [person(1, "blue heron mills", "Dyer"), person(2, "Past Ltd", "")];
        let put = put_to(&batch, &[person(3, "Blue Heron Mills", ""), person(4, "Past Ltd", "")], &covered());
        assert_eq!((asked(&put, "C3"), asked(&put, "C14")), (Some(vec![1]), Some(vec![1])));
    }

    #[test]
    fn titles_and_new_jobs_speak_of_the_future() {
        let mut changed = person(3, "", "Dyer");
        changed.past_jobs.push(PastJob { company: "Mills".into(), position: String::new(), until: "2026-01-01T00:00:00Z".parse().unwrap() });
        let batch =
            [person(1, "", "Working STUDENT"), person(2, "", "International sales"), changed, person(4, "", "Head of Dyeing"), person(5, "", "Homeowner")];
        let put = put_to(&batch, &[], &covered());
        assert_eq!((asked(&put, "C7"), asked(&put, "C8")), (Some(vec![1, 3]), Some(vec![4])));
    }

    #[test]
    fn a_recruiter_in_the_batch_raises_the_question_and_is_named() {
        let people = [person(1, "Talentor", "Senior RECRUITER"), person(2, "Mills", "Dyer")];
        assert_eq!(asked(&put_to(&people, &[], &covered()), "C11"), Some(vec![1]));
        assert_eq!(asked(&put_to(&people[1..], &[], &covered()), "C11"), None);
    }

    #[test]
    fn the_last_tie_to_a_company_is_noticed() {
        let people: Vec<Person> = (1..=3).map(|id| person(id, "Blue Heron Mills", "Dyer")).collect();
        assert_eq!(asked(&put_to(&people, &[], &covered()), "C6"), Some(vec![1, 2, 3]));
        assert_eq!(asked(&put_to(&people, &[person(4, "blue heron mills ", "Weaver")], &covered()), "C6"), None);
        assert_eq!(asked(&put_to(&[person(5, "Kite", "")], &people, &covered()), "C6"), Some(vec![5]));
    }

    #[test]
    fn a_batch_of_one_company_is_noticed_only_when_large() {
        let people: Vec<Person> = (1..=30).map(|id| person(id, if id <= 6 { "Kite & Lantern" } else { "" }, "")).collect();
        let of = |n: usize| asked(&put_to(&people[..n], &people[n..], &covered()), "C10");
        assert_eq!(of(4), None);
        assert_eq!(of(6).map(|p| p.len()), Some(6));
        assert_eq!(of(30).map(|p| p.len()), Some(6));
        assert_eq!(asked(&put_to(&people[..4], &people[4..], &covered()), "C9"), Some(vec![1, 2, 3, 4]));
        assert!(asked(&put_to(&people, &[], &covered()), "C12").is_some());
    }

    #[test]
    fn a_question_is_open_until_it_is_answered() {
        let put = put_to(&[person(1, "", "")], &[], &Coverage::default());
        let mut answers = Answers::new();
        assert_eq!(open_questions(&put, &answers).len(), put.len());
        for question in &put {
            answers.insert(question.question.id.to_owned(), Answer::DoesNotApply);
        }
        assert!(open_questions(&put, &answers).is_empty());
    }
}
