//! What was copied last: a name, mostly. When the sitting in which it was copied ends, or the program, it is taken off the
//! clipboard, if it still stands there.

use egui::OutputCommand;

use crate::ui::action::Page;

/// The last text that was copied here.
#[derive(Debug, Default)]
pub(super) struct Copied {
    text: Option<String>,
    /// The page it was copied on.
    on: Page,
    /// The page that was shown last.
    page: Page,
}

impl Copied {
    /// Looks whether something was copied in this frame, and whether a sitting ended with it.
    pub(super) fn follow(&mut self, ctx: &egui::Context, page: Page) {
        let copied = ctx.output(|output| {
            output.commands.iter().rev().find_map(|command| match command {
                OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            })
        });
        if let Some(text) = self.ended_by(page) {
            // Another program may take its time to say what it holds.
            std::thread::spawn(move || clear(&text));
        }
        if let Some(text) = copied {
            (self.text, self.on) = (Some(text), page);
        }
    }

    /// What was copied in the sitting that ends where this page is shown now: a sitting is a stretch of triage, or of the work
    /// list, and ends where its page is left.
    fn ended_by(&mut self, page: Page) -> Option<String> {
        let left = std::mem::replace(&mut self.page, page);
        if left != page && left == self.on && matches!(left, Page::Triage | Page::WorkList) { self.text.take() } else { None }
    }

    /// Takes it off the clipboard at the end of the program. Waits until it is done.
    pub(super) fn clear(&mut self) {
        if let Some(text) = self.text.take() {
            clear(&text);
        }
    }
}

/// Takes a text off the clipboard, unless something else was copied since, here or elsewhere. A system that shows nobody its
/// clipboard keeps what it has.
fn clear(text: &str) {
    if let Ok(mut clipboard) = arboard::Clipboard::new()
        && clipboard.get_text().is_ok_and(|now| now == text)
    {
        let _ = clipboard.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitting_ends_where_its_page_is_left_and_takes_only_what_was_copied_there() {
        let copied = |on, page| Copied { text: Some("Ada Quorn".to_owned()), on, page };
        let mut at_work = copied(Page::WorkList, Page::WorkList);
        assert_eq!(at_work.ended_by(Page::WorkList), None);
        assert_eq!(at_work.ended_by(Page::Review).as_deref(), Some("Ada Quorn"));
        assert_eq!(at_work.ended_by(Page::WorkList), None, "once");
        let mut reviewed = copied(Page::Review, Page::Review);
        assert_eq!(reviewed.ended_by(Page::WorkList), None, "no sitting was left");
        assert_eq!(reviewed.ended_by(Page::Review), None, "it was not copied there");
        assert_eq!(copied(Page::Triage, Page::Triage).ended_by(Page::Ledger).as_deref(), Some("Ada Quorn"));
    }
}
