//! A chart taken from the screen, to be copied or saved.

use std::sync::{
    Arc,
    mpsc::{self, Receiver},
};

use egui::{ColorImage, Rect, Ui, pos2, vec2};

use super::action::{Action, Dialog, Inbox};
use crate::model::insight::{
    insights::Insights,
    picture::{ChartKind, Pixels},
};

/// What a picture is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CaptureGoal {
    Copy,
    Save,
}

/// Of which picture the screen is to be taken, and how.
#[derive(Debug)]
pub(super) struct PendingCapture {
    pub(super) kind: ChartKind,
    pub(super) goal: CaptureGoal,
    /// Frames since it was wished for: the menu must be gone from the screen before it is taken.
    pub(super) frames: u8,
    /// Where the picture of the whole screen will come from, once it was asked for.
    pub(super) shot: Option<Receiver<Arc<ColorImage>>>,
}

impl PendingCapture {
    pub(super) fn new(kind: ChartKind, goal: CaptureGoal) -> Self {
        Self { kind, goal, frames: 0, shot: None }
    }
}

/// Frames in which the menu goes from the screen.
pub(super) const MENU_GOES: u8 = 3;

/// Frames after which a window system that gives no picture is waited for no more.
pub(super) const TIMEOUT: u8 = 40;

/// Takes a picture from the screen: asked for once the menu has gone, and used when it comes.
pub(super) fn take_ui(ui: &Ui, insights: &Insights, places: &[(ChartKind, Rect)], pending: &mut Option<PendingCapture>, inbox: &mut Inbox) {
    let Some(capture) = pending else { return };
    capture.frames += 1;
    if capture.frames == MENU_GOES {
        let (sender, receiver) = mpsc::channel();
        let ctx = ui.ctx().clone();
        ui.ctx().request_screenshot(move |image| {
            // The page may be gone by then.
            let _ = sender.send(image);
            ctx.request_repaint();
        });
        capture.shot = Some(receiver);
    }
    let shot = capture.shot.as_ref().and_then(|shot| shot.try_recv().ok());
    if shot.is_none() && capture.frames < TIMEOUT {
        ui.ctx().request_repaint();
        return;
    }
    let (kind, goal) = (capture.kind, capture.goal);
    *pending = None;
    let place = places.iter().find(|(other, _)| *other == kind).map(|(_, rect)| *rect);
    let image = shot.zip(place).and_then(|(shot, rect)| cropped(&shot, rect, ui.clip_rect(), ui.pixels_per_point()));
    let Some(picture) = insights.picture(kind) else { return };
    match (goal, image) {
        (CaptureGoal::Copy, Some(image)) => {
            ui.ctx().copy_image(image);
            inbox.push(Action::Say(format!("Picture copied: {}", kind.title())));
        }
        (CaptureGoal::Copy, None) => inbox.push(Action::Say("The picture could not be copied: scroll all of it into sight, or save it".to_owned())),
        (CaptureGoal::Save, image) => inbox.push(Action::Open(Dialog::SaveChart(Box::new(picture.clone()), image.map(|image| pixels(&image))))),
    }
}

/// The part of the screen that a rectangle, in points, covers; nothing unless all of it is in sight.
pub(super) fn cropped(shot: &ColorImage, rect: Rect, in_sight: Rect, pixels_per_point: f32) -> Option<ColorImage> {
    #[expect(clippy::cast_precision_loss, reason = "screens are smaller")]
    let whole = Rect::from_min_size(pos2(0.0, 0.0), vec2(shot.width() as f32, shot.height() as f32) / pixels_per_point);
    whole.intersect(in_sight).expand(1.0).contains_rect(rect).then(|| shot.region(&rect.intersect(whole), Some(pixels_per_point)))
}

pub(super) fn pixels(image: &ColorImage) -> Pixels {
    let size = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    Pixels { width: size(image.width()), height: size(image.height()), rgba: image.pixels.iter().flat_map(egui::Color32::to_srgba_unmultiplied).collect() }
}
