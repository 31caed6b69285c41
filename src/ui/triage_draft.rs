//! What Triage remembers between frames, and what its keys and buttons do.

use std::collections::VecDeque;

use egui::Ui;

use super::{
    action::{Action, Dialog, Inbox, Page},
    met_panel::MetDraft,
    person_menu,
    queue_panel::QueueDraft,
    triage_group_card::{self, GroupDraft},
    ui_command::UiCommand,
};
use crate::{
    command::{Command, ReasonChange},
    model::{
        id::PersonId,
        person::{
            Person,
            decision::{Decision, Pane},
            reason::Reason,
        },
        ticket::Ticket,
    },
    state::{State, triage::TriageStep},
};

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub(super) struct TriageDraft {
    /// Keys that came faster than what they decide is committed.
    pub(super) keys: VecDeque<UiCommand>,
    /// The decision under way.
    pub(super) under_way: Option<Ticket>,
    /// Whether a menu stood over the page.
    pub(super) had_menu: bool,
    /// Who is shown, and since when, in the window's seconds.
    shown: Option<(PersonId, f64)>,
    /// The pass of the screen in which the page was shown last.
    seen_at: u64,
    /// Counted for this version, list and person.
    counted: Option<(Counted, usize, Vec<PersonId>)>,
    /// How many of those who are left were passed over, and how many were not; counted with the others.
    pub(super) maybes: (usize, usize),
    /// What stands beside the card.
    pub(super) queues: QueueDraft,
    /// How whoever is shown is known.
    pub(super) met: MetDraft,
    /// The groups, where these are gone through.
    pub(super) groups: GroupDraft,
    /// Whether the member has ended the sitting, so that its summary stands there.
    pub(super) is_ended: bool,
}

/// What a count is of: the version of everybody, of the list, who is looked at, in which order, and whether all are gone through.
/// And how many were passed over.
type Counted = (u64, u64, Option<PersonId>, Option<u64>, bool, usize);

/// How many come next in sight.
const NEXT: usize = 4;

impl TriageDraft {
    /// How many are left, and who comes next.
    pub(super) fn counts(&mut self, state: &State) -> (usize, &[PersonId]) {
        let settings = &state.settings;
        let of = (
            state.version,
            state.pane(state.active).list_version(),
            state.focused().map(|person| person.id),
            settings.triage.seed,
            state.triages_everybody(),
            settings.triage.maybes.len(),
        );
        if self.counted.as_ref().is_none_or(|(known, _, _)| *known != of) {
            self.counted = Some((of, state.triage_left(), state.triage_next(NEXT)));
            self.maybes = state.maybes_left();
        }
        self.counted.as_ref().map_or((0, &[]), |(_, left, next)| (*left, next.as_slice()))
    }

    /// Times how long each is looked at.
    pub(super) fn time(&mut self, ui: &Ui, state: &State, person: Option<PersonId>, inbox: &mut Inbox) {
        let (now, pass) = (ui.input(|input| input.time), ui.ctx().cumulative_pass_nr());
        // Another page, or another workspace, came between.
        if pass > self.seen_at + 2 {
            self.keys.clear();
            (self.shown, self.under_way) = (None, None);
            // Whoever ended a sitting, and comes again, begins another.
            if std::mem::take(&mut self.is_ended) {
                inbox.push(Action::set_triage(state, |triage| triage.sitting = None));
            }
        }
        self.seen_at = pass;
        match (self.shown, person) {
            (Some((before, _)), Some(person)) if before == person => {}
            (before, person) => {
                if let Some((_, since)) = before {
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a stretch of time that is not negative, to the millisecond")]
                    let millis = ((now - since).max(0.0) * 1000.0) as u64;
                    inbox.push(Action::Triage(TriageStep::Looked(millis)));
                }
                self.shown = person.map(|person| (person, now));
            }
        }
    }
}

/// Does what a key or a button asks for. Returns the decision that it sent.
pub(super) fn act(ui: &Ui, state: &State, draft: &mut TriageDraft, command: UiCommand, person: Option<&Person>, inbox: &mut Inbox) -> Option<Ticket> {
    if command == UiCommand::BackToReview && draft.groups.is_inside(state) {
        draft.groups.step_out(state, inbox);
        draft.is_ended = false;
        return None;
    }
    if command == UiCommand::BackToReview {
        inbox.push(Action::Show(Page::Review));
        return None;
    }
    if command == UiCommand::Groups {
        inbox.push(Action::set_triage(state, |triage| triage.groups_by = triage_group_card::next_way(triage.groups_by)));
        return None;
    }
    if command == UiCommand::EndSitting {
        draft.is_ended = true;
        return None;
    }
    // Where a sitting is summed up, nobody is looked at.
    let person = person?;
    if state.settings.triage.groups_by.is_some() {
        triage_group_card::act(state, &mut draft.groups, command, inbox);
        return None;
    }
    let person_ids = vec![person.id];
    match command {
        UiCommand::TriageKeep => return Some(inbox.send(Command::Move { person_ids, to: Pane::Keep })),
        UiCommand::TriageRemove => return Some(inbox.send(Command::Move { person_ids, to: Pane::Remove })),
        UiCommand::TriageLater => inbox.push(Action::Open(Dialog::Later(person_ids))),
        UiCommand::TriageUnfollow => {
            let is_to_unfollow = person.state.decision != Decision::Unfollow;
            return Some(inbox.send(Command::SetUnfollow { person_ids, is_to_unfollow }));
        }
        UiCommand::TriageProtect => return Some(inbox.send(Command::SetProtected { person_ids, is_protected: !person.state.is_protected })),
        UiCommand::TriageRediscover => {
            return Some(inbox.send(Command::SetRediscovered { person_ids, is_rediscovered: !person.state.is_rediscovered }));
        }
        UiCommand::TriageDismiss => {
            let dismissed = state.to_dismiss(&person_ids);
            if !dismissed.is_empty() {
                inbox.send(Command::Dismiss { dismissed });
            }
        }
        UiCommand::TriageReasons => inbox.push(Action::Open(Dialog::Reasons(person_ids))),
        UiCommand::TriageNote => inbox.push(Action::WriteNote),
        UiCommand::TriageCopyName => person_menu::copy_name(ui, state, person, inbox),
        UiCommand::TriageSkip => inbox.push(Action::Triage(TriageStep::Skip)),
        UiCommand::TriageBack => inbox.push(Action::Triage(TriageStep::Back)),
        UiCommand::TriageAgain => return again(state, person, inbox),
        _ => {}
    }
    None
}

/// Decides as about the one before, with the same reasons.
fn again(state: &State, person: &Person, inbox: &mut Inbox) -> Option<Ticket> {
    let last = state.triage_last().filter(|last| last.id != person.id).map(|last| &last.state);
    let Some(last) = last.filter(|last| last.decision != Decision::Undecided || last.is_protected) else {
        inbox.push(Action::Say("Nobody was decided before: there is nothing to do again".to_owned()));
        return None;
    };
    let person_ids = vec![person.id];
    if !last.reasons.is_empty() {
        let set = Reason::ALL.into_iter().filter(|reason| last.reasons.has(*reason)).map(|reason| (reason, true)).collect();
        let own_words = Some(last.reasons.own_words.clone()).filter(|words| !words.is_empty());
        inbox.send(Command::ChangeReasons { person_ids: person_ids.clone(), change: ReasonChange { set, own_words } });
    }
    Some(inbox.send(match (last.decision, last.later_until) {
        _ if last.is_protected => Command::SetProtected { person_ids, is_protected: true },
        (Decision::Remove, _) => Command::Move { person_ids, to: Pane::Remove },
        (Decision::Unfollow, _) => Command::SetUnfollow { person_ids, is_to_unfollow: true },
        (Decision::Later, Some(until)) => Command::PutOff { person_ids, until },
        _ => Command::Move { person_ids, to: Pane::Keep },
    }))
}
