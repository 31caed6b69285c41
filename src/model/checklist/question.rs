//! The questions themselves, in the order of the dialog. Each carries its rule.

use serde::{Deserialize, Serialize};

use super::{
    Group, Question,
    facts::BatchFacts,
    finding::Finding,
    rules::{
        self, ANNOUNCING_PEOPLE, BUSINESS_DAYS, LATER_BUSINESS_YEARS, LONG_EXCHANGE, NEWS_PEOPLE, NEWS_SHARE, ONE_COMPANY_PEOPLE, ONE_COMPANY_SHARE,
        QUARREL_DAYS, REACH_ALWAYS, REACH_PEOPLE, REACH_SHARE,
    },
};
use crate::model::text::display_text::{number, share};

/// Identifies a question. Files name it by its number in the product's list, such as `C1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum QuestionId {
    /// What it is really about.
    #[serde(rename = "C1")]
    Motive,
    /// Whether a night changes it.
    #[serde(rename = "C2")]
    SecondThoughts,
    /// Business that is under way.
    #[serde(rename = "C3")]
    OngoingBusiness,
    /// Business that may come.
    #[serde(rename = "C4")]
    LaterBusiness,
    /// A recommendation that goes with them.
    #[serde(rename = "C5")]
    Recommendation,
    /// The last tie to a company.
    #[serde(rename = "C6")]
    LastTies,
    /// Where they may be in some years.
    #[serde(rename = "C7")]
    Future,
    /// Whom they lead to.
    #[serde(rename = "C8")]
    OpensDoors,
    /// News that would pass by.
    #[serde(rename = "C9")]
    News,
    /// Many from one company.
    #[serde(rename = "C10")]
    OneCompany,
    /// Recruiters among them.
    #[serde(rename = "C11")]
    Recruiters,
    /// Whether enough stays.
    #[serde(rename = "C12")]
    Reach,
    /// A recent quarrel.
    #[serde(rename = "C13")]
    Quarrel,
    /// Meeting them in person.
    #[serde(rename = "C14")]
    InPerson,
    /// Nothing to say where a tie was passing.
    #[serde(rename = "E1")]
    Silence,
    /// A note before, where there is history.
    #[serde(rename = "E2")]
    NoteFirst,
    /// How to write such a note.
    #[serde(rename = "E3")]
    Wording,
    /// Time for the few that matter.
    #[serde(rename = "E8")]
    Proportion,
    /// No public word about it.
    #[serde(rename = "E4")]
    Announcing,
    /// No talk about who had to go.
    #[serde(rename = "E5")]
    Gossip,
    /// No unkind word afterwards.
    #[serde(rename = "E6")]
    UnkindWord,
    /// What to answer if they write.
    #[serde(rename = "E7")]
    IfTheyWrite,
    /// Inviting them again later.
    #[serde(rename = "E9")]
    OpenDoor,
}

impl std::fmt::Display for QuestionId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.key())
    }
}

impl QuestionId {
    /// The number in the product's list, by which files name it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Motive => "C1",
            Self::SecondThoughts => "C2",
            Self::OngoingBusiness => "C3",
            Self::LaterBusiness => "C4",
            Self::Recommendation => "C5",
            Self::LastTies => "C6",
            Self::Future => "C7",
            Self::OpensDoors => "C8",
            Self::News => "C9",
            Self::OneCompany => "C10",
            Self::Recruiters => "C11",
            Self::Reach => "C12",
            Self::Quarrel => "C13",
            Self::InPerson => "C14",
            Self::Silence => "E1",
            Self::NoteFirst => "E2",
            Self::Wording => "E3",
            Self::Proportion => "E8",
            Self::Announcing => "E4",
            Self::Gossip => "E5",
            Self::UnkindWord => "E6",
            Self::IfTheyWrite => "E7",
            Self::OpenDoor => "E9",
        }
    }

    /// Reads back [`QuestionId::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        QUESTIONS.iter().map(|question| question.id).find(|id| id.key() == key)
    }
}

const fn question(
    id: QuestionId,
    group: Group,
    title: &'static str,
    detail: &'static str,
    rule: fn(&BatchFacts<'_>) -> Option<Finding>,
    rule_in_words: fn() -> String,
) -> Question {
    Question { id, group, title, detail, rule, rule_in_words }
}

/// All questions, in the order of the dialog.
pub static QUESTIONS: [Question; 23] = [
    question(
        QuestionId::Motive,
        Group::Before,
        "What is it really about?",
        "A practical reason, or a feeling about someone? Both may be. It helps to know which.",
        rules::motive,
        || "Asked when a reason is personal or in your own words, and when somebody you have a history with has none.".to_owned(),
    ),
    question(
        QuestionId::SecondThoughts,
        Group::Before,
        "Would you choose the same tomorrow?",
        "If today was a hard day: the list will still be here in the morning.",
        rules::second_thoughts,
        || "Asked when somebody you have a history with was moved here today or yesterday.".to_owned(),
    ),
    question(
        QuestionId::OngoingBusiness,
        Group::Before,
        "Are you doing business with any of them?",
        "An order, an application, a shared project. Then it can wait.",
        rules::ongoing_business,
        || format!("Asked for people who work where you work now, for those you wrote with in the last {BUSINESS_DAYS} days, and when no export tells."),
    ),
    question(
        QuestionId::LaterBusiness,
        Group::Before,
        "Is there a slight chance of business later?",
        "Keeping them costs you nothing.",
        rules::later_business,
        || format!("Asked when you both wrote to each other, the last time within {} years.", number(LATER_BUSINESS_YEARS)),
    ),
    question(
        QuestionId::Recommendation,
        Group::Before,
        "A recommendation goes with them: is money or standing at stake?",
        "LinkedIn withdraws it both ways, and a new connection does not bring it back. Its text is saved with the batch. Are you sure?",
        rules::recommendation,
        || "Asked when one of you recommended the other and it stands, and when no export tells.".to_owned(),
    ),
    question(
        QuestionId::LastTies,
        Group::Before,
        "They are your last tie to a company. Might your paths cross again?",
        "Same town, same trade, same friends. A bridge is easier kept than rebuilt.",
        rules::last_ties,
        || "Asked when nobody you know at a company would be left.".to_owned(),
    ),
    question(QuestionId::Future, Group::Before, "Where may they be in five years?", "Today's student hires tomorrow.", rules::future, || {
        "Asked for students, trainees and interns by title, and for people whose job changed since an earlier import.".to_owned()
    }),
    question(
        QuestionId::OpensDoors,
        Group::Before,
        "Whom do they lead to?",
        "Each tie shows you to the people behind it, and them to you.",
        rules::opens_doors,
        || "Asked for titles that open doors, in many languages: founder, director, partner, investor, editor, professor and the like.".to_owned(),
    ),
    question(
        QuestionId::News,
        Group::Before,
        "What news would pass you by?",
        "Openings, moves, new ventures: what they share no longer reaches you.",
        rules::news,
        || format!("Asked when you know {} people or more at a company, and {} of them or more go.", number(NEWS_PEOPLE), share(NEWS_SHARE)),
    ),
    question(
        QuestionId::OneCompany,
        Group::Before,
        "Many of them come from one company",
        "If they go together, a whole view of the world goes with them.",
        rules::one_company,
        || format!("Asked when {} or more, and {} of the batch, work at one company.", number(ONE_COMPANY_PEOPLE), share(ONE_COMPANY_SHARE)),
    ),
    question(
        QuestionId::Recruiters,
        Group::Before,
        "Some of them recruit",
        "They see farther into the market than most. One day you may want that.",
        rules::recruiters,
        || "Asked for titles that name recruiting.".to_owned(),
    ),
    question(
        QuestionId::Reach,
        Group::Before,
        "Is what stays still wide enough?",
        "Part with what weighs on you, not with all that is quiet.",
        rules::reach,
        || format!("Asked when more than {REACH_ALWAYS} people go at once, or {} and more that are {} of all.", number(REACH_PEOPLE), share(REACH_SHARE)),
    ),
    question(
        QuestionId::Quarrel,
        Group::Before,
        "Is it about a recent quarrel?",
        "Let it cool: “Later” holds somebody back until a day you choose.",
        rules::quarrel,
        || format!("Asked when you wrote with somebody alone within the last {QUARREL_DAYS} days, and when no export tells."),
    ),
    question(
        QuestionId::InPerson,
        Group::Before,
        "Will you meet any of them in person?",
        "At work, at a fair, at the school gate: would it be awkward?",
        rules::in_person,
        || "Asked for people who work where you work now, and when no export tells where that is.".to_owned(),
    ),
    question(QuestionId::Silence, Group::How, "Silence is fine for a passing tie", "Nobody is told, and most will never notice.", rules::silence, || {
        "Asked when somebody goes with whom there is no two-way conversation, no recommendation and no note of yours, or none is known.".to_owned()
    }),
    question(
        QuestionId::NoteFirst,
        Group::How,
        "A short note first where there is real history?",
        "A line from you beats a missing name found by chance.",
        rules::note_first,
        || "Asked when you both wrote to each other, or one recommended the other, and when no export tells.".to_owned(),
    ),
    question(
        QuestionId::Wording,
        Group::How,
        "If you write: personal, honest, without blame",
        "“I am narrowing my network to what I work on now. I wish you well.” Choose a calm moment.",
        rules::wording,
        || format!("Asked when you exchanged {} messages or more, in both directions.", number(LONG_EXCHANGE)),
    ),
    question(
        QuestionId::Proportion,
        Group::How,
        "Keep it in proportion",
        "Not every removal is a big matter. Give your time to the few that are.",
        rules::proportion,
        || "Asked when a few have a history with you and most have none.".to_owned(),
    ),
    question(
        QuestionId::Announcing,
        Group::After,
        "I will not announce this",
        "A public word about cleaning up hurts those who read it and wonder.",
        rules::announcing,
        || format!("Asked when {} or more go at once.", number(ANNOUNCING_PEOPLE)),
    ),
    question(QuestionId::Gossip, Group::After, "I will not gossip", "Nor tell people who know them who had to go, or why.", rules::gossip, || {
        "Asked when somebody you have a history with goes, and others of their company stay.".to_owned()
    }),
    question(QuestionId::UnkindWord, Group::After, "No unkind word afterwards", "Neither in a post nor in a comment.", rules::unkind_word, || {
        "Asked when a reason is personal or in your own words.".to_owned()
    }),
    question(
        QuestionId::IfTheyWrite,
        Group::After,
        "If they write: polite, firm, brief",
        "“I keep this account to a small circle now. It says nothing about you.”",
        rules::if_they_write,
        || "Asked when somebody wrote to you alone within the last year.".to_owned(),
    ),
    question(QuestionId::OpenDoor, Group::After, "The door stays open", "Later you may invite them again, if both of you wish.", rules::open_door, || {
        "Asked when somebody you have a history with goes.".to_owned()
    }),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_stands_once_and_is_known_again() {
        for question in &QUESTIONS {
            assert_eq!(QuestionId::from_key(question.id.key()), Some(question.id));
            assert_eq!(serde_json::to_value(question.id).unwrap(), question.id.key());
            assert_eq!(QUESTIONS.iter().filter(|other| other.id == question.id).count(), 1);
        }
        assert_eq!(QuestionId::from_key("C99"), None);
    }

    #[test]
    fn a_rule_is_told_with_the_numbers_that_it_goes_by() {
        let told = |id: QuestionId| QUESTIONS.iter().find(|question| question.id == id).map(Question::rule_in_words).unwrap();
        assert!(told(QuestionId::OngoingBusiness).contains("in the last 90 days"));
        assert!(told(QuestionId::LaterBusiness).contains("within two years"));
        assert!(told(QuestionId::News).contains("four people or more at a company, and half of them"));
        assert!(told(QuestionId::OneCompany).contains("five or more, and a fifth of the batch"));
        assert!(told(QuestionId::Reach).contains("more than 50 people go at once, or ten and more that are a tenth of all"));
    }
}
