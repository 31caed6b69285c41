//! What the page of invitations keeps between frames.

use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};

use super::{
    action::Inbox,
    burst_parts::BurstParts,
    errand_list::{ErrandDraft, ErrandRow},
};
use crate::{
    model::{
        batch::task::TaskState,
        evidence::Direction,
        outreach::{
            Outreach,
            errand::ErrandKind,
            invitation_log::{Answers, LoggedInvitation, Standing},
        },
        text::{date_text, display_text::count},
    },
    state::{State, loaded::Data},
};

/// The parts of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    /// Sent and still waiting.
    #[default]
    Sent,
    /// Received and not accepted.
    Received,
    /// Sent at once.
    AtOnce,
    /// Answered, either way.
    Answered,
}

impl Tab {
    pub(super) const ALL: [Self; 4] = [Self::Sent, Self::Received, Self::AtOnce, Self::Answered];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Sent => "Sent",
            Self::Received => "Received",
            Self::AtOnce => "Sent at once",
            Self::Answered => "Answered",
        }
    }
}

/// Which of the invitations of a part are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// Those that wait and of which nothing is said.
    #[default]
    Waiting,
    /// Those on the list of what is to do.
    OnList,
    /// Those of which the member said what came of them.
    Over,
    /// Those of which nobody can say.
    Unclear,
}

impl Part {
    pub(super) const ALL: [Self; 4] = [Self::Waiting, Self::OnList, Self::Over, Self::Unclear];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::OnList => "On the list",
            Self::Over => "Done or left",
            Self::Unclear => "Not clear",
        }
    }
}

/// What the page remembers.
#[derive(Debug, Default)]
pub(super) struct InvitationsDraft {
    pub(super) tab: Tab,
    pub(super) part: Part,
    pub(super) list: ErrandDraft,
    /// The burst that is shown, the latest being the first, and what became of it.
    pub(super) burst: usize,
    pub(super) burst_parts: BurstParts,
    /// How fast those whom the member invited answered, and how fast the member did.
    pub(super) answers: [Answers; 2],
    /// What the rows were worked out from.
    of: Option<(u64, Tab, Part, Date)>,
    /// What is shown, by its place in the log.
    pub(super) shown: Vec<usize>,
    pub(super) rows: Vec<ErrandRow>,
    /// How many there are of each part of the page and of its parts.
    pub(super) tab_counts: [usize; 4],
    pub(super) part_counts: [usize; 4],
}

/// The way that a part of the page is about.
pub(super) fn way_of(tab: Tab) -> Direction {
    if tab == Tab::Received { Direction::Incoming } else { Direction::Outgoing }
}

/// Which part an invitation belongs to; none for those that were answered.
fn part_of(invitation: &LoggedInvitation, outreach: &Outreach) -> Option<Part> {
    match outreach.errand(&invitation.key).map(|errand| errand.state) {
        Some(TaskState::ToDo | TaskState::Skipped) if !matches!(invitation.standing, Standing::Answered { .. }) => return Some(Part::OnList),
        Some(TaskState::Done | TaskState::NotFound | TaskState::ChangedMind) => return Some(Part::Over),
        _ => {}
    }
    match invitation.standing {
        Standing::Waiting => Some(Part::Waiting),
        Standing::Unclear(_) => Some(Part::Unclear),
        Standing::Answered { .. } => None,
    }
}

/// An invitation as a row.
pub(super) fn row_of(invitation: &LoggedInvitation, today: Date) -> ErrandRow {
    let sent = invitation.sent_at.map(DateTime::date);
    let (second, end) = match sent {
        Some(on) => (date_text::day(on), date_text::ago(on, today)),
        None => ("on a day that the file doesn't tell".to_owned(), String::new()),
    };
    let second = if invitation.note.is_empty() { second } else { format!("{second} · “{}”", invitation.note) };
    let standing = match invitation.standing {
        Standing::Answered { days: Some(0) } => "the same day".to_owned(),
        Standing::Answered { days: Some(days) } => format!("after {}", count(usize::try_from(days).unwrap_or_default(), "day", "days")),
        Standing::Answered { days: None } => "connected".to_owned(),
        Standing::Waiting | Standing::Unclear(_) => String::new(),
    };
    ErrandRow {
        key: Some(invitation.key.clone()),
        is_settled: matches!(invitation.standing, Standing::Answered { .. }),
        name: invitation.name.clone(),
        slug: invitation.slug.clone(),
        person_id: invitation.person_id,
        second,
        end,
        standing,
    }
}

impl InvitationsDraft {
    /// Works out what is shown, where something changed.
    pub(super) fn follow(&mut self, state: &State, inbox: &mut Inbox) {
        inbox.need(state, Data::Outreach);
        let Some(outreach) = state.outreach.get() else { return };
        let today = state.overview.time.today;
        if self.tab == Tab::AtOnce {
            self.burst = self.burst.min(outreach.invitations.bursts.len().saturating_sub(1));
            self.burst_parts.follow(state.outreach.arrivals(), self.burst, outreach);
        }
        let of = Some((state.outreach.arrivals(), self.tab, self.part, today));
        if self.of == of {
            return;
        }
        self.of = of;
        let log = &outreach.invitations;
        self.answers = [Direction::Outgoing, Direction::Incoming].map(|way| log.answers(way));
        let answered = |invitation: &LoggedInvitation| matches!(invitation.standing, Standing::Answered { .. });
        let of_tab = |tab: Tab, invitation: &LoggedInvitation| match tab {
            Tab::Sent | Tab::Received => invitation.direction == way_of(tab) && !answered(invitation),
            Tab::Answered => answered(invitation),
            Tab::AtOnce => false,
        };
        let is_open = |one: &LoggedInvitation| matches!(part_of(one, outreach), Some(Part::Waiting | Part::OnList));
        let waits = |tab: Tab| log.invitations.iter().filter(|one| of_tab(tab, one) && (tab == Tab::Answered || is_open(one))).count();
        self.tab_counts = Tab::ALL.map(|tab| if tab == Tab::AtOnce { log.bursts.len() } else { waits(tab) });
        let here: Vec<(usize, Option<Part>)> =
            log.invitations.iter().enumerate().filter(|(_, one)| of_tab(self.tab, one)).map(|(at, one)| (at, part_of(one, outreach))).collect();
        self.part_counts = Part::ALL.map(|part| here.iter().filter(|(_, of)| *of == Some(part)).count());
        self.shown = here.into_iter().filter(|(_, part)| self.tab == Tab::Answered || *part == Some(self.part)).map(|(at, _)| at).collect();
        if self.tab != Tab::Answered {
            // The longest wait first.
            self.shown.reverse();
        }
        self.rows = self.shown.iter().filter_map(|at| log.invitations.get(*at)).map(|one| row_of(one, today)).collect();
    }

    /// Those of the rows that wait for longer than so many months.
    pub(super) fn older_than<'o>(&self, outreach: &'o Outreach, months: i32, today: Date) -> Vec<&'o LoggedInvitation> {
        let before = today.saturating_sub(months.months());
        let is_older = |one: &&LoggedInvitation| one.sent_at.is_some_and(|at| at.date() < before);
        self.shown.iter().filter_map(|at| outreach.invitations.invitations.get(*at)).filter(is_older).collect()
    }
}

/// The kind of errand of a part of the page.
pub(super) fn errand_of(tab: Tab) -> ErrandKind {
    if tab == Tab::Received { ErrandKind::Answer } else { ErrandKind::Withdraw }
}
