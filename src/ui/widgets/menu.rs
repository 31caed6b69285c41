//! Menus: what opens below a button or at a row, with room around its words.

use egui::{CornerRadius, InnerResponse, Popup, Rect, Response, Sense, Style, Ui, WidgetInfo, accesskit::Role, pos2, vec2};
use egui_material_icons::icons;

use crate::ui::theme::{self, size, tokens};

/// Height of an item, in points.
const ITEM: f32 = 28.0;
/// Room for the tick before a choice.
const TICK: f32 = 24.0;

/// A menu that takes the keyboard when it opens, however that was done: no key reaches what lies behind it. It goes back to where
/// it was as with dialogs.
pub struct Menu<'m>(Popup<'m>);

/// The menu that opens below a button.
pub fn below(button: &Response) -> Menu<'_> {
    Menu(Popup::menu(button).style(style as fn(&mut Style)).gap(4.0))
}

/// The menu that opens where a row is clicked with the other button.
pub fn at_row(row: &Response) -> Menu<'_> {
    Menu(Popup::context_menu(row).style(style as fn(&mut Style)))
}

impl Menu<'_> {
    /// Draws it, if it is open.
    pub fn show<R>(self, content: impl FnOnce(&mut Ui) -> R) -> Option<InnerResponse<R>> {
        let id = self.0.get_id().with("head");
        self.0.show(|ui| {
            // Where it was not there a moment ago, it has just been opened.
            let is_new = ui.ctx().read_response(id).is_none();
            let head = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), 0.0));
            let head = ui.interact(head, id, Sense::focusable_noninteractive());
            head.widget_info(|| WidgetInfo::labeled(Role::Group, true, "Choices"));
            if is_new {
                head.request_focus();
            }
            content(ui)
        })
    }
}

fn style(style: &mut Style) {
    egui::containers::menu::menu_style(style);
    style.spacing.button_padding = vec2(10.0, 4.0);
    style.spacing.interact_size.y = ITEM;
    style.spacing.item_spacing.y = 1.0;
    let widgets = &mut style.visuals.widgets;
    for widget in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open] {
        widget.corner_radius = CornerRadius::same(6);
        widget.expansion = 0.0;
    }
}

/// One of several choices, or something that is on or off: a tick tells, not colour alone.
pub fn choice(ui: &mut Ui, is_chosen: bool, words: &str) -> Response {
    let tokens = tokens(ui);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::regular(size::BODY), tokens.text);
    let response = ui.allocate_response(vec2(galley.size().x + TICK + 20.0, ITEM), Sense::click());
    let rect = response.rect;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_chosen, words));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), tokens.hover);
    }
    if is_chosen {
        let place = pos2(rect.left() + 18.0, rect.center().y);
        ui.painter().text(place, egui::Align2::CENTER_CENTER, icons::ICON_CHECK.codepoint, theme::icon(16.0), tokens.accent);
    }
    ui.painter().galley(pos2(rect.left() + 10.0 + TICK, rect.center().y - galley.size().y / 2.0), galley, tokens.text);
    response
}
