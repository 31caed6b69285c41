//! Rows of the small files on their way into the plan of an import: matched, counted, and left out where they are known.

use std::collections::{BTreeMap, HashSet, btree_map};

use super::{
    contact::{Contact, Owner, name_key},
    left_over::{LeftOvers, count_row},
    matcher::{MatchResult, Matcher, PersonRef},
};
use crate::model::{
    evidence::{Direction, Endorsement, Evidence, EvidenceKind, Invitation, OwnerNote, Recommendation, Source, message_log::MessageLog},
    id::PersonMap,
    import::{
        file_kind::FileKind,
        parsed::{KindCount, ParsedEndorsement, ParsedInvitation, ParsedNote, ParsedRecommendation},
    },
    text::folding,
};

/// What is known so far.
#[derive(Debug, Default)]
pub(crate) struct KnownEvidence {
    /// By person all but the times of messages.
    pub(crate) evidence: PersonMap<Evidence>,
    /// By person the times of messages, and where they come from.
    pub(crate) logs: PersonMap<(MessageLog, Source)>,
    /// Whose network it is, as far as earlier files told.
    pub(crate) owner: Option<Owner>,
}

impl KnownEvidence {
    pub(super) fn of(&self, whom: PersonRef) -> Option<&Evidence> {
        if let PersonRef::Known(id) = whom { self.evidence.get(&id) } else { None }
    }
}

/// Rows of the small files on their way into the plan: matched, counted, and left out where they are known.
pub(super) struct Comparison<'c> {
    pub(super) known: &'c KnownEvidence,
    pub(super) matcher: &'c Matcher,
    /// Of this export; the import's number is put in when it is written.
    pub(super) source: Source,
    pub(super) counts: &'c mut BTreeMap<FileKind, KindCount>,
    pub(super) left_overs: &'c mut LeftOvers,
}

impl Comparison<'_> {
    /// Whom a row speaks of, and counts it. `is_repeated` says whether the same was counted for them before.
    fn whose(&mut self, kind: FileKind, who: &Contact, is_repeated: impl FnOnce(PersonRef) -> bool) -> Option<PersonRef> {
        let count = self.counts.entry(kind).or_default();
        let found = self.matcher.find(who);
        let MatchResult::One(whom) = found else {
            count_row(count, found);
            self.left_overs.note(kind, who, 1, found == MatchResult::Several, self.matcher);
            return None;
        };
        if is_repeated(whom) {
            count.ignore("already_counted");
            return None;
        }
        count_row(count, found);
        Some(whom)
    }

    pub(super) fn invitations(&mut self, rows: Vec<ParsedInvitation>) -> Vec<(PersonRef, Invitation)> {
        let mut new = Vec::new();
        for mut row in rows {
            // Nobody is invited after they connected, so it is somebody else of that name.
            if row.sent_at.is_some_and(|at| self.matcher.was_connected_before(&row.who, at.date())) {
                row.who.name = format!("{} (not the one you are connected with)", row.who.name);
            }
            let Some(whom) = self.whose(FileKind::Invitations, &row.who, |_| false) else { continue };
            let mut known = self.known.of(whom).into_iter().flat_map(|evidence| &evidence.invitations);
            let same = known.find(|known| known.direction == row.direction && known.sent_at == row.sent_at);
            if same.is_none_or(|known| !row.note.is_empty() && known.note != row.note) {
                new.push((whom, Invitation { direction: row.direction, sent_at: row.sent_at, note: row.note, source: self.source }));
            }
        }
        new
    }

    /// Today's received file and the legacy one list the same rows: each skill of a person counts once.
    pub(super) fn endorsements(&mut self, rows: Vec<ParsedEndorsement>) -> Vec<(PersonRef, Endorsement)> {
        let mut new = Vec::new();
        let mut seen: HashSet<(PersonRef, Direction, String)> = HashSet::new();
        // A row without a link that stands with one elsewhere is the same row.
        let key = |row: &ParsedEndorsement| (row.direction, name_key(&row.who.name), folding::fold(&row.skill), row.endorsed_on);
        let linked: HashSet<_> = rows.iter().filter(|row| row.who.slug.is_some()).map(key).collect();
        for row in rows {
            let kind = of_way(EvidenceKind::Endorsements, row.direction);
            if row.who.slug.is_none() && linked.contains(&key(&row)) {
                self.counts.entry(kind).or_default().ignore("already_counted");
                continue;
            }
            let skill = folding::fold(&row.skill);
            let Some(whom) = self.whose(kind, &row.who, |whom| !seen.insert((whom, row.direction, skill.clone()))) else { continue };
            let is_known = self.known.of(whom).is_some_and(|evidence| evidence.skills(row.direction).any(|known| folding::fold(known) == skill));
            if !is_known {
                new.push((whom, Endorsement { direction: row.direction, skill: row.skill, endorsed_on: row.endorsed_on, source: self.source }));
            }
        }
        new
    }

    pub(super) fn recommendations(&mut self, rows: Vec<ParsedRecommendation>) -> Vec<(PersonRef, Recommendation, Option<String>)> {
        let mut new = Vec::new();
        let mut seen: HashSet<(PersonRef, Direction, String)> = HashSet::new();
        let mut found = Vec::new();
        for row in rows {
            let kind = of_way(EvidenceKind::Recommendations, row.direction);
            if let Some(whom) = self.whose(kind, &row.who, |whom| !seen.insert((whom, row.direction, row.text.clone()))) {
                found.push((whom, row));
            }
        }
        let mut replaced: HashSet<(PersonRef, Direction, String)> = HashSet::new();
        for (whom, row) in found {
            let before: Vec<&Recommendation> =
                self.known.of(whom).into_iter().flat_map(|evidence| &evidence.recommendations).filter(|known| known.direction == row.direction).collect();
            if before.iter().any(|known| known.text == row.text) {
                continue;
            }
            // Written at the same time with other words, and no longer there as it was: it was changed since. The newer
            // export is right. Each text is replaced once at the most.
            let is_gone = |known: &Recommendation| !seen.contains(&(whom, row.direction, known.text.clone()));
            let earlier = before.iter().find(|known| {
                row.written_on.is_some()
                    && known.written_on == row.written_on
                    && is_gone(known)
                    && !replaced.contains(&(whom, row.direction, known.text.clone()))
            });
            if let Some(earlier) = earlier {
                replaced.insert((whom, row.direction, earlier.text.clone()));
            }
            if earlier.is_some_and(|earlier| earlier.source.exported_on > self.source.exported_on) {
                continue;
            }
            let recommendation = Recommendation {
                direction: row.direction,
                text: row.text,
                written_on: row.written_on,
                company: row.who.company,
                job_title: row.job_title,
                status: row.status,
                source: self.source,
            };
            new.push((whom, recommendation, earlier.map(|earlier| earlier.text.clone())));
        }
        new
    }

    pub(super) fn notes(&mut self, rows: Vec<ParsedNote>) -> Vec<(PersonRef, OwnerNote)> {
        let mut notes: BTreeMap<PersonRef, OwnerNote> = BTreeMap::new();
        for row in rows {
            let Some(whom) = self.whose(FileKind::Notes, &row.who, |_| false) else { continue };
            match notes.entry(whom) {
                btree_map::Entry::Vacant(entry) => {
                    entry.insert(OwnerNote { text: row.text, written_on: row.written_on, source: self.source });
                }
                btree_map::Entry::Occupied(mut entry) if entry.get().text != row.text => {
                    let note = entry.get_mut();
                    note.text = format!("{}\n{}", note.text, row.text);
                    note.written_on = note.written_on.max(row.written_on);
                }
                btree_map::Entry::Occupied(_) => {}
            }
        }
        let is_news = |whom: PersonRef, note: &OwnerNote| {
            let before = self.known.of(whom).and_then(|evidence| evidence.owner_note.as_ref());
            before.is_none_or(|before| before.text != note.text && before.source.exported_on <= self.source.exported_on)
        };
        notes.into_iter().filter(|(whom, note)| is_news(*whom, note)).collect()
    }
}

/// The file that holds what went this way.
fn of_way(kind: EvidenceKind, direction: Direction) -> FileKind {
    kind.files_of(direction).first().copied().unwrap_or(FileKind::Messages)
}
