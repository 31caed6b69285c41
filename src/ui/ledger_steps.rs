//! What was done by hand beside removing, as the ledger keeps it: letters sent, invitations withdrawn, names unfollowed.

use egui::{Id, Key, Ui};
use egui_material_icons::icons;

use super::{
    action::Inbox,
    ledger_draft::LedgerDraft,
    widgets::{
        button::Button,
        list_box::{self, EndTone, ListRow},
    },
};
use crate::{
    model::{
        batch::task::TaskState,
        checklist::alternative,
        outreach::errand::{ErrandEvent, ErrandKind, ErrandLine},
        text::date_text,
    },
    state::State,
};

/// The lines, the latest first.
pub(super) fn steps_ui(ui: &mut Ui, state: &State, lines: &[ErrandLine], draft: &mut LedgerDraft, inbox: &mut Inbox) {
    let id = Id::unique("ledger steps");
    if !ui.memory(|memory| memory.focused().is_some()) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let at = |row: usize| lines.len().checked_sub(row + 1).and_then(|place| lines.get(place));
    let person = at(draft.step).and_then(|line| state.outreach.get()?.errand(&line.key)?.person_id).and_then(|id| state.person(id));
    let there = person.and_then(|person| Some((person, person.state.pane()?)));
    let shows = Button::quiet("Show them in Review").with_icon(icons::ICON_ARROW_FORWARD).at_edge().with_key("Enter").enabled_if(there.is_some());
    let mut is_asked = shows.show(ui).clicked();
    ui.add_space(4.0);
    let current = Some(draft.step.min(lines.len().saturating_sub(1)));
    let happened = list_box::show(ui, id, "Letters and other steps", lines.len(), current, |row| {
        let line = at(row)?;
        let is_done = line.event == ErrandEvent::Acted(TaskState::Done);
        Some(ListRow {
            id: i64::try_from(lines.len() - row).unwrap_or_default(),
            title: if line.name.is_empty() { alternative(&line.key.detail).map_or("", |known| known.title).to_owned() } else { line.name.clone() },
            second: detail(state, line),
            end: date_text::day_and_time(state.overview.time.date_time_of(line.at)),
            second_end: line.words().to_owned(),
            tone: if is_done { EndTone::Good } else { EndTone::Quiet },
            ..ListRow::default()
        })
    });
    if let Some(row) = happened.went_to {
        draft.step = row;
    }
    is_asked |= happened.keys.contains(&Key::Enter);
    if let (true, Some((person, pane))) = (is_asked, there) {
        inbox.look_at(person.id, pane);
    }
}

/// Which letter, or what instead of removing.
fn detail(state: &State, line: &ErrandLine) -> String {
    match line.key.kind {
        ErrandKind::Letter => {
            let letters = state.outreach.get().map(|outreach| outreach.letters.as_slice()).unwrap_or_default();
            letters.iter().find(|letter| letter.key == line.key.detail).map_or("", |letter| letter.title.as_str()).to_owned()
        }
        ErrandKind::Alternative => alternative(&line.key.detail).map_or("", |known| known.title).to_owned(),
        _ => String::new(),
    }
}
