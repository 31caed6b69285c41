//! Who stands on which pile of letters, and which letter fits.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{action::LetterTo, errand_list::number_of};
use crate::{
    model::{
        batch::task::TaskState,
        id::PersonId,
        keep_in_touch::{anniversaries, by_silence},
        local_time::LocalTime,
        outreach::{
            Outreach,
            errand::{Errand, ErrandKind},
        },
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

/// Letters to people of Review, as they stand.
struct LetterIndex<'o> {
    by_person: HashMap<PersonId, Vec<&'o Errand>>,
    time: &'o LocalTime,
}

impl<'o> LetterIndex<'o> {
    fn new(outreach: &'o Outreach, time: &'o LocalTime) -> Self {
        let mut by_person: HashMap<PersonId, Vec<&Errand>> = HashMap::new();
        for errand in outreach.errands_of(ErrandKind::Letter) {
            if let Some(id) = errand.person_id {
                by_person.entry(id).or_default().push(errand);
            }
        }
        Self { by_person, time }
    }

    fn to(&self, id: PersonId) -> &[&'o Errand] {
        self.by_person.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// What was said of a letter: "letter sent 5 Nov 2026", "to write", or nothing.
    fn told(&self, id: PersonId, template: &str) -> String {
        let Some(errand) = self.to(id).iter().find(|errand| errand.key.detail == template) else { return String::new() };
        match (errand.state, errand.done_on(self.time)) {
            (TaskState::Done, Some(on)) => format!("letter sent {}", date_text::day(on)),
            (TaskState::ToDo, _) => "to write".to_owned(),
            _ => String::new(),
        }
    }

    /// The same of letters of any kind, the last first.
    fn told_of_any(&self, id: PersonId) -> String {
        let sent = self.written_on(id).map(|on| format!("letter sent {}", date_text::day(on)));
        let is_planned = self.to(id).iter().any(|errand| errand.state == TaskState::ToDo);
        if is_planned { "to write".to_owned() } else { sent.unwrap_or_default() }
    }

    /// The day of the last letter that was sent to somebody.
    fn written_on(&self, id: PersonId) -> Option<Date> {
        self.to(id).iter().filter_map(|errand| errand.done_on(self.time)).max()
    }
}

/// The rows of a pile.
pub(super) fn rows_of(pile: Pile, state: &State, outreach: &Outreach) -> Vec<LetterRow> {
    let (time, today) = (&state.overview.time, state.overview.time.today);
    let letters = LetterIndex::new(outreach, time);
    match pile {
        Pile::ToWrite | Pile::Sent => {
            let wanted = if pile == Pile::Sent { TaskState::Done } else { TaskState::ToDo };
            let errands = outreach.errands_of(ErrandKind::Letter).filter(|errand| errand.state == wanted);
            let has_died = |errand: &&Errand| errand.person_id.and_then(|id| state.person(id)).is_some_and(|person| person.state.reasons.has(Reason::HasDied));
            let mut rows: Vec<LetterRow> = errands
                .filter(|errand| pile == Pile::Sent || !has_died(errand))
                .map(|errand| {
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
                    row.number = number_of(&errand.key) | i64::MIN;
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
            state
                .people()
                .iter()
                .filter(is_it)
                .map(|person| LetterRow { second_end: letters.told(person.id, "rediscovered"), ..row(person, "rediscovered") })
                .collect()
        }
        Pile::KeepInTouch => {
            let silent = by_silence(state.people()).into_iter().filter_map(|(id, last)| {
                let person = state.person(id)?;
                let (heard, written) = (last.map(|at| time.day_of(at)), letters.written_on(id));
                let last = heard.max(written);
                let end = last.map_or_else(String::new, |on| date_text::ago(on, today));
                Some((last.filter(|_| written.is_some()), LetterRow { end, second_end: letters.told_of_any(id), ..row(person, "reconnect") }))
            });
            // A letter ends the silence: whoever had one goes to the end.
            let mut rows: Vec<(Option<Date>, LetterRow)> = silent.collect();
            rows.sort_by_key(|(written, _)| *written);
            rows.into_iter().map(|(_, row)| row).collect()
        }
        Pile::Anniversaries => anniversaries(state.people(), today, DAYS_AHEAD)
            .into_iter()
            .filter_map(|one| {
                let person = state.person(one.person_id)?;
                let end = if one.on == today { "today".to_owned() } else { date_text::day(one.on) };
                let years = count(usize::try_from(one.years).unwrap_or_default(), "year", "years");
                let told = letters.told(one.person_id, "anniversary");
                Some(LetterRow { end, second_end: if told.is_empty() { years } else { told }, ..row(person, "anniversary") })
            })
            .collect(),
        Pile::Texts => Vec::new(),
    }
}
