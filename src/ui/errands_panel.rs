//! The lists beside the batches: whom one follows without a tie, and what is done instead of removing.

use egui::{Id, RichText, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox, LetterTo},
    errand_list::{self, ErrandRow, ErrandRows},
    errand_page::{beside, halves, steps_ui},
    errands_draft::{ErrandsDraft, FollowPart, WorkTab},
    theme::{self, GAP, size, tokens},
    widgets::{
        button::{Button, Tone},
        card, empty, menu, name_text,
    },
    work_steps::UNFOLLOW,
};
use crate::{
    command::Command,
    model::{
        batch::task::TaskState,
        checklist::{Alternative, AlternativeWay, alternative},
        outreach::{Outreach, errand::ErrandKind},
        person::reason::Reason,
        text::{date_text::day, display_text::with_thousands},
    },
    state::State,
};

/// Unfollowing a company, in LinkedIn's own labels.
const UNFOLLOW_COMPANY: [&str; 3] = [
    "Open “My Network” and choose “Pages”.",
    "Find the company in the list of those you follow.",
    "Choose “Following” in its row: it turns to “Follow”. Nobody is told.",
];

/// The number that the list has in egui.
fn list_id() -> Id {
    Id::unique("errands list")
}

/// The tabs of the page.
pub(super) fn tabs_ui(ui: &mut Ui, draft: &mut ErrandsDraft) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        for (tab, count) in WorkTab::ALL.into_iter().zip(draft.tab_counts) {
            let tone = if draft.tab == tab { Tone::Current } else { Tone::Quiet };
            let label = if count > 0 { format!("{} · {}", tab.title(), with_thousands(count)) } else { tab.title().to_owned() };
            if Button::quiet(&label).tone(tone).show(ui).clicked() {
                draft.tab = tab;
            }
        }
    });
}

/// Draws the list of the tab that is chosen.
pub(super) fn errands_ui(ui: &mut Ui, state: &State, draft: &mut ErrandsDraft, inbox: &mut Inbox) {
    let area = theme::page_area(ui);
    let Some(outreach) = state.outreach.get() else {
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| card::muted(ui, "A moment …"));
        return;
    };
    let (left, right) = halves(ui, area);
    ui.scope_builder(UiBuilder::new().max_rect(left.shrink(GAP)), |ui| {
        tabs_ui(ui, draft);
        ui.add_space(4.0);
        if draft.tab == WorkTab::Following && !parts_ui(ui, state, outreach, draft, inbox) {
            return;
        }
        if draft.rows.is_empty() {
            empty::show(ui, icons::ICON_CHECKLIST, "None remaining", "Nobody stands in this part of the list.");
            return;
        }
        let rows = std::mem::take(&mut draft.rows);
        errand_list::list_ui(ui, list_id(), draft.tab.title(), ErrandRows { state, outreach, rows: &rows }, &mut draft.list, inbox);
        draft.rows = rows;
    });
    beside(ui, right, "errand", 5.0, |ui| {
        let Some(row) = draft.list.place(&draft.rows).and_then(|place| draft.rows.get(place)).cloned() else { return };
        row_ui(ui, state, outreach, &row, draft, inbox);
    });
}

/// Which of those one follows are shown. Returns whether any export told of them.
fn parts_ui(ui: &mut Ui, state: &State, outreach: &Outreach, draft: &mut ErrandsDraft, inbox: &mut Inbox) -> bool {
    let Some(follows) = &outreach.follows else {
        empty::show(
            ui,
            icons::ICON_RSS_FEED,
            "No export so far told whom you follow",
            "The larger data archive from LinkedIn holds it: members and companies, by name.",
        );
        return false;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let label = |part: FollowPart, count: usize| format!("{} · {}", part.title(), with_thousands(count));
        let current = FollowPart::ALL.into_iter().zip(draft.part_counts).find(|(part, _)| *part == draft.part).map(|(part, count)| label(part, count));
        let current = current.unwrap_or_default();
        let button = Button::new(&current).with_icon(icons::ICON_UNFOLD_MORE).named(&format!("Shown: {current}")).show(ui);
        menu::below(&button).show(|ui| {
            ui.set_min_width(220.0);
            for (part, count) in FollowPart::ALL.into_iter().zip(draft.part_counts) {
                if ui.selectable_label(part == draft.part, label(part, count)).clicked() {
                    draft.part = part;
                    ui.close();
                }
            }
        });
        let may_be_put = matches!(draft.part, FollowPart::NoTie | FollowPart::Companies) && !draft.rows.is_empty();
        let label = format!("Put all {} on the list", with_thousands(draft.rows.len()));
        if may_be_put && Button::new(&label).with_icon(icons::ICON_PLAYLIST_ADD).show(ui).clicked() {
            let errands = draft.rows.iter().filter_map(|row| Some(state.wanted_errand(row.key.as_ref()?, &row.name, None))).collect();
            inbox.send(Command::SetErrands { errands, state: TaskState::ToDo });
        }
    });
    let told = [(follows.members_as_of, "members"), (follows.companies_as_of, "companies")]
        .into_iter()
        .filter_map(|(as_of, what)| as_of.map(|on| format!("{what} as of {}", day(on))))
        .collect::<Vec<_>>();
    card::muted(ui, format!("By name only, since LinkedIn's files have no links: {}.", told.join(", ")));
    ui.add_space(4.0);
    true
}

fn row_ui(ui: &mut Ui, state: &State, outreach: &Outreach, row: &ErrandRow, draft: &mut ErrandsDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let Some(key) = row.key.clone() else { return };
    name_text::wrapped(ui, &row.name, theme::semibold(17.0), tokens.text);
    let known = alternative(&key.detail).filter(|_| key.kind == ErrandKind::Alternative);
    if let Some(known) = known {
        let words = if key.subject.is_empty() { known.how.to_owned() } else { format!("{}: {}", known.title, known.how) };
        ui.label(RichText::new(words).font(theme::regular(size::BODY)).color(tokens.text));
    } else {
        ui.label(RichText::new([row.second.as_str(), row.end.as_str()].join(", ").trim_end_matches(", ")).font(theme::regular(size::BODY)).color(tokens.text));
    }
    ui.add_space(6.0);
    let rows = std::mem::take(&mut draft.rows);
    errand_list::buttons_ui(ui, ErrandRows { state, outreach, rows: &rows }, row, &mut draft.list, inbox);
    draft.rows = rows;
    ui.add_space(8.0);
    match (known, key.kind) {
        (Some(known), _) => alternative_ui(ui, state, row, known, inbox),
        (None, ErrandKind::UnfollowCompany) => steps_ui(ui, "At LinkedIn", &UNFOLLOW_COMPANY),
        (None, _) => steps_ui(ui, "At LinkedIn", &UNFOLLOW[..3]),
    }
}

/// The steps of an alternative, and the ways to where it goes on.
fn alternative_ui(ui: &mut Ui, state: &State, row: &ErrandRow, known: &Alternative, inbox: &mut Inbox) {
    steps_ui(ui, "How", known.steps);
    let Some(person) = row.person_id.and_then(|id| state.person(id)) else { return };
    ui.horizontal_wrapped(|ui| {
        let may_write = !state.hides_names() && !person.state.reasons.has(Reason::HasDied);
        if may_write
            && known.way == AlternativeWay::AboutPerson
            && known.id == "A7"
            && Button::quiet("Letter…").with_icon(icons::ICON_MAIL).at_edge().show(ui).clicked()
        {
            inbox.push(Action::Open(Dialog::Letter(LetterTo::Person(person.id), "reconnect".to_owned())));
        }
        if let Some(pane) = person.state.pane()
            && Button::quiet("Show them in Review").with_icon(icons::ICON_ARROW_FORWARD).at_edge().show(ui).clicked()
        {
            inbox.look_at(person.id, pane);
        }
    });
}
