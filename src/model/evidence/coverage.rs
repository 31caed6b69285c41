//! Coverage: which files an export held and which time they span, so that "none" and "not known" stay different words.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{
    evidence::{Direction, Evidence, EvidenceKind, Source},
    id::ImportId,
    import::file_kind::FileKind,
    person::Facts,
};

/// One file of one import, and the time it spans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// What kind of file.
    pub kind: FileKind,
    /// Its name in the export.
    pub file: String,
    /// Import and day of the export.
    pub source: Source,
    /// The day of its first row; none if it has no dated row.
    pub from: Option<Date>,
    /// The day of its last row.
    pub to: Option<Date>,
}

/// Whether a file can speak of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverageState {
    /// A file covers the time of the tie: what it does not hold, was not there.
    Covered,
    /// The file begins after the tie did: what was before, it cannot say.
    BeforePeriod,
    /// No export that knows this tie has such a file.
    NotInExport,
}

/// What is known of one kind of evidence with one person: three things that no sentence may mix up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Knowledge {
    /// There is some.
    There,
    /// There is none: a file that would hold it does not.
    None,
    /// Nobody can tell: no file speaks of it, or it names several people of one name.
    NotKnown,
}

/// What the files say about one tie and one kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered<'c> {
    /// Whether a file can speak of it.
    pub state: CoverageState,
    /// Whether a file does speak, but of a name that several connections bear.
    pub is_ambiguous: bool,
    /// Set where of two files, received and given, only this one speaks: of what went the other way nothing is known.
    pub only: Option<Direction>,
    /// The file that speaks, or the newest that cannot.
    pub period: Option<&'c Period>,
}

impl Covered<'_> {
    /// Whether it is known that there is none, if none is there: every file that would hold it speaks.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.state == CoverageState::Covered && !self.is_ambiguous && self.only.is_none()
    }
}

/// What the files say about one tie and one kind of evidence, to be kept or passed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageNote {
    /// Whether a file can speak of it.
    pub state: CoverageState,
    /// The day of the file's first row.
    pub from: Option<Date>,
    /// The day of its last row.
    pub to: Option<Date>,
    /// The day of its export.
    pub export_date: Option<Date>,
    /// Set where of two files, received and given, only this one was there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub only: Option<Direction>,
    /// Set where the file names them, and others of the same name, so that nobody can say whom it means.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub ambiguous: bool,
}

impl CoverageNote {
    /// Whether it was known that there is none, if none was there.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.state == CoverageState::Covered && !self.ambiguous && self.only.is_none()
    }
}

/// The notes of one tie.
pub type CoverageNotes = BTreeMap<EvidenceKind, CoverageNote>;

/// All periods of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    periods: Vec<Period>,
    /// For each kind, the first and last days between which a tie may have begun so that each of its files speaks of it.
    spans: [Spans; 4],
}

/// First and last days.
type Spans = Vec<(Date, Date)>;

/// The days that lie in both.
fn both(some: &Spans, others: &Spans) -> Spans {
    let pairs = some.iter().flat_map(|a| others.iter().map(move |b| (a.0.max(b.0), a.1.min(b.1))));
    let mut days: Spans = pairs.filter(|(from, until)| from <= until).collect();
    days.sort_unstable();
    days.dedup();
    days
}

impl Coverage {
    /// Of these files.
    #[must_use]
    pub fn new(mut periods: Vec<Period>) -> Self {
        // The newest export speaks first.
        periods.sort_by_key(|period| std::cmp::Reverse((period.source.exported_on, period.source.import)));
        let spans = EvidenceKind::ALL.map(|kind| {
            let of_file = |file: &FileKind| {
                let periods = periods.iter().filter(|period| period.kind == *file);
                periods.map(|period| (period.from.filter(|_| kind.is_a_log()).unwrap_or(Date::MIN), period.source.exported_on)).collect()
            };
            let by_file: Vec<Spans> = kind.files().iter().map(of_file).collect();
            // Worked out once, since thousands ask.
            by_file.into_iter().reduce(|some, others| both(&some, &others)).unwrap_or_default()
        });
        Self { periods, spans }
    }

    /// Whether there is any of a kind with somebody, or none, or whether that is not known. Goes with
    /// [`Covered::is_known`], for whoever asks of thousands.
    #[must_use]
    pub fn knowledge(&self, kind: EvidenceKind, facts: &Facts, evidence: &Evidence) -> Knowledge {
        if kind.is_in(evidence) {
            return Knowledge::There;
        }
        let is_within = |(from, until): &(Date, Date)| facts.connected_on.is_none_or(|day| day >= *from && day <= *until);
        let are_all_there = self.spans.get(kind as usize).is_some_and(|spans| spans.iter().any(is_within));
        if are_all_there && !evidence.ambiguous.contains(&kind) { Knowledge::None } else { Knowledge::NotKnown }
    }

    /// What is known of evidence that went one way, received or given.
    #[must_use]
    pub fn knowledge_of(&self, kind: EvidenceKind, direction: Direction, facts: &Facts, evidence: &Evidence) -> Knowledge {
        let is_there = match kind {
            EvidenceKind::Recommendations => evidence.recommendations(direction).next().is_some(),
            EvidenceKind::Endorsements => evidence.endorsements(direction) > 0,
            EvidenceKind::Invitations => evidence.invitations.iter().any(|invitation| invitation.direction == direction),
            EvidenceKind::Messages => evidence.messages.as_ref().is_some_and(|messages| match direction {
                Direction::Incoming => messages.received > 0,
                Direction::Outgoing => messages.sent > 0,
            }),
        };
        if is_there {
            return Knowledge::There;
        }
        let speaks = self.of_files(kind, kind.files_of(direction), facts.connected_on, false).state == CoverageState::Covered;
        if speaks && !evidence.ambiguous.contains(&kind) { Knowledge::None } else { Knowledge::NotKnown }
    }

    /// Whether it is known what there is of a kind with somebody, or that there is none.
    #[must_use]
    pub fn knows(&self, kind: EvidenceKind, facts: &Facts, evidence: &Evidence) -> bool {
        self.knowledge(kind, facts, evidence) != Knowledge::NotKnown
    }

    /// What is known about the tie to somebody.
    #[must_use]
    pub fn of(&self, kind: EvidenceKind, facts: &Facts, evidence: &Evidence) -> Covered<'_> {
        let has = kind.is_in(evidence);
        let covered = self.of_files(kind, kind.files(), facts.connected_on, has);
        let only = self.only(kind, facts.connected_on);
        Covered { is_ambiguous: !has && evidence.ambiguous.contains(&kind), only, ..covered }
    }

    /// Of two files, received and given, the one that speaks of a tie that began on this day, if only one does.
    fn only(&self, kind: EvidenceKind, connected_on: Option<Date>) -> Option<Direction> {
        let speaks = |file: FileKind| self.of_files(kind, &[file], connected_on, false).state == CoverageState::Covered;
        match kind.files() {
            [received, given] => match (speaks(*received), speaks(*given)) {
                (true, false) => Some(Direction::Incoming),
                (false, true) => Some(Direction::Outgoing),
                _ => None,
            },
            _ => None,
        }
    }

    /// What these files say about a tie that began on this day. `is_known` says whether any such evidence is there,
    /// which shows that the file does speak of it.
    fn of_files(&self, kind: EvidenceKind, files: &[FileKind], connected_on: Option<Date>, is_known: bool) -> Covered<'_> {
        let mut newest = None;
        let mut begins_later = None;
        for period in self.periods.iter().filter(|period| files.contains(&period.kind)) {
            newest = newest.or(Some(period));
            // Somebody who connected after the export was made is not spoken of.
            let is_after = connected_on.is_some_and(|day| day > period.source.exported_on);
            let is_before = kind.is_a_log() && connected_on.zip(period.from).is_some_and(|(day, from)| day < from);
            if is_known || !(is_after || is_before) {
                return Covered { state: CoverageState::Covered, is_ambiguous: false, only: None, period: Some(period) };
            }
            if is_before && !is_after {
                begins_later = begins_later.or(Some(period));
            }
        }
        match begins_later {
            Some(period) => Covered { state: CoverageState::BeforePeriod, is_ambiguous: false, only: None, period: Some(period) },
            None => Covered { state: CoverageState::NotInExport, is_ambiguous: false, only: None, period: newest },
        }
    }

    /// What the files say about the tie to somebody.
    #[must_use]
    pub fn notes(&self, facts: &Facts, evidence: &Evidence) -> CoverageNotes {
        let note = |kind: EvidenceKind| {
            let covered = self.of(kind, facts, evidence);
            let period = covered.period;
            CoverageNote {
                state: covered.state,
                from: period.and_then(|period| period.from),
                to: period.and_then(|period| period.to),
                export_date: period.map(|period| period.source.exported_on),
                only: covered.only,
                ambiguous: covered.is_ambiguous,
            }
        };
        EvidenceKind::ALL.into_iter().map(|kind| (kind, note(kind))).collect()
    }

    /// Whether any import had such a file.
    #[must_use]
    pub fn has(&self, file: FileKind) -> bool {
        self.periods.iter().any(|period| period.kind == file)
    }

    /// The file of this kind in an import.
    #[must_use]
    pub fn file(&self, kinds: &[FileKind], import: ImportId) -> Option<&Period> {
        self.periods.iter().find(|period| period.source.import == import && kinds.contains(&period.kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn period(kind: FileKind, import: i64, exported_on: &str, from: &str) -> Period {
        let source = Source { import: ImportId(import), exported_on: day(exported_on) };
        Period { kind, file: "x.csv".into(), source, from: Some(day(from)), to: Some(day(exported_on)) }
    }

    fn state(coverage: &Coverage, kind: EvidenceKind, connected_on: &str) -> CoverageState {
        coverage.of_files(kind, kind.files(), Some(day(connected_on)), false).state
    }

    #[test]
    fn an_invitation_before_the_first_row_is_not_known() {
        let coverage = Coverage::new(vec![period(FileKind::Invitations, 1, "2024-06-01", "2023-09-01")]);
        let of = |day| state(&coverage, EvidenceKind::Invitations, day);
        assert_eq!(of("2024-01-01"), CoverageState::Covered);
        assert_eq!(of("2019-01-01"), CoverageState::BeforePeriod);
        assert_eq!(of("2025-01-01"), CoverageState::NotInExport);
        assert_eq!(state(&coverage, EvidenceKind::Messages, "2024-01-01"), CoverageState::NotInExport);
    }

    #[test]
    fn an_older_window_covers_what_a_newer_one_does_not() {
        let coverage =
            Coverage::new(vec![period(FileKind::Invitations, 2, "2024-06-01", "2023-09-01"), period(FileKind::Invitations, 1, "2019-06-01", "2018-09-01")]);
        let covered = coverage.of_files(EvidenceKind::Invitations, &[FileKind::Invitations], Some(day("2019-01-01")), false);
        assert_eq!((covered.state, covered.period.unwrap().source.import), (CoverageState::Covered, ImportId(1)));
        assert_eq!(state(&coverage, EvidenceKind::Invitations, "2021-01-01"), CoverageState::BeforePeriod);
        assert_eq!(state(&coverage, EvidenceKind::Invitations, "2024-01-01"), CoverageState::Covered);
    }

    #[test]
    fn the_quick_answer_is_the_same() {
        let periods = [
            (FileKind::Messages, 1, "2019-06-01", "2018-09-01"),
            (FileKind::Messages, 2, "2024-06-01", "2020-01-01"),
            (FileKind::EndorsementsGiven, 2, "2024-06-01", "2023-09-01"),
        ];
        let mut coverage = Coverage::new(periods.map(|(kind, import, exported_on, from)| period(kind, import, exported_on, from)).into());
        for _ in 0..2 {
            for connected_on in [None, Some("2010-01-01"), Some("2018-09-01"), Some("2019-06-02"), Some("2020-01-01"), Some("2024-06-01"), Some("2024-06-02")] {
                for kind in EvidenceKind::ALL {
                    for ambiguous in [false, true] {
                        let facts = Facts { connected_on: connected_on.map(day), ..Facts::default() };
                        let evidence = Evidence { ambiguous: ambiguous.then_some(kind).into_iter().collect(), ..Evidence::default() };
                        let is_none = coverage.knowledge(kind, &facts, &evidence) == Knowledge::None;
                        assert_eq!(is_none, coverage.of(kind, &facts, &evidence).is_known(), "{kind:?} {connected_on:?}");
                    }
                }
            }
            coverage = Coverage::default();
        }
    }

    #[test]
    fn one_of_two_files_does_not_tell_that_there_is_none() {
        let received = period(FileKind::RecommendationsReceived, 1, "2024-06-01", "2023-09-01");
        let given = period(FileKind::RecommendationsGiven, 1, "2024-06-01", "2023-09-01");
        let of = |periods: Vec<Period>| {
            let coverage = Coverage::new(periods);
            let (facts, evidence) = (Facts { connected_on: Some(day("2020-01-01")), ..Facts::default() }, Evidence::default());
            let kind = EvidenceKind::Recommendations;
            (coverage.knowledge(kind, &facts, &evidence), coverage.of(kind, &facts, &evidence).only)
        };
        assert_eq!(of(vec![received.clone()]), (Knowledge::NotKnown, Some(Direction::Incoming)));
        assert_eq!(of(vec![given.clone()]), (Knowledge::NotKnown, Some(Direction::Outgoing)));
        assert_eq!(of(vec![received, given]), (Knowledge::None, None));
        assert_eq!(of(Vec::new()), (Knowledge::NotKnown, None));
    }

    #[test]
    fn a_list_of_all_that_stands_has_no_before() {
        let coverage = Coverage::new(vec![period(FileKind::EndorsementsGiven, 1, "2024-06-01", "2023-09-01")]);
        assert_eq!(state(&coverage, EvidenceKind::Endorsements, "2010-01-01"), CoverageState::Covered);
    }
}
