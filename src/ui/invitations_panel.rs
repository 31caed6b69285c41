//! Invitations: sent and still waiting, received and piling up, sent at once by accident, and how fast answers came. What is to
//! be done is worked through by hand at LinkedIn, like any other list.

use egui::{Frame, Id, RichText, Stroke, StrokeKind, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox, LetterTo},
    advice_card::advice_ui,
    burst_panel,
    errand_list::{self, ErrandRow, ErrandRows},
    errand_page::{beside, halves, send, steps_ui},
    invitations_draft::{InvitationsDraft, Part, Tab, errand_of, way_of},
    theme::{self, GAP, size, tokens},
    widgets::{
        button::{Button, Tone},
        card, empty, menu, name_text,
    },
};
use crate::{
    model::{
        batch::task::TaskState,
        evidence::Direction,
        outreach::{
            Outreach,
            advice::AdvicePlace,
            errand::{ErrandKind, again_from},
            invitation_log::{Answers, LogCoverage, LoggedInvitation, Standing},
        },
        text::{
            date_text::{self, day},
            display_text::{count, sanitized, with_thousands},
        },
    },
    state::State,
};

/// What to do at LinkedIn, in its own labels.
const WITHDRAW: [&str; 4] = [
    "Open “My Network”, choose “Manage” above the invitations, then “Sent”.",
    "Find them: the newest come first.",
    "Choose “Withdraw” in their row and confirm. They aren't told.",
    "No button there? Then it has expired or was answered: press N here.",
];

const ANSWER: [&str; 3] = [
    "Open “My Network” and choose “Manage” above the invitations.",
    "Choose “Accept” or “Ignore” in their row. Ignore costs them nothing.",
    "Come back here and press D.",
];

/// The number that the list has in egui.
pub(super) fn list_id() -> Id {
    Id::unique("invitations list")
}

/// Draws the page.
pub(super) fn invitations_ui(ui: &mut Ui, state: &State, draft: &mut InvitationsDraft, inbox: &mut Inbox) {
    draft.follow(state, inbox);
    let area = theme::page_area(ui);
    let Some(outreach) = state.outreach.get() else {
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| card::muted(ui, "A moment …"));
        return;
    };
    if let Some((title, words)) = nothing_in_words(outreach.invitations.coverage) {
        let tokens = tokens(ui);
        ui.painter().rect(area, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
            empty::show_with(ui, icons::ICON_MAIL, title, words, |ui| {
                if Button::new("Import…").show(ui).clicked() {
                    inbox.push(Action::Open(Dialog::Import));
                }
            });
        });
        return;
    }
    let (left, right) = halves(ui, area);
    ui.scope_builder(UiBuilder::new().max_rect(left.shrink(GAP)), |ui| {
        tabs_ui(ui, draft);
        if draft.tab == Tab::AtOnce {
            burst_panel::list_ui(ui, outreach, draft);
        } else {
            if draft.tab != Tab::Answered {
                parts_ui(ui, state, outreach, draft, inbox);
            }
            invitations_list_ui(ui, state, outreach, draft, inbox);
        }
    });
    beside(ui, right, ("invitation", draft.tab as u8), 5.0, |ui| right_ui(ui, state, outreach, draft, inbox));
}

fn nothing_in_words(coverage: LogCoverage) -> Option<(&'static str, &'static str)> {
    match coverage {
        LogCoverage::NoFile => Some((
            "No export so far held your invitations",
            "The larger data archive from LinkedIn has them: who was invited, by whom, when, and with which note. It reaches back 6 to 17 months.",
        )),
        LogCoverage::OnlyConnections => Some((
            "Import your archive once more",
            "An earlier version of Partwell kept only the invitations of your connections. The same archive brings the others, too; nothing is counted twice.",
        )),
        LogCoverage::Known { .. } => None,
    }
}

fn tabs_ui(ui: &mut Ui, draft: &mut InvitationsDraft) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        for (tab, count) in Tab::ALL.into_iter().zip(draft.tab_counts) {
            let label = format!("{} · {}", tab.title(), with_thousands(count));
            let tone = if draft.tab == tab { Tone::Current } else { Tone::Quiet };
            if Button::quiet(&label).tone(tone).show(ui).clicked() {
                draft.tab = tab;
                draft.part = Part::default();
            }
        }
    });
    ui.add_space(4.0);
}

fn parts_ui(ui: &mut Ui, state: &State, outreach: &Outreach, draft: &mut InvitationsDraft, inbox: &mut Inbox) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let label = |part: Part, count: usize| format!("{} · {}", part.title(), with_thousands(count));
        let current = Part::ALL.into_iter().zip(draft.part_counts).find(|(part, _)| *part == draft.part).map(|(part, count)| label(part, count));
        let current = current.unwrap_or_default();
        let button = Button::new(&current).with_icon(icons::ICON_UNFOLD_MORE).named(&format!("Shown: {current}")).show(ui);
        menu::below(&button).show(|ui| {
            ui.set_min_width(200.0);
            for (part, count) in Part::ALL.into_iter().zip(draft.part_counts) {
                if ui.selectable_label(part == draft.part, label(part, count)).clicked() {
                    draft.part = part;
                    ui.close();
                }
            }
        });
        if draft.part == Part::Waiting && !draft.shown.is_empty() {
            put_on_list_ui(ui, state, outreach, draft, inbox);
        }
    });
    ui.add_space(6.0);
}

/// Puts all that have waited long on the list at once.
fn put_on_list_ui(ui: &mut Ui, state: &State, outreach: &Outreach, draft: &InvitationsDraft, inbox: &mut Inbox) {
    let label = if draft.tab == Tab::Received { "To handle…" } else { "To withdraw…" };
    let button = Button::new(label).with_icon(icons::ICON_PLAYLIST_ADD).show(ui);
    menu::below(&button).show(|ui| {
        ui.set_min_width(230.0);
        for months in [6, 3, 1, 0] {
            let older = draft.older_than(outreach, months, state.overview.time.today);
            let what =
                if months == 0 { "All".to_owned() } else { format!("Older than {}", count(usize::try_from(months).unwrap_or_default(), "month", "months")) };
            if ui.add_enabled(!older.is_empty(), egui::Button::new(format!("{what} · {}", with_thousands(older.len())))).clicked() {
                send(state, &older, TaskState::ToDo, inbox);
                ui.close();
            }
        }
    });
}

fn invitations_list_ui(ui: &mut Ui, state: &State, outreach: &Outreach, draft: &mut InvitationsDraft, inbox: &mut Inbox) {
    if draft.rows.is_empty() {
        let (way, is_any) = (way_of(draft.tab), outreach.invitations.of_way(way_of(draft.tab)).next().is_some());
        let (title, words) = match (draft.tab, draft.part) {
            (Tab::Answered, _) => ("No answers yet", "Nobody of these is among your connections."),
            (_, Part::Waiting) if !is_any && way == Direction::Incoming => ("None received", "The file tells of no invitation to you."),
            (_, Part::Waiting) if !is_any => ("None sent", "The file tells of no invitation of yours."),
            (_, Part::Waiting) => ("None remaining", "Each is answered, on the list, done, or not clear."),
            (_, Part::OnList) => ("Nothing on the list", "Space puts an invitation on it."),
            (_, Part::Over) => ("Nothing done yet", "What you withdraw, handle or leave stands here."),
            (_, Part::Unclear) => ("All clear", "Of every invitation the files tell whether it was answered."),
        };
        empty::show(ui, icons::ICON_MAIL, title, words);
        return;
    }
    let rows = std::mem::take(&mut draft.rows);
    errand_list::list_ui(ui, list_id(), "Invitations", ErrandRows { state, outreach, rows: &rows }, &mut draft.list, inbox);
    draft.rows = rows;
}

fn right_ui(ui: &mut Ui, state: &State, outreach: &Outreach, draft: &mut InvitationsDraft, inbox: &mut Inbox) {
    if draft.tab == Tab::AtOnce {
        burst_panel::burst_ui(ui, state, outreach, draft, inbox);
        ui.add_space(10.0);
        advice_ui(ui, state, AdvicePlace::AtOnce, inbox);
        return;
    }
    let place = draft.list.place(&draft.rows);
    let invitation = place.and_then(|place| outreach.invitations.invitations.get(*draft.shown.get(place)?));
    if let (Some(invitation), Some(row)) = (invitation, place.and_then(|place| draft.rows.get(place)).cloned()) {
        invitation_ui(ui, state, outreach, invitation, &row, draft, inbox);
        ui.add_space(10.0);
    }
    match draft.tab {
        Tab::Answered => answers_ui(ui, &draft.answers),
        Tab::Received => {
            steps_ui(ui, "At LinkedIn", &ANSWER);
            advice_ui(ui, state, AdvicePlace::Received, inbox);
        }
        _ => {
            steps_ui(ui, "At LinkedIn", &WITHDRAW);
            advice_ui(ui, state, AdvicePlace::Sent, inbox);
        }
    }
    coverage_ui(ui, outreach.invitations.coverage, draft.tab);
}

/// One invitation: who, when, with what note, and what can be done.
fn invitation_ui(
    ui: &mut Ui,
    state: &State,
    outreach: &Outreach,
    invitation: &LoggedInvitation,
    row: &ErrandRow,
    draft: &mut InvitationsDraft,
    inbox: &mut Inbox,
) {
    let tokens = tokens(ui);
    name_text::wrapped(ui, &invitation.name, theme::semibold(17.0), tokens.text);
    let verb = if invitation.direction == Direction::Outgoing { "You invited them" } else { "They invited you" };
    let when = match invitation.sent_at {
        Some(at) => format!(
            "{verb} on {}, {}",
            if invitation.has_time { date_text::day_and_time(at) } else { day(at.date()) },
            date_text::ago(at.date(), state.overview.time.today)
        ),
        None => format!("{verb} on a day that the file doesn't tell"),
    };
    ui.label(RichText::new(when).font(theme::regular(size::BODY)).color(tokens.text));
    if !invitation.note.is_empty() {
        Frame::new().fill(tokens.sunken).corner_radius(theme::RADIUS).inner_margin(10).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let note = RichText::new(format!("“{}”", sanitized(&invitation.note))).font(theme::regular(size::SECOND)).color(tokens.text);
            ui.add(egui::Label::new(note).wrap().selectable(true));
        });
    }
    match invitation.standing {
        Standing::Unclear(doubt) => card::muted(ui, format!("Whether it still waits is not clear: {}.", doubt.words())),
        Standing::Waiting if invitation.slug.is_none() && !state.hides_names() => card::muted(ui, "By name only: this file has no link to their profile."),
        Standing::Waiting | Standing::Answered { .. } => {}
    }
    let errand = outreach.errand(&invitation.key);
    if let Some(on) = errand.and_then(|errand| errand.done_on(&state.overview.time)).filter(|_| invitation.key.kind == ErrandKind::Withdraw) {
        card::muted(ui, format!("Withdrawn on {}. You can invite them again from {} at the latest.", day(on), day(again_from(on))));
    }
    ui.add_space(6.0);
    if let Standing::Answered { .. } = invitation.standing {
        if let Some(person) = invitation.person_id.and_then(|id| state.person(id))
            && let Some(pane) = person.state.pane()
            && Button::quiet("Show them in Review").with_icon(icons::ICON_ARROW_FORWARD).at_edge().show(ui).clicked()
        {
            inbox.look_at(person.id, pane);
        }
        return;
    }
    let rows = std::mem::take(&mut draft.rows);
    errand_list::buttons_ui(ui, ErrandRows { state, outreach, rows: &rows }, row, &mut draft.list, inbox);
    draft.rows = rows;
    ui.horizontal_wrapped(|ui| {
        if invitation.direction == Direction::Incoming
            && !state.hides_names()
            && Button::quiet("Answer with a letter…").with_icon(icons::ICON_MAIL).at_edge().show(ui).clicked()
        {
            let to = LetterTo::Stranger { name: invitation.name.clone(), slug: invitation.slug.clone() };
            inbox.push(Action::Open(Dialog::Letter(to, "decline".to_owned())));
        }
        if let Some(slug) = invitation.slug.as_ref()
            && Button::quiet("Open profile").with_icon(icons::ICON_OPEN_IN_NEW).at_edge().show(ui).on_hover_text("They can see that you looked").clicked()
        {
            ui.ctx().open_url(egui::OpenUrl::new_tab(format!("https://www.linkedin.com/in/{slug}")));
        }
    });
}

/// How fast answers came, as facts.
fn answers_ui(ui: &mut Ui, answers: &[Answers; 2]) {
    let tokens = tokens(ui);
    let ways = [("People whom you invited", "you invited them"), ("People who invited you", "they invited you")];
    for (answers, (who, whom)) in answers.iter().zip(ways) {
        if answers.people == 0 {
            continue;
        }
        card::heading(ui, who);
        let in_days = |days: i32| {
            if days == 0 { "the same day".to_owned() } else { format!("within {}", count(usize::try_from(days).unwrap_or_default(), "day", "days")) }
        };
        let several = if answers.invitations > answers.people { format!(" ({} invitations)", with_thousands(answers.invitations)) } else { String::new() };
        let connected = format!("{} connected after {}{several}", count(answers.people, "person", "people"), whom);
        let words = match (answers.days.as_slice(), answers.half_within()) {
            ([only], _) => format!("{connected}: {}.", in_days(*only)),
            ([.., slowest], Some(middle)) => format!("{connected}: half of them {}, the slowest {}.", in_days(middle), in_days(*slowest)),
            _ => format!("{connected}; how fast isn't known."),
        };
        ui.label(RichText::new(words).font(theme::regular(size::BODY)).color(tokens.text));
        ui.add_space(4.0);
    }
}

/// What the files cover: what is not among them is not known.
fn coverage_ui(ui: &mut Ui, coverage: LogCoverage, tab: Tab) {
    let LogCoverage::Known { from, to, as_of } = coverage else { return };
    let covered = match from.zip(to) {
        Some((from, to)) => format!("The newest file tells of invitations from {}; it was exported on {}.", date_text::span(from, to), day(as_of)),
        None => format!("The newest file, exported on {}, tells of no invitation.", day(as_of)),
    };
    card::muted(
        ui,
        format!(
            "{covered} LinkedIn's file reaches back only 6 to 17 months, and doesn't say what came of an invitation: anyone who is not a connection counts as waiting."
        ),
    );
    if way_of(tab) == Direction::Incoming && errand_of(tab) == ErrandKind::Answer {
        card::muted(ui, "Some of these you may have ignored already: the file doesn't tell.");
    }
}
