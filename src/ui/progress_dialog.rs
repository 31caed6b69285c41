//! Long work: how far it is, and the way to stop it. Shown only once it has lasted half a second.

use egui::{ProgressBar, Rect, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use super::{
    action::{Action, Inbox},
    theme::tokens,
    widgets::{button::Button, card, dialog},
};
use crate::model::text::display_text::with_thousands;
use crate::{
    model::progress::Progress,
    state::{
        State,
        stage::{ImportStage, Stage},
    },
};

/// Work that is over sooner needs no word, in seconds.
const WORTH_A_WORD: f64 = 0.5;

/// Since when work other than an import is under way.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    since: Option<f64>,
}

impl Waiting {
    /// Whether work has lasted so long that it is told.
    pub(super) fn is_due(&mut self, ui: &Ui, state: &State) -> bool {
        let is_under_way = state.progress.is_some() && state.import == ImportStage::None && state.stage == Stage::Ready;
        if !is_under_way {
            self.since = None;
            return false;
        }
        let now = ui.input(|input| input.time);
        has_lasted(ui, *self.since.get_or_insert(now), now)
    }
}

/// Whether what began then is worth a word now; if not, the frame in which it is comes by itself.
pub(super) fn has_lasted(ui: &Ui, since: f64, now: f64) -> bool {
    let left = WORTH_A_WORD - (now - since);
    if left > 0.0 {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
    }
    left <= 0.0
}

/// Shows it over everything.
pub(super) fn progress_dialog(ui: &Ui, title: &str, progress: Option<&Progress>, inbox: &mut Inbox) {
    let can_stop = progress.is_none_or(|progress| progress.can_stop);
    let shown = dialog::show(ui, "progress", title, 440.0, |ui| progress_ui(ui, progress), |ui| can_stop && Button::new("Cancel").show(ui).clicked());
    if shown.foot || shown.wants_to_close && can_stop {
        inbox.push(Action::Stop);
    }
}

/// Words and a bar.
pub(super) fn progress_ui(ui: &mut Ui, progress: Option<&Progress>) {
    match progress {
        Some(Progress { doing, done, total: Some(total), .. }) if *total > 0 => {
            #[expect(clippy::cast_precision_loss, reason = "a bar needs no more")]
            let part = *done as f32 / *total as f32;
            card::muted(ui, format!("{doing}: {} of {}", with_thousands(*done), with_thousands(*total)));
            let bar = ProgressBar::new(part.min(1.0)).desired_width(ui.available_width()).desired_height(BAR).fill(tokens(ui).accent);
            ui.add(bar).accessible_name("Progress");
        }
        Some(progress) => {
            card::muted(ui, format!("{} …", progress.doing));
            wandering_ui(ui, &progress.doing);
        }
        None => {
            card::muted(ui, "A moment …");
            wandering_ui(ui, "Progress");
        }
    }
}

/// Height of the bar, in points.
const BAR: f32 = 6.0;

/// A bar for work of which nobody knows how long it takes: a piece that wanders, and rests in the middle where motion is
/// not wanted.
fn wandering_ui(ui: &mut Ui, name: &str) {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
    ui.painter().rect_filled(rect, BAR / 2.0, tokens.sunken);
    let piece = rect.width() * 0.3;
    let at = if ui.style().animation_time == 0.0 {
        0.5
    } else {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(33));
        #[expect(clippy::cast_possible_truncation, reason = "an angle")]
        let angle = (ui.input(|input| input.time) * 2.0 % std::f64::consts::TAU) as f32;
        0.5 - 0.5 * angle.cos()
    };
    let left = rect.left() + at * (rect.width() - piece);
    ui.painter().rect_filled(Rect::from_min_size(pos2(left, rect.top()), vec2(piece, BAR)), BAR / 2.0, tokens.accent);
}
