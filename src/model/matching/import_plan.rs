//! What an export would change: matches its people with those the workspace knows.
//!
//! The profile slug decides. Where one of the two has no slug, the same name **and** the same connected-on date (or,
//! in files without dates, the same e-mail address) make a match, and only if no second person has them too. A name
//! alone never does.

use super::{known_person::KnownPerson, matcher::PersonRef, same_people};
use crate::model::{
    id::{ImportId, PersonId, PersonMap, PersonSet},
    import::{
        export_status::{self, ExportAge, ExportStatus, KnownConnection, Suspicion},
        possible_duplicates,
        report::ImportReport,
        truncated_row::TruncatedRow,
        verdict::{self, Missing, PlannedRemoval, Verdict},
    },
    local_time::LocalTime,
    person::{Facts, person_name},
    text::folding,
};

/// Somebody whose facts differ from what was known.
#[derive(Clone, Debug)]
pub(crate) struct ChangedPerson {
    pub(crate) id: PersonId,
    pub(crate) facts: Facts,
    /// Company and position until now, if they are others now.
    pub(crate) past_job: Option<(String, String)>,
    /// Whether position or company are others now, also where there were none.
    pub(crate) has_other_job: bool,
    /// Position and company in a line, as they were.
    pub(crate) work_before: String,
    /// Whether they were gone and are there again.
    pub(crate) is_back: bool,
    /// Whether the export tells another day of connection than was known.
    pub(crate) is_on_another_day: bool,
}

/// What the export says of somebody who is to be removed, was gone, or is missing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PersonVerdict {
    pub(crate) id: PersonId,
    pub(crate) plan: Option<PlannedRemoval>,
    pub(crate) verdict: Verdict,
    /// Who may be the same person under another link.
    pub(crate) twin: Option<PersonRef>,
    /// Of somebody who returned: whether it is another tie than the one that was to end.
    pub(crate) is_new_tie: bool,
}

/// What an export would change.
#[derive(Clone, Debug, Default)]
pub(crate) struct ImportPlan {
    pub(crate) added: Vec<Facts>,
    pub(crate) changed: Vec<ChangedPerson>,
    /// Who was connected and is not in the export. Whether they are gone depends on how the export stands.
    pub(crate) missing: Vec<PersonId>,
    /// Who of them counts as gone.
    pub(crate) gone: PersonSet,
    /// By missing person whoever may be the same under another link or spelling; none where several may be.
    pub(crate) possible_duplicates: PersonMap<Option<PersonRef>>,
    /// Verdicts, if the export may be believed.
    pub(crate) verdicts_of: Vec<PersonVerdict>,
}

/// What the workspace knows beside the people, and what is known of the file.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Before {
    /// Who is to be removed.
    pub(crate) plans: PersonMap<PlannedRemoval>,
    /// What tells the age of what was imported.
    pub(crate) marks: ExportAge,
    /// The last import of which something was concluded.
    pub(crate) believed: Option<ImportId>,
    /// Who was gone and was seen again in an export of which nothing was concluded, and whether on another day.
    pub(crate) returned_since: PersonMap<bool>,
    /// Whether no list of connections in the export has a column of companies, so that it says nothing of them.
    pub(crate) lacks_companies: bool,
    /// Whether no list of connections in the export has a column of positions.
    pub(crate) lacks_positions: bool,
    /// The very list that was believed last, once more.
    pub(crate) is_the_same: bool,
    /// The member says that the export is whole and the newest.
    pub(crate) is_whole: bool,
    /// Who is still connected and was missing, unclear, in the last export that was believed; with whoever it may be.
    pub(crate) unclear: PersonMap<Option<PersonId>>,
    /// The local time of the import.
    pub(crate) now: LocalTime,
}

impl ImportPlan {
    /// Compares. Fills in the figures of the report. `half_rows` are rows in which the list breaks off: whoever may be
    /// meant by one is there, and stays as they were.
    pub(crate) fn compare(
        known: &[KnownPerson],
        mut incoming: Vec<Facts>,
        truncated_rows: Vec<TruncatedRow>,
        before: &Before,
        report: &mut ImportReport,
    ) -> Self {
        let has_jobs = known.iter().any(|person| !person.facts.company.trim().is_empty());
        if before.is_the_same {
            // Whoever made its end so, made it so on purpose.
            report.ends_in_mid_row = false;
        }
        let is_known = |half: &TruncatedRow| known.iter().any(|person| may_be_half(&person.facts, half));
        let mut halves = Vec::new();
        for half in truncated_rows {
            // Somebody who stands whole elsewhere in the same import needs no half of a row.
            if incoming.iter().any(|facts| may_be_half(facts, &half)) {
                continue;
            }
            let is_taken_whole = before.is_whole || before.is_the_same;
            if is_taken_whole || (half.names_somebody && !is_known(&half)) {
                incoming.push(if is_taken_whole { half.as_it_stands } else { half.whole });
            } else if is_known(&half) {
                report.unchanged += 1;
                halves.push(half);
            } else {
                continue;
            }
            report.people += 1;
            report.empty_rows = report.empty_rows.saturating_sub(1);
        }
        let is_guess = report.letters_are_guessed || report.guessed_cells > 0;
        let matches = same_people::same_people(known, &incoming);
        let mut plan = Self::default();
        let mut is_matched = vec![false; known.len()];
        // By person of whom the export tells another day than before.
        let mut is_on_another_day = PersonSet::default();
        for (facts, matched) in incoming.into_iter().zip(matches) {
            let Some((at, known)) = matched.and_then(|at| Some((at, known.get(at)?))) else {
                plan.added.push(facts);
                continue;
            };
            if let Some(flag) = is_matched.get_mut(at) {
                *flag = true;
            }
            let mut facts = carried_over(&known.facts, facts);
            report.names_kept += usize::from(keep_good_letters(&known.facts, &mut facts, is_guess));
            // A file without such a column says nothing: it is not that everybody lost their job.
            if before.lacks_companies {
                facts.company.clone_from(&known.facts.company);
            }
            if before.lacks_positions {
                facts.position.clone_from(&known.facts.position);
            }
            let days_differ = facts.connected_on.zip(known.facts.connected_on).is_some_and(|(now, then)| now != then);
            if days_differ {
                is_on_another_day.insert(known.id);
            }
            if !known.is_connected {
                report.returned += 1;
            }
            if known.is_connected && facts == known.facts {
                report.unchanged += 1;
            } else {
                plan.changed.push(ChangedPerson {
                    id: known.id,
                    past_job: past_job(&known.facts, &facts),
                    has_other_job: has_jobs && has_other_job(&known.facts, &facts),
                    work_before: known.facts.work(),
                    is_back: !known.is_connected,
                    is_on_another_day: days_differ,
                    facts,
                });
            }
        }
        for half in &halves {
            for (person, flag) in known.iter().zip(&mut is_matched).filter(|(person, _)| may_be_half(&person.facts, half)) {
                *flag |= person.is_connected;
            }
        }
        let missing = || known.iter().zip(&is_matched).filter(|(person, is_matched)| person.is_connected && !**is_matched).map(|(person, _)| person);
        plan.missing = missing().map(|person| person.id).collect();
        // Sorted by key, the unique index is only ever appended to: a third of the cost at a million rows.
        plan.added = sorted_by_slug(std::mem::take(&mut plan.added));
        // A new link may have shown already in an export that was cut short, of which nothing was concluded; and an old
        // one may be there again.
        let is_news = |person: &KnownPerson| !person.is_connected || Some(person.brought_by) > before.believed || before.unclear.contains_key(&person.id);
        let seen_since = known.iter().zip(&is_matched).filter(|(person, is_matched)| **is_matched && is_news(person));
        let new = plan.added.iter().enumerate().map(|(at, facts)| (PersonRef::Added(at), facts));
        let new = new.chain(seen_since.map(|(person, _)| (PersonRef::Known(person.id), &person.facts)));
        plan.possible_duplicates = possible_duplicates::possible_duplicates(missing().map(|person| (person.id, &person.facts)), new);
        report.missing = plan.missing.len();
        if !known.is_empty() {
            plan.judge(known, &is_matched, &is_on_another_day, before, report);
        }
        report.added = plan.added.len();
        report.changed = plan.changed.len();
        plan
    }

    /// Says how the export stands, and what it says of whom.
    fn judge(&mut self, known: &[KnownPerson], is_matched: &[bool], is_on_another_day: &PersonSet, before: &Before, report: &mut ImportReport) {
        let ties: Vec<KnownConnection<'_>> = known
            .iter()
            .zip(is_matched)
            .map(|(person, is_present)| KnownConnection {
                id: person.id,
                facts: &person.facts,
                was_connected: person.is_connected,
                is_present: *is_present,
                is_on_another_day: is_on_another_day.contains(&person.id),
                plan: before.plans.get(&person.id).copied(),
                was_unclear: before.unclear.contains_key(&person.id),
            })
            .collect();
        let export = ExportAge {
            newest_connection: report.newest_connection,
            named_on: report.named_on,
            newest_evidence: report.kinds.values().filter_map(|count| count.to).max(),
            ghost_days: Some(report.ghost_days.clone()),
            ends_in_mid_row: report.ends_in_mid_row,
        };
        (report.standing, report.suspicions) = if before.is_whole {
            (ExportStatus::Newest, Vec::new())
        } else {
            export_status::standing(&ties, &self.possible_duplicates, &export, &before.marks)
        };
        report.suspected_cut_short = report.standing == ExportStatus::CutShort;
        match report.standing {
            ExportStatus::Newest => {}
            // Who is there, is there; of who is missing, nothing is concluded.
            ExportStatus::CutShort => return,
            ExportStatus::Older | ExportStatus::WithoutConnections => {
                *self = Self::default();
                report.returned = 0;
                report.unchanged = 0;
                return;
            }
        }
        let end = export_status::end_of_list(&ties);
        // Whom they may be was told by an earlier export already, and is still there.
        let present: PersonSet = ties.iter().filter(|tie| tie.is_present).map(|tie| tie.id).collect();
        let told_twin = |id: PersonId| before.unclear.get(&id).copied().flatten().filter(|other| present.contains(other));
        let missing: Vec<Missing> = ties
            .iter()
            .filter(|tie| tie.was_connected && !tie.is_present)
            .map(|tie| Missing {
                id: tie.id,
                connected_on: tie.facts.connected_on,
                plan: tie.plan,
                has_twin: self.possible_duplicates.contains_key(&tie.id) || told_twin(tie.id).is_some(),
                // The member's word that the list is complete holds for its end, too.
                is_at_the_end: !before.is_whole && tie.facts.connected_on.zip(end).is_some_and(|(day, end)| day <= end),
                was_unclear: !before.is_whole && before.unclear.contains_key(&tie.id),
            })
            .collect();
        let growth = before.marks.ghost_days.as_ref().map(|known| verdict::ghost_growth(known, &report.ghost_days)).unwrap_or_default();
        self.verdicts_of = missing
            .iter()
            .zip(verdict::judge_missing(&missing, &growth))
            .map(|(one, verdict)| {
                let twin = self.possible_duplicates.get(&one.id).copied().flatten().or_else(|| told_twin(one.id).map(PersonRef::Known));
                PersonVerdict { id: one.id, plan: one.plan, verdict, twin: twin.filter(|_| verdict == Verdict::Unclear), is_new_tie: false }
            })
            .collect();
        // Of whom nothing is concluded, nothing is concluded: they stay where they are.
        self.gone = self.verdicts_of.iter().filter(|verdicts_of| verdicts_of.verdict != Verdict::Unclear).map(|verdicts_of| verdicts_of.id).collect();
        report.gone = self.gone.len();
        let present = ties.iter().filter(|tie| tie.is_present);
        self.verdicts_of.extend(present.filter_map(|tie| {
            let returned = before.returned_since.get(&tie.id);
            let was_connected = tie.was_connected && returned.is_none();
            let verdict = verdict::judge_present(was_connected, tie.plan, report.named_on, &before.now)?;
            // Whom the member never got to is still to go, if it is the same tie that was out of sight for a while.
            let is_new_tie = tie.is_on_another_day || returned == Some(&true) || tie.plan.is_none_or(|plan| !plan.state.is_open());
            Some(PersonVerdict { id: tie.id, plan: tie.plan, verdict, twin: None, is_new_tie })
        }));
        for verdicts_of in &self.verdicts_of {
            *report.verdicts.entry(verdicts_of.verdict).or_default() += 1;
        }
    }
}

impl ImportPlan {
    /// Takes back what was concluded: the export turned out to be somebody else's.
    pub(crate) fn suspend(&mut self, suspicion: Suspicion, report: &mut ImportReport) {
        self.verdicts_of.clear();
        self.gone.clear();
        report.verdicts.clear();
        report.gone = 0;
        report.standing = ExportStatus::CutShort;
        report.suspected_cut_short = true;
        report.suspicions.push(suspicion);
    }
}

/// People by their slugs, those without one first. Places are sorted, not the people: they are wide.
fn sorted_by_slug(mut people: Vec<Facts>) -> Vec<Facts> {
    let slug = |at: usize| people.get(at).and_then(|facts| facts.slug.as_deref());
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by(|a, b| slug(*a).cmp(&slug(*b)));
    order.into_iter().filter_map(|at| people.get_mut(at).map(std::mem::take)).collect()
}

/// A name that is the known one in a wrong encoding does not take its place. Returns whether anything was kept.
fn keep_good_letters(known: &Facts, facts: &mut Facts, is_guess: bool) -> bool {
    let mut is_kept = false;
    for (new, old) in [
        (&mut facts.first_name, &known.first_name),
        (&mut facts.last_name, &known.last_name),
        (&mut facts.company, &known.company),
        (&mut facts.position, &known.position),
    ] {
        if person_name::is_garbled(new, old, is_guess) {
            new.clone_from(old);
            is_kept = true;
        }
    }
    is_kept
}

/// What the new export leaves empty and an older one knew stays known: link, name, e-mail address, date.
fn carried_over(known: &Facts, mut facts: Facts) -> Facts {
    if facts.slug.is_none() && (known.slug.is_some() || facts.url.trim().is_empty()) {
        facts.slug.clone_from(&known.slug);
        facts.url.clone_from(&known.url);
    }
    if facts.first_name.trim().is_empty() && facts.last_name.trim().is_empty() {
        facts.first_name.clone_from(&known.first_name);
        facts.last_name.clone_from(&known.last_name);
    }
    if facts.email.trim().is_empty() {
        facts.email.clone_from(&known.email);
    }
    if facts.connected_on.is_none() && (known.connected_on.is_some() || facts.connected_on_text.is_empty()) {
        facts.connected_on = known.connected_on;
        facts.connected_on_text.clone_from(&known.connected_on_text);
    }
    facts
}

fn has_no_job(facts: &Facts) -> bool {
    facts.company.trim().is_empty() && facts.position.trim().is_empty()
}

fn has_other_job(known: &Facts, facts: &Facts) -> bool {
    known.company.trim() != facts.company.trim() || known.position.trim() != facts.position.trim()
}

/// The job until now, if there was one and it is another now.
pub(crate) fn past_job(known: &Facts, facts: &Facts) -> Option<(String, String)> {
    (has_other_job(known, facts) && !has_no_job(known)).then(|| (known.company.to_string(), known.position.to_string()))
}

/// Whether a row that breaks off may mean this person. Its link, or its name where the link is not there yet, may be half.
fn may_be_half(known: &Facts, half: &TruncatedRow) -> bool {
    if half.names_somebody && half.whole.slug.is_some() {
        return known.slug == half.whole.slug;
    }
    let half = &half.as_it_stands;
    let begins = |whole: &str, half: &str| folding::fold(whole.trim()).starts_with(&folding::fold(half.trim()));
    let has_same_name = known.first_name.trim() == half.first_name.trim() && begins(&known.last_name, &half.last_name);
    match (&known.slug, &half.slug) {
        (Some(slug), Some(half_slug)) => has_same_name && slug.starts_with(half_slug.as_str()),
        _ => has_same_name || (half.last_name.trim().is_empty() && begins(&known.first_name, &half.first_name)),
    }
}

#[cfg(test)]
mod tests;
