//! What the lists beside the batches keep between frames: whom one follows, and what is done instead of removing.

use super::{
    action::Inbox,
    errand_list::{ErrandDraft, ErrandRow},
};
use crate::{
    model::{
        batch::task::TaskState,
        checklist::{ALTERNATIVES, AlternativeWay, alternative},
        outreach::{
            Outreach,
            errand::{ErrandKey, ErrandKind},
            follow::{FollowTie, Followed},
        },
        text::date_text,
    },
    state::{State, loaded::Data},
};

/// The lists of the work list's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum WorkTab {
    /// Batches, and whom to unfollow among the connections.
    #[default]
    Batches,
    /// Whom one follows without a tie, and companies.
    Following,
    /// What is done instead of removing.
    Instead,
}

impl WorkTab {
    pub(super) const ALL: [Self; 3] = [Self::Batches, Self::Following, Self::Instead];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Batches => "Batches",
            Self::Following => "Following",
            Self::Instead => "Instead",
        }
    }

    /// Where it leads, in a few words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Batches => "Batches",
            Self::Following => "People you follow without being connected",
            Self::Instead => "What to do instead of removing",
        }
    }
}

/// Which of those one follows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FollowPart {
    /// Members without a tie.
    #[default]
    NoTie,
    /// Companies.
    Companies,
    /// Members whose name a connection bears.
    Connections,
    /// On the list to unfollow.
    OnList,
    /// Unfollowed or left.
    Over,
}

impl FollowPart {
    pub(super) const ALL: [Self; 5] = [Self::NoTie, Self::Companies, Self::Connections, Self::OnList, Self::Over];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::NoTie => "Members without a tie",
            Self::Companies => "Companies",
            Self::Connections => "Connections",
            Self::OnList => "On the list",
            Self::Over => "Done or left",
        }
    }
}

/// What the two lists remember.
#[derive(Debug, Default)]
pub(super) struct ErrandsDraft {
    pub(super) tab: WorkTab,
    pub(super) part: FollowPart,
    pub(super) part_counts: [usize; 5],
    /// What is to do on each list; of the batches the bar above tells.
    pub(super) tab_counts: [usize; 3],
    pub(super) list: ErrandDraft,
    pub(super) rows: Vec<ErrandRow>,
    of: Option<(u64, WorkTab, FollowPart)>,
}

fn part_of(followed: &Followed, outreach: &Outreach) -> FollowPart {
    match outreach.errand(&followed.key).map(|errand| errand.state) {
        Some(TaskState::ToDo | TaskState::Skipped) => FollowPart::OnList,
        Some(_) => FollowPart::Over,
        None => match followed.tie {
            FollowTie::NoTie => FollowPart::NoTie,
            FollowTie::Company => FollowPart::Companies,
            FollowTie::Connected | FollowTie::Several => FollowPart::Connections,
        },
    }
}

impl ErrandsDraft {
    /// Works out what is shown, where something changed.
    pub(super) fn follow(&mut self, state: &State, inbox: &mut Inbox) {
        inbox.need(state, Data::Outreach);
        let Some(outreach) = state.outreach.get() else { return };
        let of = Some((state.outreach.arrivals(), self.tab, self.part));
        if self.of == of {
            return;
        }
        self.of = of;
        let open = |kind: ErrandKind| outreach.errands_of(kind).filter(|errand| matches!(errand.state, TaskState::ToDo | TaskState::Skipped)).count();
        self.tab_counts = [0, open(ErrandKind::UnfollowMember) + open(ErrandKind::UnfollowCompany), open(ErrandKind::Alternative)];
        match self.tab {
            WorkTab::Batches => self.rows.clear(),
            WorkTab::Following => self.follow_rows(state, outreach),
            WorkTab::Instead => self.rows = instead_rows(state, outreach),
        }
    }

    fn follow_rows(&mut self, state: &State, outreach: &Outreach) {
        let all = outreach.follows.as_ref().map(|follows| follows.followed.as_slice()).unwrap_or_default();
        self.part_counts = FollowPart::ALL.map(|part| all.iter().filter(|followed| part_of(followed, outreach) == part).count());
        let here = all.iter().filter(|followed| part_of(followed, outreach) == self.part);
        let mut rows: Vec<(Option<jiff::civil::Date>, ErrandRow)> = here.map(|followed| (followed.follow.followed_on, follow_row(state, followed))).collect();
        // Followed longest first; of whom the day is not told, last.
        rows.sort_by_key(|(on, _)| (on.is_none(), *on));
        self.rows = rows.into_iter().map(|(_, row)| row).collect();
    }
}

fn follow_row(state: &State, followed: &Followed) -> ErrandRow {
    let since = followed.follow.followed_on;
    let what = match followed.tie {
        FollowTie::NoTie => "no connection of this name",
        FollowTie::Company => "company",
        FollowTie::Connected => "one of your connections has this name",
        FollowTie::Several => "several connections have this name",
    };
    ErrandRow {
        key: Some(followed.key.clone()),
        name: followed.follow.name.clone(),
        second: what.to_owned(),
        end: since.map(|on| format!("followed {}", date_text::ago(on, state.overview.time.today))).unwrap_or_default(),
        ..ErrandRow::default()
    }
}

/// What is done instead of removing: about people, then about oneself.
fn instead_rows(state: &State, outreach: &Outreach) -> Vec<ErrandRow> {
    let about_people = outreach.errands_of(ErrandKind::Alternative).filter(|errand| !errand.key.subject.is_empty()).map(|errand| ErrandRow {
        key: Some(errand.key.clone()),
        name: errand.name.clone(),
        slug: errand.slug.clone(),
        person_id: errand.person_id,
        second: alternative(&errand.key.detail).map_or("", |known| known.title).to_owned(),
        end: errand.acted_at.map(|at| date_text::day(state.overview.time.day_of(at))).unwrap_or_default(),
        ..ErrandRow::default()
    });
    let about_oneself = ALTERNATIVES.iter().filter(|known| known.way == AlternativeWay::AboutOneself).map(|known| ErrandRow {
        key: Some(ErrandKey { kind: ErrandKind::Alternative, subject: String::new(), detail: known.id.to_owned() }),
        name: known.title.to_owned(),
        second: known.how.to_owned(),
        ..ErrandRow::default()
    });
    about_people.chain(about_oneself).collect()
}
