//! Who stands on which pile of letters, and which letter fits.

use super::action::LetterTo;
use crate::{
    model::{
        batch::task::TaskState,
        id::PersonId,
        keep_in_touch::{anniversaries, by_silence},
        outreach::{Outreach, errand::ErrandKind},
        person::{Person, decision::Pane, reason::Reason},
        text::{date_text, display_text::count},
    },
    state::State,
};

/// The piles of people one may write to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pile {
    /// Letters that were noted to be written.
    #[default]
    ToWrite,
    /// Those whom one is glad to have found again.
    Rediscovered,
    /// The kept with history, by silence.
    KeepInTouch,
    /// The kept, by the day of having connected.
    Anniversaries,
    /// Letters that were sent.
    Sent,
    /// The texts that letters begin with.
    Texts,
}

impl Pile {
    pub(super) const ALL: [Self; 6] = [Self::ToWrite, Self::Rediscovered, Self::KeepInTouch, Self::Anniversaries, Self::Sent, Self::Texts];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::ToWrite => "To write",
            Self::Rediscovered => "Found again",
            Self::KeepInTouch => "Keep in touch",
            Self::Anniversaries => "This week",
            Self::Sent => "Sent",
            Self::Texts => "Texts",
        }
    }

    /// Who stands there, in a sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::ToWrite | Self::Sent | Self::Texts => "",
            Self::Rediscovered => "Whom you marked as glad to find (G).",
            Self::KeepInTouch => "Whom you kept and have history with, the longest silence first.",
            Self::Anniversaries => "Whom you kept and connected with on these days, years ago.",
        }
    }

    /// What is told where nobody stands there.
    pub(super) fn nothing(self) -> (&'static str, &'static str) {
        match self {
            Self::ToWrite => (
                "No letters to write",
                "“Write later” in a letter puts it here. Letters are offered in the checklist, in the menu of a row and beside invitations.",
            ),
            Self::Rediscovered => ("Nobody yet", "Press G on somebody in Review or Triage whom you are glad to have found again."),
            Self::KeepInTouch => ("Nobody yet", "Whom you keep by choice, and have written with, stands here."),
            Self::Anniversaries => ("Nobody this week", "Whom you keep by choice stands here in the week of the day you connected."),
            Self::Sent => ("No letters sent", "What you tick as sent stands here and in the ledger."),
            Self::Texts => ("", ""),
        }
    }
}

/// Somebody on a pile.
#[derive(Clone, Debug)]
pub(super) struct LetterRow {
    /// Stays with the row.
    pub(super) number: i64,
    pub(super) to: LetterTo,
    /// The letter that fits.
    pub(super) template: String,
    pub(super) circle: (PersonId, String),
    pub(super) name: String,
    pub(super) second: String,
    pub(super) end: String,
    pub(super) second_end: String,
}

/// Days ahead for which anniversaries are told.
const DAYS_AHEAD: i32 = 7;

fn row(person: &Person, template: &str) -> LetterRow {
    LetterRow {
        number: person.id.0,
        to: LetterTo::Person(person.id),
        template: template.to_owned(),
        circle: (person.id, person.facts.initials()),
        name: person.facts.name(),
        second: person.facts.work(),
        end: String::new(),
        second_end: String::new(),
    }
}

/// The rows of a pile.
pub(super) fn rows_of(pile: Pile, state: &State, outreach: &Outreach) -> Vec<LetterRow> {
    let (time, today) = (&state.overview.time, state.overview.time.today);
    match pile {
        Pile::ToWrite | Pile::Sent => {
            let wanted = if pile == Pile::Sent { TaskState::Done } else { TaskState::ToDo };
            let errands = outreach.errands_of(ErrandKind::Letter).filter(|errand| errand.state == wanted);
            let mut rows: Vec<LetterRow> = errands
                .enumerate()
                .map(|(at, errand)| {
                    let title = outreach.letters.iter().find(|letter| letter.key == errand.key.detail).map_or("", |letter| letter.title.as_str());
                    let person = errand.person_id.and_then(|id| state.person(id));
                    let mut row = person.map_or_else(
                        || LetterRow {
                            number: 0,
                            to: LetterTo::Stranger { name: errand.name.clone(), slug: errand.slug.clone() },
                            template: errand.key.detail.clone(),
                            circle: (PersonId(1), errand.name.chars().next().map(String::from).unwrap_or_default()),
                            name: errand.name.clone(),
                            second: String::new(),
                            end: String::new(),
                            second_end: String::new(),
                        },
                        |person| row(person, &errand.key.detail),
                    );
                    // One person may have several letters.
                    row.number = -1 - i64::try_from(at).unwrap_or_default();
                    title.clone_into(&mut row.second_end);
                    row.end = errand.done_on(time).map(date_text::day).unwrap_or_default();
                    row
                })
                .collect();
            if pile == Pile::Sent {
                rows.reverse();
            }
            rows
        }
        Pile::Rediscovered => {
            let is_it =
                |person: &&Person| person.state.is_rediscovered && person.state.pane() == Some(Pane::Keep) && !person.state.reasons.has(Reason::HasDied);
            state.people().iter().filter(is_it).map(|person| row(person, "rediscovered")).collect()
        }
        Pile::KeepInTouch => by_silence(state.people())
            .into_iter()
            .filter_map(|(id, last)| {
                let last = last.map_or_else(String::new, |at| date_text::ago(time.day_of(at), today));
                Some(LetterRow { end: last, ..row(state.person(id)?, "reconnect") })
            })
            .collect(),
        Pile::Anniversaries => anniversaries(state.people(), today, DAYS_AHEAD)
            .into_iter()
            .filter_map(|one| {
                let end = if one.on == today { "today".to_owned() } else { date_text::day(one.on) };
                let years = count(usize::try_from(one.years).unwrap_or_default(), "year", "years");
                Some(LetterRow { end, second_end: years, ..row(state.person(one.person_id)?, "anniversary") })
            })
            .collect(),
        Pile::Texts => Vec::new(),
    }
}
