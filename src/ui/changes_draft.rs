//! What the page What changed remembers between frames, and its sections: worked out once per import and filter.

use crate::{
    event::{ImportOutcome, OutcomePerson, OutcomeVerdict},
    model::{
        id::{ImportId, PersonId},
        import::{export_status::ExportStatus, verdict::Verdict},
        search::Words,
        text::folding::searchable,
    },
};

/// A figure at the head of the page, and the sections that it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tile {
    /// New people.
    New,
    /// Who is not in the export any more.
    Gone,
    /// Who is in it again.
    Back,
    /// Who has another job.
    Job,
    /// Removals that did not take, or of which nothing can be told.
    Open,
}

/// A row, by its place in the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowAt {
    /// Among the verdicts.
    Verdict(usize),
    /// Among those in another job.
    Job(usize),
    /// Among the new ones.
    Added(usize),
    /// Among those who are missing, without a conclusion.
    Missing(usize),
    /// Among those who are there again, without a verdict.
    Returned(usize),
}

impl RowAt {
    /// Who it is about.
    pub(super) fn who(self, outcome: &ImportOutcome) -> Option<&OutcomePerson> {
        match self {
            Self::Verdict(at) => outcome.verdicts.get(at).map(|told| &told.who),
            Self::Job(at) => outcome.job_changed.get(at).map(|change| &change.who),
            Self::Added(at) => outcome.added.get(at),
            Self::Missing(at) => outcome.missing.get(at),
            Self::Returned(at) => outcome.returned.get(at),
        }
    }

    /// What a search looks through.
    fn text(self, outcome: &ImportOutcome) -> String {
        let mut text = self.who(outcome).map(|who| format!("{}\n{}", who.facts.name(), who.facts.work())).unwrap_or_default();
        if let Self::Job(at) = self
            && let Some(change) = outcome.job_changed.get(at)
        {
            text.push('\n');
            text.push_str(&change.was);
        }
        searchable(&text)
    }
}

/// People to whom the same happened.
#[derive(Debug)]
pub(super) struct Section {
    /// The figure that counts them.
    pub tile: Option<Tile>,
    /// The heading: what happened to them.
    pub title: &'static str,
    /// What that means; may be empty.
    pub meaning: &'static str,
    /// The people, by their places in the outcome.
    pub rows: Vec<RowAt>,
    /// Those of them who can go back to the work list: marked as done, still connected, and not waiting there.
    pub to_put_back: Vec<PersonId>,
}

impl Section {
    /// How high it is about, in rows.
    pub(super) fn height(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "as many as are shown at first")]
        let rows = self.rows.len().min(MOST_ROWS) as f32;
        rows + 2.0
    }
}

fn to_put_back(rows: &[RowAt], outcome: &ImportOutcome) -> Vec<PersonId> {
    let told = rows.iter().filter_map(|row| if let RowAt::Verdict(at) = row { outcome.verdicts.get(*at) } else { None });
    told.filter(|told| told.verdict == Verdict::StillConnected && !told.waits).map(|told| told.who.person_id).collect()
}

/// What the page remembers.
#[derive(Debug, Default)]
pub(super) struct ChangesDraft {
    /// Which import is looked at; none for the newest.
    pub chosen: Option<ImportId>,
    /// The figure whose sections alone are shown.
    pub tile: Option<Tile>,
    /// Words that must be found.
    pub search: String,
    /// What is shown.
    pub sections: Vec<Section>,
    /// How many removals did not take or are unclear.
    pub open: usize,
    /// How many rows there are without any filter.
    rows: usize,
    /// Which outcome the sections are of; none where they are out of date.
    made_of: Option<u64>,
    /// Sections of which more rows than at first are shown, and how many.
    longer: Vec<(&'static str, usize)>,
}

/// Rows of a section at first.
const MOST_ROWS: usize = 60;

/// As few rows need no search.
const FEW: usize = 12;

impl ChangesDraft {
    /// Works the sections out, where the outcome or a filter is another one.
    pub(super) fn follow(&mut self, outcome: &ImportOutcome, arrivals: u64) {
        if self.made_of == Some(arrivals) {
            return;
        }
        self.made_of = Some(arrivals);
        let all = sections(outcome);
        self.open = outcome.verdicts.iter().filter(|told| is_open(told)).count();
        self.rows = all.iter().map(|section| section.rows.len()).sum();
        let query = Words::parse(&self.search);
        let shown = all.into_iter().filter(|section| self.tile.is_none_or(|tile| section.tile == Some(tile))).map(|mut section| {
            section.rows.retain(|row| query.is_empty() || query.match_text(&row.text(outcome)));
            section.to_put_back = to_put_back(&section.rows, outcome);
            section
        });
        self.sections = shown.filter(|section| !section.rows.is_empty()).collect();
    }

    /// Another import; what was searched for in the one before is not carried over.
    pub(super) fn look_at(&mut self, import: Option<ImportId>) {
        *self = Self { chosen: import, ..Self::default() };
    }

    /// Shows the sections of a figure alone, or all of them again.
    pub(super) fn choose(&mut self, tile: Tile) {
        self.tile = if self.tile == Some(tile) { None } else { Some(tile) };
        self.outdate();
    }

    /// Takes every filter away.
    pub(super) fn show_all(&mut self) {
        self.tile = None;
        self.search.clear();
        self.outdate();
    }

    /// A filter was changed.
    pub(super) fn outdate(&mut self) {
        self.made_of = None;
    }

    /// Whether anything is filtered.
    pub(super) fn filters(&self) -> bool {
        self.tile.is_some() || !self.search.trim().is_empty()
    }

    /// Whether there are so many rows that a search is of use.
    pub(super) fn is_worth_searching(&self) -> bool {
        self.rows > FEW || self.filters()
    }

    /// How many rows of a section are shown.
    pub(super) fn most_rows(&self, section: &Section) -> usize {
        self.longer.iter().find(|(title, _)| *title == section.title).map_or(MOST_ROWS, |(_, most)| *most)
    }

    /// Shows more rows of a section: each time as many again, so that thousands are not laid out at once.
    pub(super) fn show_more(&mut self, section: &Section) {
        let most = self.most_rows(section) * 2;
        self.longer.retain(|(title, _)| *title != section.title);
        self.longer.push((section.title, most));
    }
}

fn is_open(told: &OutcomeVerdict) -> bool {
    matches!(told.verdict, Verdict::StillConnected | Verdict::Unclear)
}

/// Everything that an outcome tells, in the order of urgency; sections with nobody are left out.
fn sections(outcome: &ImportOutcome) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut add = |tile: Option<Tile>, title, meaning, rows: Vec<RowAt>| {
        if !rows.is_empty() {
            sections.push(Section { tile, title, meaning, rows, to_put_back: Vec::new() });
        }
    };
    if outcome.standing == ExportStatus::CutShort {
        add(None, "Missing (no conclusion)", "", (0..outcome.missing.len()).map(RowAt::Missing).collect());
        add(Some(Tile::Back), "Seen again", "", (0..outcome.returned.len()).map(RowAt::Returned).collect());
    }
    let jobs = |is_leaving: bool| {
        let of = outcome.job_changed.iter().enumerate().filter(move |(_, change)| change.is_leaving == is_leaving);
        of.map(|(at, _)| RowAt::Job(at)).collect::<Vec<_>>()
    };
    let turned = "Their path has turned. What was outdated may not be any more.";
    add(Some(Tile::Job), "In Remove, and in a new job: another look?", turned, jobs(true));
    for verdict in [Verdict::StillConnected, Verdict::Unclear, Verdict::Returned, Verdict::AsPlanned, Verdict::Left] {
        let tile = match verdict {
            Verdict::AsPlanned | Verdict::Left => Tile::Gone,
            Verdict::Returned => Tile::Back,
            Verdict::StillConnected | Verdict::Unclear => Tile::Open,
        };
        let told = outcome.verdicts.iter().enumerate().filter(|(_, told)| told.verdict == verdict);
        add(Some(tile), verdict.words(), verdict.meaning(), told.map(|(at, _)| RowAt::Verdict(at)).collect());
    }
    add(Some(Tile::Job), "In another job", "", jobs(false));
    add(Some(Tile::New), "New, not looked at yet", "", (0..outcome.added.len()).map(RowAt::Added).collect());
    sections
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{event::JobChange, model::person::Facts};

    fn somebody(id: i64, name: &str, company: &str) -> OutcomePerson {
        let facts = Facts { first_name: name.into(), company: company.into(), ..Facts::default() };
        OutcomePerson { person_id: PersonId(id), facts }
    }

    fn outcome() -> ImportOutcome {
        let told =
            |id: i64, verdict, waits| OutcomeVerdict { who: somebody(id, "Mira", "Kite"), batch: None, verdict, other: None, is_before_done: false, waits };
        let job = |id: i64, is_leaving| JobChange {
            who: somebody(id, "Ödön", "Blue Heron"),
            was: "Dyer · Acme".into(),
            is_now: "Dyer · Blue Heron".into(),
            is_leaving,
            is_in_batch: false,
            may_stay: false,
        };
        ImportOutcome {
            verdicts: vec![told(1, Verdict::StillConnected, false), told(2, Verdict::StillConnected, true), told(3, Verdict::Left, false)],
            job_changed: vec![job(4, false), job(5, true)],
            added: (10..80).map(|id| somebody(id, "Nia", "")).collect(),
            ..ImportOutcome::default()
        }
    }

    fn shown(draft: &mut ChangesDraft) -> Vec<(&'static str, usize)> {
        draft.follow(&outcome(), 1);
        draft.sections.iter().map(|section| (section.title, section.rows.len())).collect()
    }

    #[test]
    fn figures_and_words_filter_and_can_be_taken_away() {
        let mut draft = ChangesDraft::default();
        let all = [
            ("In Remove, and in a new job: another look?", 1),
            ("Still connected", 2),
            ("Gone without you", 1),
            ("In another job", 1),
            ("New, not looked at yet", 70),
        ];
        assert_eq!(shown(&mut draft), all);
        assert_eq!(draft.open, 2);
        draft.choose(Tile::Job);
        assert_eq!(shown(&mut draft), [all[0], all[3]]);
        draft.choose(Tile::Job);
        // The job of before is found, too, and accents do not matter.
        draft.search = "odon acme".into();
        draft.outdate();
        assert_eq!(shown(&mut draft), [all[0], all[3]]);
        draft.choose(Tile::New);
        assert_eq!(shown(&mut draft), []);
        draft.show_all();
        assert_eq!(shown(&mut draft), all);
    }

    #[test]
    fn who_waits_already_is_not_put_back_and_more_rows_come_by_asking() {
        let mut draft = ChangesDraft::default();
        shown(&mut draft);
        assert_eq!(draft.sections[1].to_put_back, [PersonId(1)]);
        let new = draft.sections.pop().unwrap();
        assert_eq!((draft.most_rows(&new), draft.most_rows(&draft.sections[0])), (60, 60));
        draft.show_more(&new);
        assert_eq!((draft.most_rows(&new), draft.most_rows(&draft.sections[0])), (120, 60));
    }
}
