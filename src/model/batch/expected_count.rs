//! The count that LinkedIn's page of connections should show after a sitting: a check that costs one look.

use std::cmp::Ordering;

use crate::model::{
    batch::{
        task::{TaskKind, TaskState},
        work_item::WorkItem,
    },
    import::verdict::Verdict,
    text::display_text::{people as people_in_words, with_thousands},
};

/// What LinkedIn's page should show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpectedCount {
    /// How many connections should be left.
    pub left: usize,
    /// How many were marked as removed since the newest export.
    pub removed: usize,
}

/// What it should show: those in the newest export, without those of them who were marked as removed since.
#[must_use]
pub fn expected_count(connected: usize, items: &[WorkItem]) -> ExpectedCount {
    // Whom an export still held after they were marked as done is still there.
    let is_removed =
        |item: &&WorkItem| item.kind == TaskKind::Remove && item.state == TaskState::Done && item.is_connected && item.verdict != Some(Verdict::StillConnected);
    let removed = items.iter().filter(is_removed).map(|item| item.person_id).collect::<std::collections::HashSet<_>>().len();
    ExpectedCount { left: connected.saturating_sub(removed), removed }
}

impl ExpectedCount {
    /// What it means that the page shows this; nothing where that is no number.
    #[must_use]
    pub fn compare(self, shown: &str) -> Option<String> {
        // "500+" is no count.
        if shown.contains('+') {
            return None;
        }
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        let shown: usize = digits.parse().ok()?;
        let (more, fewer) = (shown.saturating_sub(self.left), self.left.saturating_sub(shown));
        Some(match shown.cmp(&self.left) {
            Ordering::Equal => "That fits.".to_owned(),
            Ordering::Greater => {
                format!("{} more: as many may not have been removed, or are new since your export. Your next export tells who.", with_thousands(more))
            }
            Ordering::Less => format!(
                "{} fewer: {} may have left by themselves, or LinkedIn leaves out closed accounts. Your next export tells who.",
                with_thousands(fewer),
                people_in_words(fewer)
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{batch::removal_list::ListedPerson, id::PersonId};

    // In the product book: W11.
    #[test]
    fn whoever_was_removed_since_the_newest_export_is_not_counted_and_nobody_twice() {
        let item = |id: i64, kind: TaskKind, state: TaskState, is_connected: bool, verdict: Option<Verdict>| WorkItem {
            person_id: PersonId(id),
            kind,
            batch: None,
            state,
            acted_at: None,
            is_connected,
            is_current: true,
            former_slug: None,
            verdict,
            listed: ListedPerson::default(),
        };
        let items = [
            item(1, TaskKind::Remove, TaskState::Done, true, None),
            item(1, TaskKind::Remove, TaskState::Done, true, None),
            item(2, TaskKind::Remove, TaskState::Done, false, None),
            item(3, TaskKind::Remove, TaskState::Done, true, Some(Verdict::StillConnected)),
            item(4, TaskKind::Unfollow, TaskState::Done, true, None),
            item(5, TaskKind::Remove, TaskState::NotFound, true, None),
            item(6, TaskKind::Remove, TaskState::Done, true, None),
        ];
        let expected = expected_count(1_010, &items);
        assert_eq!((expected.left, expected.removed), (1_008, 2));
        assert_eq!(expected.compare("1,008 connections").as_deref(), Some("That fits."));
        assert!(expected.compare("1.010").unwrap().starts_with("2 more:"));
        assert!(expected.compare("1007").unwrap().starts_with("1 fewer: 1 person"));
        assert_eq!((expected.compare(""), expected.compare("many"), expected.compare("500+")), (None, None, None));
    }
}
