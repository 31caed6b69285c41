//! What the work list keeps between frames: its order, who is worked on, the time box.

use egui::Ui;

use super::{action::Inbox, batch_panel::BatchDraft, errands_draft::ErrandsDraft, small_window::Before};
use crate::{
    model::{
        batch::{
            pace::{Pace, Progress},
            task::{TaskKind, TaskState},
            work_item::WorkItem,
        },
        id::PersonId,
        import::verdict::Verdict,
        text::display_text::{people as people_in_words, with_thousands},
    },
    state::{State, loaded::Data},
};

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub(super) struct WorkDraft {
    /// The table of a batch, if one is looked at.
    pub batches: BatchDraft,
    /// The lists beside the batches.
    pub(super) errands: ErrandsDraft,
    /// Who is worked on; else the first who waits.
    pub(super) current: Option<(PersonId, TaskKind)>,
    /// Whose name was copied: the next key is "done".
    pub(super) copied: Option<(PersonId, TaskKind)>,
    /// Whether the window has been left since the name was copied: only then does Enter mean that it is done.
    pub(super) has_been_away: bool,
    /// Set while the window is small: how it was before.
    pub(super) small: Option<Before>,
    /// The count that LinkedIn's page shows, as it was typed.
    pub(super) count_shown: String,
    /// Today's portion is done, and the member goes on.
    pub(super) goes_on: bool,
    /// When the session began or went on, in seconds of the window; none while it rests.
    pub(super) began: Option<f64>,
    /// Seconds of the session before it last went on.
    pub(super) before: f64,
    /// Whether the place of the last time was taken up.
    pub(super) is_resumed: bool,
    /// The version that the figures below are of.
    pub(super) version: Option<(u64, Pace)>,
    pub(super) progress: Progress,
    /// Places in the work list that wait, in the order in which they come.
    pub(super) queue: Vec<usize>,
    /// Places that were dealt with, latest first.
    pub(super) settled: Vec<usize>,
    /// What came of all of it, in a sentence.
    pub(super) outcome: String,
    /// Those who were not found, and may be looked for once more.
    pub(super) not_found: Vec<PersonId>,
    /// What the member can do once nobody waits.
    pub(super) next: Vec<&'static str>,
}

impl WorkDraft {
    /// Asks for the list when it is not there or old, and works out the order once per change.
    pub(super) fn follow(&mut self, state: &State, inbox: &mut Inbox) {
        inbox.need(state, Data::WorkList);
        let Some(items) = state.work_list.get() else { return };
        if !std::mem::replace(&mut self.is_resumed, true) {
            self.current = state.settings.worked_on;
        }
        let version = Some((state.work_list.arrivals(), state.settings.pace));
        if self.version == version {
            return;
        }
        self.version = version;
        self.progress = Progress::of(items, state.settings.pace, &state.overview.time);
        self.queue = (0..items.len()).filter(|at| items.get(*at).is_some_and(WorkItem::is_open)).collect();
        // Whoever was passed over comes again at the end.
        self.queue.sort_by_key(|at| items.get(*at).map(|item| item.state));
        self.settled = (0..items.len()).filter(|at| items.get(*at).is_some_and(|item| !item.is_open() && item.state != TaskState::ToDo)).collect();
        self.settled.sort_by_key(|at| std::cmp::Reverse(items.get(*at).and_then(|item| item.acted_at)));
        self.outcome = what_came_of_it(items);
        let not_found = items.iter().filter(|item| item.state == TaskState::NotFound && item.is_current && item.is_connected);
        self.not_found = not_found.map(|item| item.person_id).collect();
        self.next = next_in_words(items);
    }

    /// The place of who is worked on.
    pub(super) fn place(&self, items: &[WorkItem]) -> Option<usize> {
        let chosen = self.current.and_then(|current| items.iter().position(|item| (item.person_id, item.kind) == current));
        chosen.filter(|at| items.get(*at).is_some_and(WorkItem::is_open)).or_else(|| self.queue.first().copied())
    }

    /// The first thing that is done begins the session, or ends a pause.
    pub(super) fn begin(&mut self, ui: &Ui) {
        self.began.get_or_insert_with(|| ui.input(|input| input.time));
    }

    /// Seconds that the session has lasted, pauses left out; none before it began.
    pub(super) fn lasted(&self, now: f64) -> Option<f64> {
        match self.began {
            Some(began) => Some(self.before + (now - began).max(0.0)),
            None => (self.before > 0.0).then_some(self.before),
        }
    }

    pub(super) fn pause(&mut self, now: f64) {
        self.before = self.lasted(now).unwrap_or_default();
        self.began = None;
    }

    /// The clock begins anew; a session that rests goes on resting.
    pub(super) fn restart_clock(&mut self, now: f64) {
        self.before = 0.0;
        self.began = self.began.map(|_| now);
    }
}

/// "12 people marked as done, 1 not found, 2 stay after all." Whether they are gone only an export tells.
fn what_came_of_it(items: &[WorkItem]) -> String {
    let count = |kind: TaskKind, state: TaskState| items.iter().filter(|item| item.kind == kind && item.state == state).count();
    let both = |state: TaskState| count(TaskKind::Remove, state) + count(TaskKind::Unfollow, state);
    let mut parts = Vec::new();
    let mut add = |count: usize, words: &dyn Fn(usize) -> String| {
        if count > 0 {
            parts.push(words(count));
        }
    };
    add(count(TaskKind::Remove, TaskState::Done), &|n| format!("{} marked as done", people_in_words(n)));
    add(count(TaskKind::Unfollow, TaskState::Done), &|n| format!("{} unfollowed", with_thousands(n)));
    add(both(TaskState::NotFound), &|n| format!("{} not found", with_thousands(n)));
    add(both(TaskState::ChangedMind), &|n| if n == 1 { "1 stays after all".to_owned() } else { format!("{} stay after all", with_thousands(n)) });
    if parts.is_empty() { String::new() } else { format!("{}.", parts.join(", ")) }
}

/// What the member can do now. Whether a removal took only an export tells; where nobody was removed there is nothing to tell.
fn next_in_words(items: &[WorkItem]) -> Vec<&'static str> {
    let handled = || items.iter().filter(|item| item.kind == TaskKind::Remove && matches!(item.state, TaskState::Done | TaskState::NotFound));
    let is = |verdict: Verdict| move |item: &WorkItem| item.verdict == Some(verdict);
    let mut words = Vec::new();
    if handled().next().is_none() {
        return words;
    }
    if handled().any(|item| item.verdict.is_none()) {
        words.push("Import your next export in a while: it shows whether everybody has gone as planned.");
    } else if handled().any(is(Verdict::Unclear)) {
        words.push("Your last export tells what came of them; of some it cannot tell. What changed says of whom.");
    } else {
        words.push("Your last export tells what came of each of them: see What changed.");
    }
    if handled().any(|item| item.is_connected && is(Verdict::StillConnected)(item)) {
        words.push("By your last export, some are still connected: put them back below if they are to go.");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::batch::removal_list::ListedPerson;

    fn item(kind: TaskKind, state: TaskState, verdict: Option<Verdict>) -> WorkItem {
        WorkItem {
            person_id: PersonId(1),
            kind,
            batch: None,
            state,
            acted_at: None,
            is_connected: verdict != Some(Verdict::AsPlanned),
            is_current: true,
            former_slug: None,
            verdict,
            listed: ListedPerson::default(),
        }
    }

    #[test]
    fn nothing_is_said_of_an_export_that_has_not_spoken() {
        use TaskKind::{Remove, Unfollow};
        use TaskState::{ChangedMind, Done, NotFound};
        let begins = |items: &[WorkItem], beginning: &str| next_in_words(items).first().is_some_and(|words| words.starts_with(beginning));
        assert!(next_in_words(&[item(Unfollow, Done, None), item(Remove, ChangedMind, None)]).is_empty());
        assert!(begins(&[item(Remove, NotFound, None)], "Import your next export"));
        assert!(begins(&[item(Remove, Done, Some(Verdict::AsPlanned)), item(Remove, Done, None)], "Import your next export"));
        let unclear = [item(Remove, Done, Some(Verdict::AsPlanned)), item(Remove, Done, Some(Verdict::Unclear))];
        assert!(next_in_words(&unclear)[0].contains("of some it cannot tell"));
        assert!(begins(&unclear[..1], "Your last export tells what came of each"));
        assert_eq!(next_in_words(&[item(Remove, Done, Some(Verdict::StillConnected))]).len(), 2);
    }
}
