//! What was copied last: a name, mostly. When the program ends it is taken off the clipboard, if it still stands there.

use egui::OutputCommand;

/// The last text that was copied here.
#[derive(Debug, Default)]
pub(super) struct Copied(Option<String>);

impl Copied {
    /// Looks whether something was copied in this frame.
    pub(super) fn follow(&mut self, ctx: &egui::Context) {
        ctx.output(|output| {
            for command in &output.commands {
                if let OutputCommand::CopyText(text) = command {
                    self.0 = Some(text.clone());
                }
            }
        });
    }

    /// Takes it off the clipboard, unless something else was copied since, here or elsewhere. A system that shows nobody its
    /// clipboard keeps what it has.
    pub(super) fn clear(&mut self) {
        let Some(text) = self.0.take() else { return };
        if let Ok(mut clipboard) = arboard::Clipboard::new()
            && clipboard.get_text().is_ok_and(|now| now == text)
        {
            let _ = clipboard.clear();
        }
    }
}
