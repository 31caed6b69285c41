//! "LinkedIn warned me": the list rests, what it said is kept, and another day goes slower.

use egui::{Id, Ui};

use super::{
    action::{Action, Inbox},
    widgets::{
        button::{Button, Tone},
        card, dialog, field,
    },
};
use crate::{
    model::{
        batch::pace::{LinkedInWarning, Pace, slower},
        settings::Settings,
        text::date_text::day,
    },
    state::State,
};

/// So many days of rest are offered.
const REST_DAYS: [i64; 3] = [1, 3, 7];

/// What is typed and chosen.
#[derive(Debug, Default)]
pub(super) struct WarningDraft {
    said: String,
    has_focused: bool,
    /// Which of the rests is chosen.
    rest: usize,
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn warning_dialog(ui: &Ui, state: &State, draft: &mut WarningDraft, inbox: &mut Inbox) -> bool {
    let (today, pace) = (state.overview.time.today, state.settings.pace);
    let a_day = slower(pace.a_day);
    let days = REST_DAYS.get(draft.rest).copied().unwrap_or(1);
    let until = today.saturating_add(jiff::Span::new().days(days));
    let shown = dialog::show(
        ui,
        "warned",
        "LinkedIn warned you",
        480.0,
        |ui| {
            card::muted(ui, "Then this is enough for now. The list rests, everything is kept, and afterwards it goes on more slowly.");
            let hint = "What did it say? You may want to read it again.";
            let response = field::lines(ui, Id::unique("what linkedin said"), &mut draft.said, "What LinkedIn said", hint, 3);
            if !std::mem::replace(&mut draft.has_focused, true) {
                response.request_focus();
            }
            ui.horizontal_wrapped(|ui| {
                for (at, days) in REST_DAYS.into_iter().enumerate() {
                    let label = if days == 1 { "Rest until tomorrow".to_owned() } else { format!("Rest {days} days") };
                    let tone = if at == draft.rest { Tone::Current } else { Tone::Plain };
                    if Button::new(&label).tone(tone).show(ui).clicked() {
                        draft.rest = at;
                    }
                }
            });
            card::muted(ui, format!("From {} on: {a_day} a day.", day(until)));
        },
        |ui| {
            let cancels = Button::new("Cancel").show(ui).clicked();
            (Button::primary("Let it rest").show(ui).clicked(), cancels)
        },
    );
    if shown.foot.0 || shown.is_confirmed {
        let mut warnings = state.settings.warnings.clone();
        warnings.all.push(LinkedInWarning { on: today, said: draft.said.trim().to_owned() });
        let pace = Pace { a_day: Some(a_day), rests_until: Some(until), ..pace };
        inbox.push(Action::Set(Settings { pace, warnings, ..state.settings.clone() }));
        inbox.push(Action::Say(format!("The work list rests until {}; then {a_day} a day", day(until))));
        return true;
    }
    shown.foot.1 || shown.wants_to_close
}
