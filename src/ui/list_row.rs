//! A row of the lists of Review: what it shows, and what a screen reader says of it.

use egui::{Rect, Ui, pos2};
use egui_material_icons::icons;

use super::{
    suggestion_panel,
    theme::{self, AVATAR, GAP, Tokens, size, tokens},
    widgets::{avatar, chip::Mark, name_text},
};
use crate::{
    model::{
        evidence::{Direction, EvidenceKind, evidence_text},
        person::{Person, decision::Decision},
        search::order::Order,
        text::{date_text, display_text::with_thousands},
    },
    state::State,
};

/// Narrower rows show the year alone.
pub(super) const WIDE_ENOUGH_FOR_A_DAY: f32 = 360.0;

/// Narrower rows have the marks on the second line.
pub(super) const WIDE_ENOUGH_FOR_MARKS: f32 = 400.0;

/// What a screen reader says of a row.
pub(super) fn row_name(state: &State, person: &Person) -> String {
    let time = &state.overview.time;
    let mut words = vec![person.facts.name()];
    let work = person.facts.work();
    if !work.is_empty() {
        words.push(work);
    }
    if let Some(day) = person.facts.connected_on {
        words.push(format!("connected {}", date_text::day(day)));
    }
    if person.state.is_protected {
        words.push("protected".to_owned());
    }
    if person.state.is_rediscovered {
        words.push("glad to have found again".to_owned());
    }
    if person.state.is_due(time.today) {
        words.push("due for review".to_owned());
    } else if let Some(day) = person.state.later_until {
        words.push(format!("later, on {}", date_text::day(day)));
    }
    match person.state.decision {
        Decision::Unfollow => words.push("to unfollow".to_owned()),
        Decision::Keep => words.push("kept".to_owned()),
        Decision::Undecided | Decision::Later | Decision::Remove => {}
    }
    words.extend(suggestion_panel::in_words(state, person));
    words.extend(evidence_text::sentences(&person.evidence, time));
    if !person.state.reasons.is_empty() {
        words.push(format!("reasons: {}", person.state.reasons.in_words()));
    }
    if !person.state.note.is_empty() {
        words.push("has a note".to_owned());
    }
    words.join(", ")
}

pub(super) fn row_tooltip(ui: &mut Ui, state: &State, person: &Person) {
    let tokens = tokens(ui);
    ui.set_max_width(320.0);
    name_text::wrapped(ui, &person.facts.name(), theme::semibold(size::BODY), tokens.text);
    for words in [
        person.facts.work(),
        state.title_in_words(person, |_| true),
        suggestion_panel::in_words(state, person).map(|words| evidence_text::upper_first(&words)).unwrap_or_default(),
        if person.state.is_protected { "Protected".to_owned() } else { String::new() },
        match person.state.later_until {
            Some(day) if person.state.is_due(state.overview.time.today) => format!("Due since {}: review them again", date_text::day(day)),
            Some(day) => format!("Later: review again on {}", date_text::day(day)),
            None => String::new(),
        },
        person.state.reasons.in_words(),
        crate::model::text::display_text::sanitized(&person.state.note).into_owned(),
    ] {
        if !words.is_empty() {
            ui.label(egui::RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.muted));
        }
    }
    for words in evidence_text::sentences(&person.evidence, &state.overview.time) {
        ui.label(egui::RichText::new(evidence_text::upper_first(&words)).font(theme::regular(size::SECOND)).color(tokens.text));
    }
    for kind in EvidenceKind::ALL.into_iter().filter(|kind| !kind.is_in(&person.evidence)) {
        let covered = state.coverage.of(kind, &person.facts, &person.evidence);
        let words = format!("{}: {}", evidence_text::upper_first(kind.noun()), evidence_text::nothing(kind, covered));
        ui.label(egui::RichText::new(words).font(theme::regular(size::SMALL)).color(tokens.muted));
    }
}

/// The marks of a row, the telling ones first, each with whether it must stay when the row is narrow.
pub(super) fn marks(ui: &Ui, state: &State, person: &Person, tokens: &Tokens) -> Vec<(Mark, bool)> {
    let evidence = &person.evidence;
    let mut marks = Vec::new();
    let quiet = |icon, text: &str| (Mark::new(ui, icon, text, tokens.sunken, tokens.muted), false);
    // Messages and endorsements have columns of their own, so that figures stand below each other.
    match &evidence.messages {
        Some(messages) if messages.direct() > 0 => marks.push(quiet(icons::ICON_MAIL, &with_thousands(messages.direct()))),
        // Who only shares a group did not write to the member.
        Some(messages) => marks.push(quiet(icons::ICON_FORUM, &with_thousands(messages.group))),
        None => {
            let covered = state.coverage.of(EvidenceKind::Messages, &person.facts, evidence);
            if covered.is_known() {
                marks.push(quiet(icons::ICON_MAIL, "0"));
            } else if covered.period.is_some() {
                // A file is there and cannot speak of them: that is not none, and says less than a figure.
                marks.push((Mark::new(ui, icons::ICON_MAIL, "?", theme::CLEAR, tokens.faint), false));
            }
        }
    }
    if let Some((mark, _)) = marks.last_mut() {
        mark.widen(MESSAGES_COLUMN);
    }
    if !evidence.endorsements.is_empty() {
        let (mut mark, must_stay) = quiet(icons::ICON_STAR, &evidence.endorsements.len().to_string());
        mark.widen(ENDORSEMENTS_COLUMN);
        marks.push((mark, must_stay));
    }
    let recommended = |direction| evidence.recommendations(direction).next().is_some();
    if recommended(Direction::Incoming) {
        marks.push((Mark::new(ui, icons::ICON_FORMAT_QUOTE, "recommended you", tokens.care_soft, tokens.care), true));
    } else if recommended(Direction::Outgoing) {
        marks.push((Mark::new(ui, icons::ICON_FORMAT_QUOTE, "you recommended", tokens.sunken, tokens.muted), true));
    }
    if state.is_suggested(person.id) {
        marks.push((Mark::new(ui, icons::ICON_LIGHTBULB, "", tokens.sunken, tokens.accent), true));
    }
    if person.state.is_protected {
        marks.push((Mark::new(ui, icons::ICON_LOCK, "", tokens.sunken, tokens.muted), true));
    }
    if person.state.is_due(state.overview.time.today) {
        marks.push((Mark::new(ui, icons::ICON_SCHEDULE, "due", tokens.care_soft, tokens.care), true));
    } else if person.state.decision == Decision::Later {
        marks.push(quiet(icons::ICON_SCHEDULE, ""));
    }
    if person.state.decision == Decision::Unfollow {
        marks.push(quiet(icons::ICON_VISIBILITY_OFF, ""));
    }
    if person.state.decision == Decision::Keep {
        marks.push((Mark::new(ui, icons::ICON_CHECK, "", tokens.card, tokens.accent), false));
    }
    if !person.state.reasons.is_empty() {
        marks.push(quiet(icons::ICON_SELL, ""));
    }
    if !person.state.note.is_empty() || evidence.owner_note.is_some() {
        marks.push(quiet(icons::ICON_STICKY_NOTE_2, ""));
    }
    marks
}

/// How wide the columns of messages and endorsements are, in points.
const MESSAGES_COLUMN: f32 = 50.0;
const ENDORSEMENTS_COLUMN: f32 = 44.0;

/// Those marks that fit: first the words of a recommendation give way to their icon, then the least telling marks. What
/// must stay, stays.
pub(super) fn fitting(mut marks: Vec<(Mark, bool)>, room: f32) -> Vec<Mark> {
    let width = |marks: &[(Mark, bool)]| marks.iter().map(|(mark, _)| mark.width()).sum::<f32>();
    if width(&marks) > room {
        for (mark, must_stay) in &mut marks {
            if *must_stay {
                mark.shorten();
            }
        }
    }
    if width(&marks) > room {
        // Columns are a comfort; what there is to say comes first.
        for (mark, _) in &mut marks {
            mark.widen(0.0);
        }
    }
    while width(&marks) > room {
        let Some(last) = marks.iter().rposition(|(_, must_stay)| !must_stay) else { break };
        marks.remove(last);
    }
    marks.into_iter().map(|(mark, _)| mark).collect()
}

/// Paints a row's content. Returns whether it tells everything that a tooltip would.
pub(super) fn paint_row(ui: &Ui, rect: Rect, state: &State, person: &Person, order: Order, tokens: &Tokens) -> bool {
    let painter = ui.painter();
    let center_y = rect.center().y;
    avatar::paint(painter, pos2(rect.left() + GAP + AVATAR / 2.0, center_y), AVATAR, person);
    let mut right = rect.right() - GAP - 4.0;
    // Sorted by contact, the rows show what they are sorted by.
    let day = if order.is_by_contact() { person.evidence.last_contact().map(|at| state.overview.time.day_of(at)) } else { person.facts.connected_on };
    let date = match day {
        Some(day) if rect.width() >= WIDE_ENOUGH_FOR_A_DAY => date_text::day(day),
        Some(day) => day.year().to_string(),
        None => String::new(),
    };
    let galley = painter.layout_no_wrap(date, theme::regular(size::SMALL), tokens.muted);
    let left = rect.left() + GAP + AVATAR + 11.0;
    let width = galley.size().x;
    // In a narrow row the date stands beside the name and the marks beside the work, so that the name has room.
    let is_narrow = rect.width() < WIDE_ENOUGH_FOR_MARKS;
    let (date_y, marks_y) = if is_narrow { (center_y - 9.0, center_y + 9.0) } else { (center_y, center_y) };
    painter.galley(pos2(right - width, date_y - galley.size().y / 2.0), galley, tokens.muted);
    // As wide as the widest date, so that the marks stand below each other.
    let widest = if rect.width() >= WIDE_ENOUGH_FOR_A_DAY { 72.0 } else { 28.0 };
    let before_date = right - f32::max(width, widest) - 8.0;
    if !is_narrow {
        right = before_date;
    }
    let room_for_words = if rect.width() < WIDE_ENOUGH_FOR_A_DAY { 90.0 } else { 130.0 };
    let marks = marks(ui, state, person, tokens);
    let has_marks = !marks.is_empty();
    // The telling ones stand next to the date.
    for mark in fitting(marks, right - left - room_for_words) {
        right = mark.paint(ui, right, marks_y);
    }
    let name_right = if is_narrow { before_date } else { right };
    let name = name_text::line(painter, &person.facts.name(), theme::semibold(size::BODY), tokens.text, name_right - left - 4.0);
    let work = person.facts.work();
    let work = name_text::line(painter, if work.is_empty() { "—" } else { &work }, theme::regular(size::SECOND), tokens.muted, right - left - 4.0);
    let is_cut_off = name.is_cut_off || work.is_cut_off;
    let (name, work) = (name.galley, work.galley);
    let height = name.size().y + work.size().y + 1.0;
    let top = center_y - height / 2.0;
    let name_height = name.size().y;
    name_text::paint(painter, pos2(left, top), name, &person.facts.name(), &theme::semibold(size::BODY), tokens.text);
    painter.galley(pos2(left, top + name_height + 1.0), work, tokens.muted);
    !is_cut_off && !has_marks
}
