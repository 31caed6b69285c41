//! The sitting beside the card: how far it is, at which pace, what came of it; and its summary.

use egui::{Frame, Margin, RichText, ScrollArea, Sense, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox, Page},
    theme::{self, GAP, size, tokens},
    tie_panel::fact_ui,
    triage_draft::TriageDraft,
    ui_command::UiCommand,
    widgets::{
        avatar,
        button::{Button, Tone},
        card, check, menu, name_text,
    },
};
use crate::{
    command::Command,
    model::{
        person::decision::Pane,
        settings::Settings,
        sitting::Sitting,
        text::display_text::{count, people as people_in_words, with_thousands},
        triage_group::GroupKind,
    },
    state::{State, triage::TriageStep},
};

/// How many are looked at, of how many there were: "48 of 312".
fn progress_in_words(state: &State, left: usize) -> (String, f32) {
    let decided = state.settings.triage.sitting.as_ref().map_or(0, Sitting::decided);
    // Where those who are decided are gone through as well, they are among those who are left.
    let all = if state.triages_everybody() { left.max(decided) } else { decided + left };
    #[expect(clippy::cast_precision_loss, reason = "a share of a bar")]
    let share = if all == 0 { 0.0 } else { decided as f32 / all as f32 };
    (format!("{} of {}", with_thousands(decided), with_thousands(all)), share)
}

fn bar_ui(ui: &mut Ui, share: f32, words: &str) {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 7.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ProgressIndicator, true, format!("{words} decided")));
    ui.painter().rect_filled(rect, 3.5, tokens.sunken);
    ui.painter().rect_filled(rect.with_max_x(rect.left() + rect.width() * share.clamp(0.0, 1.0)), 3.5, tokens.accent);
}

/// In a narrow window: one line over the card.
pub(super) fn line_ui(ui: &mut Ui, state: &State, draft: &mut TriageDraft) {
    let (left, _) = draft.counts(state);
    let (words, share) = progress_in_words(state, left);
    let sitting = state.settings.triage.sitting.clone().unwrap_or_default();
    let parts = [Some(format!("{words} decided")), sitting.pace_in_words(), sitting.left_in_words(left).map(|time| format!("{time} left"))];
    card::muted(ui, parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    bar_ui(ui, share, &words);
}

/// Draws the column.
pub(super) fn column_ui(ui: &mut Ui, state: &State, draft: &mut TriageDraft, inbox: &mut Inbox) {
    ScrollArea::vertical().id_salt("sitting").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 6.0;
            sitting_ui(ui, state, draft, inbox);
            next_ui(ui, state, draft);
            ui.add_space(GAP);
            card::heading(ui, "How to go through them");
            ways_ui(ui, state, inbox);
        });
    });
}

fn sitting_ui(ui: &mut Ui, state: &State, draft: &mut TriageDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let (left, _) = draft.counts(state);
    let (words, share) = progress_in_words(state, left);
    card::heading(ui, "This sitting");
    searched_ui(ui, state, draft, inbox);
    ui.label(RichText::new(&words).font(theme::semibold(22.0)).color(tokens.text));
    bar_ui(ui, share, &words);
    ui.add_space(2.0);
    let sitting = state.settings.triage.sitting.clone().unwrap_or_default();
    let unknown = "after a few people";
    fact_ui(ui, "At your pace", sitting.pace_in_words().as_deref().unwrap_or(unknown), "How long you have looked at each, pauses left out");
    fact_ui(ui, "Left", sitting.left_in_words(left).as_deref().unwrap_or(unknown), "At your own pace");
    counts_ui(ui, &sitting);
    let (maybes, sure) = draft.maybes;
    if maybes > 0 && !state.triages_everybody() {
        let hint = if sure > 0 { "Those you passed over: they come once the others are through" } else { "Those you passed over" };
        fact_ui(ui, if sure > 0 { "Maybes, for later" } else { "Maybes, now alone" }, &with_thousands(maybes), hint);
    }
    if sitting.decided() > 0 && !draft.is_ended {
        ui.add_space(4.0);
        let key = UiCommand::EndSitting.key_name(ui);
        if Button::new("End the sitting").with_key(&key).min_width(ui.available_width()).show(ui).clicked() {
            draft.is_ended = true;
            inbox.push(Action::FocusBack);
        }
    }
}

/// What those who are gone through were searched by, and the way back from it.
fn searched_ui(ui: &mut Ui, state: &State, draft: &mut TriageDraft, inbox: &mut Inbox) {
    let list = state.pane(state.active);
    if !list.is_searching() {
        return;
    }
    let words =
        if state.hides_names() { "Those found by your search".to_owned() } else { format!("Those found by {}", draft.queues.named(state, list.search())) };
    card::muted(ui, words);
    if draft.groups.is_inside(state) {
        if Button::quiet("Back to the groups").with_key(&UiCommand::BackToReview.key_name(ui)).at_edge().show(ui).clicked() {
            draft.is_ended = false;
            draft.groups.step_out(state, inbox);
            inbox.push(Action::FocusBack);
        }
    } else if Button::quiet("All of them").named("All of them, without the search").at_edge().show(ui).clicked() {
        inbox.push(Action::Search(state.active, String::new()));
        inbox.push(Action::Triage(TriageStep::FromStart));
        inbox.push(Action::FocusBack);
    }
}

fn counts_ui(ui: &mut Ui, sitting: &Sitting) {
    for (name, count) in [
        ("Kept", sitting.kept),
        ("To remove", sitting.removed),
        ("Later", sitting.later),
        ("To unfollow", sitting.unfollowed),
        ("Protected", sitting.protected),
        ("Found again", sitting.rediscovered),
        ("Skipped", sitting.skipped),
    ] {
        if count > 0 {
            fact_ui(ui, name, &with_thousands(count), "");
        }
    }
}

/// Which groups come next.
fn next_groups_ui(ui: &mut Ui, state: &State, draft: &TriageDraft) {
    let next = draft.groups.next(state, NEXT_GROUPS);
    if next.is_empty() || draft.is_ended {
        return;
    }
    ui.add_space(GAP);
    card::heading(ui, "Next");
    for (label, people) in next {
        fact_ui(ui, &label, &with_thousands(people), "");
    }
}

/// So many groups are told that come next.
const NEXT_GROUPS: usize = 6;

/// Who comes next.
fn next_ui(ui: &mut Ui, state: &State, draft: &mut TriageDraft) {
    if state.settings.triage.groups_by.is_some() {
        return next_groups_ui(ui, state, draft);
    }
    let next: Vec<_> = draft.counts(state).1.iter().filter_map(|id| state.person(*id)).collect();
    if next.is_empty() || draft.is_ended {
        return;
    }
    let tokens = tokens(ui);
    ui.add_space(GAP);
    card::heading(ui, "Next");
    for person in next {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(34.0, 38.0), Sense::hover());
            avatar::paint(ui.painter(), rect.left_center() + vec2(16.0, 0.0), 32.0, person);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                name_text::label(ui, &person.facts.name(), theme::regular(size::BODY), tokens.text);
                let work = person.facts.work();
                if !work.is_empty() && !state.settings.triage.hides_titles {
                    name_text::label(ui, &work, theme::regular(size::SECOND), tokens.muted);
                }
            });
        });
    }
}

/// In which order, with or without titles, and whom.
fn ways_ui(ui: &mut Ui, state: &State, inbox: &mut Inbox) {
    let triage = &state.settings.triage;
    let way = triage.groups_by.map_or("One by one", GroupKind::label);
    let button = Button::new(way).named(&format!("Groups: {way}")).with_key(&UiCommand::Groups.key_name(ui)).min_width(ui.available_width()).show(ui);
    menu::below(&button).show(|ui| {
        for by in std::iter::once(None).chain(GroupKind::ALL.map(Some)) {
            if menu::choice(ui, by == triage.groups_by, by.map_or("One by one", GroupKind::label)).clicked() {
                inbox.push(Action::set_triage(state, |triage| triage.groups_by = by));
                ui.close();
            }
        }
    });
    let mut is_clicked = |label: &str, is_on: bool, hint: &str| {
        let row = check::labelled(ui, is_on, label);
        if hint.is_empty() { row } else { row.on_hover_text(hint) }.clicked()
    };
    if is_clicked("In no order", triage.seed.is_some(), "Otherwise in the order of the list in Review") {
        // Kept, so that the same order goes on after a restart.
        let seed = triage.seed.is_none().then(|| state.overview.time.at.as_millisecond().cast_unsigned());
        inbox.push(Action::set_triage(state, |triage| triage.seed = seed));
    }
    if is_clicked("Judge without titles", triage.hides_titles, "Position and company are hidden until you hold H") {
        inbox.push(Action::set_triage(state, |triage| triage.hides_titles = !triage.hides_titles));
    }
    if state.active == Pane::Keep && is_clicked("Also those you decided", triage.shows_decided, "") {
        inbox.push(Action::set_triage(state, |triage| triage.shows_decided = !triage.shows_decided));
    }
    let advances = state.settings.advances;
    if is_clicked("Go on by itself", advances, "To the next person after each decision") {
        inbox.push(Action::Set(Settings { advances: !advances, ..state.settings.clone() }));
    }
}

/// What came of the sitting, and what to do next; also where nobody is left.
pub(super) fn summary_ui(ui: &mut Ui, state: &State, draft: &mut TriageDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let (left, _) = draft.counts(state);
    let sitting = state.settings.triage.sitting.clone().unwrap_or_default();
    let width = ui.available_width().min(460.0);
    let middle = egui::Rect::from_center_size(ui.max_rect().center(), vec2(width, ui.available_height()));
    ui.scope_builder(UiBuilder::new().max_rect(middle), |ui| {
        ScrollArea::vertical().id_salt("summary").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 7.0;
            ui.add_space((ui.available_height() * 0.16).min(110.0));
            let title = if left == 0 { "Everybody here is decided" } else { "That was this sitting" };
            ui.label(RichText::new(title).font(theme::semibold(22.0)).color(tokens.text));
            let list = state.pane(state.active);
            let whom = if list.is_searching() && state.hides_names() {
                format!("{} found by your search", people_in_words(list.rows().len()))
            } else if list.is_searching() {
                format!("{} found by {}", people_in_words(list.rows().len()), draft.queues.named(state, list.search()))
            } else {
                format!("{} in {}", people_in_words(list.total()), state.active.title())
            };
            card::muted(ui, format!("Of {whom}, {} left to be decided.", count(left, "is", "are")));
            ui.add_space(6.0);
            // Those of a group are looked at together.
            let looked_at = sitting.looked_at.max(sitting.decided());
            if looked_at > 0 {
                fact_ui(ui, "Looked at", &with_thousands(looked_at), "");
                counts_ui(ui, &sitting);
                fact_ui(ui, "Time", &sitting.time_in_words(), "Pauses left out");
                if sitting.removed > 0 {
                    let recommending = match state.recommending() {
                        0 => String::new(),
                        1 => ", 1 of whom recommended you".to_owned(),
                        many => format!(", {} of whom recommended you", with_thousands(many)),
                    };
                    fact_ui(ui, "In Remove now", &format!("{}{recommending}", people_in_words(state.pane(Pane::Remove).total())), "");
                }
            }
            ui.add_space(10.0);
            ways_on_ui(ui, state, draft, left, &sitting, inbox);
        });
    });
}

/// The ways on from a sitting.
fn ways_on_ui(ui: &mut Ui, state: &State, draft: &mut TriageDraft, left: usize, sitting: &Sitting, inbox: &mut Inbox) {
    let width = ui.available_width();
    let wide = |label: &str, tone: Tone, ui: &mut Ui| Button::new(label).tone(tone).min_width(width).show(ui).clicked();
    if draft.groups.is_inside(state) && wide("Back to the groups", if left > 0 { Tone::Plain } else { Tone::Primary }, ui) {
        draft.is_ended = false;
        draft.groups.step_out(state, inbox);
        inbox.push(Action::FocusBack);
    }
    if left > 0 && wide(&format!("Go on with {}", people_in_words(left)), Tone::Primary, ui) {
        draft.is_ended = false;
        inbox.push(Action::Triage(TriageStep::FromStart));
    }
    if sitting.decided() > 0 {
        if left > 0 && wide("Close it, and begin another", Tone::Plain, ui) {
            draft.is_ended = false;
            inbox.push(Action::set_triage(state, |triage| {
                triage.sitting = None;
                triage.maybes.clear();
            }));
            inbox.push(Action::Triage(TriageStep::FromStart));
        }
        let back = Button::new("Take the whole sitting back").with_icon(icons::ICON_UNDO).min_width(width).show(ui);
        if back.on_hover_text("All that was done since it began, in one step; History has each of them").clicked() {
            draft.is_ended = false;
            inbox.send(Command::ReturnTo { operation_id: sitting.after_operation });
            inbox.push(Action::set_triage(state, |triage| triage.sitting = None));
        }
    }
    let key = UiCommand::ShowReview.key_name(ui);
    if Button::new("Go to Review").with_key(&key).min_width(width).show(ui).clicked() {
        inbox.push(Action::Show(Page::Review));
    }
}
