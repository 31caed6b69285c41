//! Parts of the window by name, between which a screen reader goes.

use egui::{Ui, accesskit::Role};

/// Names the part of the window that this is the whole content of.
pub fn name(ui: &Ui, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        node.set_label(name);
    });
}
