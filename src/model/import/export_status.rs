//! How an export stands to those before it, and why it may not be believed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::verdict::PlannedRemoval;
use crate::model::{
    id::{PersonId, PersonMap},
    person::Facts,
    text::folding,
};

/// How an export stands to those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportStatus {
    /// The newest, and whole as far as can be told.
    #[default]
    Newest,
    /// Looks cut short: who is missing in it may be there.
    CutShort,
    /// Older than the newest: it tells the past alone.
    Older,
    /// Without a list of connections: it says nothing about who is connected.
    WithoutConnections,
}

impl ExportStatus {
    /// The word in the workspace.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::CutShort => "cut_short",
            Self::Older => "older",
            Self::WithoutConnections => "without_connections",
        }
    }

    /// Reads back [`ExportStatus::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Newest, Self::CutShort, Self::Older, Self::WithoutConnections].into_iter().find(|standing| standing.key() == key)
    }
}

/// Somebody who was known before the export, and what the export says of them.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct KnownConnection<'f> {
    /// The person whom the export does not hold.
    pub id: PersonId,
    /// What was known of them.
    pub facts: &'f Facts,
    /// Whether they were connected.
    pub was_connected: bool,
    /// Whether the export holds them.
    pub is_present: bool,
    /// Whether it tells another day of connection than was known.
    pub is_on_another_day: bool,
    /// Whether they were to go.
    pub plan: Option<PlannedRemoval>,
    /// Whether they were missing, and unclear, in the last export that was believed: no news of this one.
    pub was_unclear: bool,
}

impl KnownConnection<'_> {
    fn is_missing(&self) -> bool {
        self.was_connected && !self.is_present && !self.was_unclear
    }
}

/// What tells the age and the wholeness of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportAge {
    /// The latest connection.
    pub newest_connection: Option<Date>,
    /// The day that the archive's name tells.
    pub named_on: Option<Date>,
    /// The latest day in its other files.
    pub newest_evidence: Option<Date>,
    /// Ghost rows by day; none where that was not counted.
    pub ghost_days: Option<BTreeMap<Date, usize>>,
    /// Whether the list breaks off within a row.
    pub ends_in_mid_row: bool,
}

/// Why nothing is concluded from an export before the member has looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspicion {
    /// The list ends in the middle of a row.
    EndsInMidRow,
    /// Nobody whom the workspace knows is in it.
    NobodyKnown,
    /// More people are missing than leave by themselves.
    TooManyMissing,
    /// The oldest connections are missing together, as in a list that was cut.
    OldestMissing,
    /// Those who stand last by name or company are missing together, as in a sorted list that was cut.
    LastInOrderMissing,
    /// It is the export of somebody else.
    AnotherOwner {
        /// Whose network the workspace holds.
        known: String,
        /// Whose export it is.
        found: String,
    },
}

/// Lists begin with the newest, so one that was cut lacks the oldest: so many of them together are no accident.
const OLDEST_MISSING: usize = 5;

/// An export that lacks so many later people for each one of longer ago is an older one.
const FEW_LATER: usize = 2;

/// How many of so many people may be missing without a plan before an export is doubted: one in ten of up to 200, 20 of up
/// to 1,000, and one in fifty of more.
#[must_use]
pub fn missing_allowed(connected: usize) -> usize {
    if connected <= 200 { connected / 10 } else { (connected / 50).max(20) }
}

/// The rule of the guard, for people.
pub const CUT_SHORT_RULE: &str = "An export is doubted when more people are missing whom you did not plan to remove than one in ten (than 20 of 200 to 1,000, than 2 % of more), when nobody you have is in it, when the oldest five or more are missing together, when the file ends in the middle of a row, or when it is another member's. Then nothing is concluded until you say that it is complete. A few who are missing at the very end of the list are unclear.";

/// How an export stands to the newest one so far (`earlier`), and why it is doubted, if it is. `twins` are the missing who may
/// stand in it under another link or spelling.
#[must_use]
pub fn standing<T>(
    ties: &[KnownConnection<'_>],
    possible_duplicates: &PersonMap<T>,
    export: &ExportAge,
    earlier: &ExportAge,
) -> (ExportStatus, Vec<Suspicion>) {
    if is_older(ties, possible_duplicates, export, earlier) {
        return (ExportStatus::Older, Vec::new());
    }
    let suspicions = suspicions(ties, possible_duplicates, export);
    (if suspicions.is_empty() { ExportStatus::Newest } else { ExportStatus::CutShort }, suspicions)
}

fn is_older<T>(ties: &[KnownConnection<'_>], possible_duplicates: &PersonMap<T>, export: &ExportAge, earlier: &ExportAge) -> bool {
    if let (Some(day), Some(before)) = (export.named_on, earlier.named_on)
        && day != before
    {
        return day < before;
    }
    // Later than all that is known: of messages, and of connections, which may reach further than the last archive that
    // had messages.
    if let (Some(day), Some(before)) = (export.newest_evidence, earlier.newest_evidence)
        && day > before.max(earlier.newest_connection.unwrap_or(before))
    {
        return false;
    }
    let (Some(newest), Some(before)) = (export.newest_connection, earlier.newest_connection) else { return false };
    if newest >= before {
        return false;
    }
    // The latest connections may simply have gone. But an older export lacks all of them, and hardly anybody else: who was
    // connected longer ago was connected then, too, but for those who were hidden then or had another link.
    let unexplained = |tie: &&KnownConnection<'_>| tie.is_missing() && tie.plan.is_none() && !possible_duplicates.contains_key(&tie.id);
    let is_later = |tie: &KnownConnection<'_>| tie.facts.connected_on.is_some_and(|day| day >= newest);
    // Whom the member removed, and who was there when the export was made, would be in an older one.
    if ties
        .iter()
        .any(|tie| tie.is_missing() && !is_later(tie) && !possible_duplicates.contains_key(&tie.id) && tie.plan.is_some_and(|plan| plan.is_acted_on()))
    {
        return false;
    }
    let later = ties.iter().filter(unexplained).filter(|tie| is_later(tie)).count();
    let longer_ago = ties.iter().filter(|tie| tie.is_missing() && !possible_duplicates.contains_key(&tie.id)).filter(|tie| !is_later(tie)).count();
    later > 0 && (longer_ago == 0 || later >= FEW_LATER * longer_ago)
}

/// The last day of the list's end: whoever connected then or before and is missing may have been cut off.
#[must_use]
pub fn end_of_list(ties: &[KnownConnection<'_>]) -> Option<Date> {
    ties.iter().filter(|tie| tie.is_present).filter_map(|tie| tie.facts.connected_on).min()
}

fn suspicions<T>(ties: &[KnownConnection<'_>], possible_duplicates: &PersonMap<T>, export: &ExportAge) -> Vec<Suspicion> {
    let mut found = Vec::new();
    if export.ends_in_mid_row {
        found.push(Suspicion::EndsInMidRow);
    }
    let connected = ties.iter().filter(|tie| tie.was_connected && !tie.was_unclear).count();
    let missing: Vec<&KnownConnection<'_>> = ties.iter().filter(|tie| tie.is_missing() && !possible_duplicates.contains_key(&tie.id)).collect();
    if connected > 0 && !ties.iter().any(|tie| tie.is_present) {
        found.push(Suspicion::NobodyKnown);
        return found;
    }
    // A plan that the member has not got to yet explains little where most people are missing.
    let is_half_gone = missing.len() * 2 > connected;
    let is_unexplained = |tie: &&&KnownConnection<'_>| tie.plan.is_none_or(|plan| is_half_gone && !plan.is_acted_on());
    if missing.iter().filter(is_unexplained).count() > missing_allowed(connected) {
        found.push(Suspicion::TooManyMissing);
    }
    let end = end_of_list(ties);
    let is_at_the_end = |tie: &&&KnownConnection<'_>| tie.facts.connected_on.zip(end).is_some_and(|(day, end)| day < end);
    let unplanned = missing.iter().filter(|tie| tie.plan.is_none());
    let at_the_end = unplanned.clone().filter(is_at_the_end).count();
    // Whom the member has not got to yet is no better explained by the plan, if others beside them are missing, too.
    let waiting_at_the_end = missing.iter().filter(|tie| tie.plan.is_some_and(|plan| !plan.is_acted_on())).filter(is_at_the_end).count();
    if at_the_end > 0 && at_the_end + waiting_at_the_end >= OLDEST_MISSING && at_the_end * 2 > unplanned.count() {
        found.push(Suspicion::OldestMissing);
    }
    if found.is_empty() && are_last_in_order(ties, &missing) {
        found.push(Suspicion::LastInOrderMissing);
    }
    found
}

/// Whether all who are missing without a plan stand behind everybody else in some order that a spreadsheet sorts by: a file
/// that was sorted and cut. One person may stand there by chance.
fn are_last_in_order(ties: &[KnownConnection<'_>], missing: &[&KnownConnection<'_>]) -> bool {
    let unplanned: Vec<&KnownConnection<'_>> = missing.iter().copied().filter(|tie| tie.plan.is_none()).collect();
    let newest = ties.iter().filter(|tie| tie.is_present).filter_map(|tie| tie.facts.connected_on).max();
    // Those who came last may well have gone again together, whatever their names.
    if unplanned.len() < 2 || unplanned.iter().all(|tie| tie.facts.connected_on > newest) {
        return false;
    }
    let keys: [fn(&Facts) -> &str; 4] = [|facts| &facts.first_name, |facts| &facts.last_name, |facts| &facts.company, |facts| &facts.position];
    keys.into_iter().any(|key| {
        let of = |tie: &KnownConnection<'_>| folding::fold(key(tie.facts).trim());
        let gone: Vec<String> = unplanned.iter().map(|tie| of(tie)).collect();
        let (Some(first), Some(last)) = (gone.iter().min(), gone.iter().max()) else { return false };
        if first.is_empty() || first == last {
            return false;
        }
        let mut present = ties.iter().filter(|tie| tie.is_present).map(of).filter(|key| !key.is_empty()).peekable();
        let has_others = present.peek().is_some();
        let (mut is_behind, mut is_before) = (true, true);
        for key in present {
            is_behind &= key < *first;
            is_before &= key > *last;
            if !is_behind && !is_before {
                return false;
            }
        }
        has_others
    })
}
