//! What the window remembers between starts; not part of undo.

use serde::{Deserialize, Serialize};

use crate::model::{
    batch::{
        pace::{Pace, Warnings},
        removal_list::ListFormat,
        task::TaskKind,
    },
    id::PersonId,
    queue::view_key,
    search::{
        order::Order,
        view::{self, View},
    },
    sitting::Sitting,
    triage_group::GroupKind,
};

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Appearance {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name as the menu shows it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::System => "Match system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

/// What a plain click on a row of Review does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowClick {
    /// Selects it, as in a file manager.
    #[default]
    Selects,
    /// Ticks it, or takes the tick off: several can be acted on at once.
    Ticks,
    /// Moves it to the other pane.
    Moves,
}

impl RowClick {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Selects, Self::Ticks, Self::Moves];

    /// The name as the menu shows it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Selects => "A click selects",
            Self::Ticks => "A click ticks: boxes in the rows",
            Self::Moves => "A click moves to the other pane",
        }
    }
}

/// What the pages beside removing remember.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutreachSettings {
    /// Advice that the member has read and hidden, by its key.
    pub hidden_advice: Vec<String>,
}

/// How Triage goes, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TriageSettings {
    /// The sitting that goes on; none before the first look.
    pub sitting: Option<Sitting>,
    /// In an order that looks like none, by this seed; none: in the order of the list.
    pub seed: Option<u64>,
    /// Whether those who are decided are shown as well.
    pub shows_decided: bool,
    /// Whether position and company are hidden until a key is held.
    pub hides_titles: bool,
    /// Whom the member passed over: the first pass goes on without them, and the second is of them alone.
    pub maybes: Vec<PersonId>,
    /// What the groups have in common that are gone through; none: one person at a time.
    pub groups_by: Option<GroupKind>,
    /// The queues in the order in which they are listed, by their keys; those that are not named come behind.
    pub queue_order: Vec<String>,
    /// The queues that are not shown, by their keys.
    pub hidden_queues: Vec<String>,
    /// The queues and views that suggest, by the keys of their rules; none at first.
    pub suggesting: Vec<String>,
}

/// What the window remembers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Settings {
    /// Sort order of the Keep pane.
    pub keep_order: Order,
    /// Whether the Keep pane is sorted the other way round.
    pub keep_reversed: bool,
    /// Whether the Remove pane is sorted the other way round.
    pub remove_reversed: bool,
    /// Sort order of the Remove pane.
    pub remove_order: Order,
    /// Whether the detail panel is open.
    pub shows_details: bool,
    /// Whether the column to narrow down stands beside the lists.
    pub shows_facets: bool,
    /// The facets that are folded there, by their keys.
    pub folded_facets: Vec<String>,
    /// Light or dark.
    pub appearance: Appearance,
    /// The format that was exported last.
    pub export_format: ListFormat,
    /// The folder that was exported to last; empty at first.
    pub export_folder: String,
    /// How many removals a day, and for how long at a time.
    pub pace: Pace,
    /// What LinkedIn said when it had enough, the latest last.
    pub warnings: Box<Warnings>,
    /// Whether the steps at LinkedIn on a computer are shown beside the work list.
    pub shows_steps: bool,
    /// Whether the steps on a phone are shown beside the work list.
    pub shows_phone_steps: bool,
    /// Whether the cursor goes on to the next person once one is decided.
    pub advances: bool,
    /// What a click on a row does.
    pub row_click: RowClick,
    /// Whether the steps by the profile are shown beside the work list.
    pub shows_profile_steps: bool,
    /// The page that was shown last, by its key; an unknown one is Review.
    pub page: String,
    /// What was imported last, latest first.
    pub recent: Vec<String>,
    /// Whether nothing is to move by itself.
    pub reduces_motion: bool,
    /// Whether names and companies are hidden, for sharing the screen.
    pub hides_names: bool,
    /// Who was worked on last on the work list, and whether to unfollow: there it goes on.
    pub worked_on: Option<(PersonId, TaskKind)>,
    /// Who the cursor of each pane stood on when the window was closed: Keep, then Remove.
    pub cursors: [Option<PersonId>; 2],
    /// Invitations a week that one sets oneself.
    pub invitations_a_week: u32,
    /// Searches with a name, in the order of their keys.
    pub views: Vec<View>,
    /// How Triage goes, and where it stands.
    pub triage: Box<TriageSettings>,
    /// What the pages beside removing remember.
    pub outreach: Box<OutreachSettings>,
    /// What was searched for in each pane when the window was closed: Keep, then Remove.
    pub searches: [String; 2],
}

/// What the queues are remembered by among what is folded beside the lists.
pub const QUEUES_FOLD: &str = "queues";

impl Default for Settings {
    fn default() -> Self {
        Self {
            keep_order: Order::Oldest,
            keep_reversed: false,
            remove_reversed: false,
            remove_order: Order::Name,
            shows_details: true,
            shows_facets: false,
            // They are many: whoever wants them opens them.
            folded_facets: vec![QUEUES_FOLD.to_owned()],
            appearance: Appearance::default(),
            export_format: ListFormat::default(),
            export_folder: String::new(),
            pace: Pace::default(),
            warnings: Box::default(),
            shows_steps: true,
            shows_phone_steps: false,
            shows_profile_steps: false,
            advances: true,
            row_click: RowClick::default(),
            page: String::new(),
            recent: Vec::new(),
            reduces_motion: false,
            hides_names: false,
            worked_on: None,
            cursors: [None; 2],
            invitations_a_week: 20,
            views: Vec::new(),
            triage: Box::default(),
            outreach: Box::default(),
            searches: [String::new(), String::new()],
        }
    }
}

impl Settings {
    /// At most this many files that were imported are remembered.
    pub const MOST_RECENT: usize = 6;

    /// Deletes a view, and all that is remembered of it. Tells whether there was one of that name.
    pub fn delete_view(&mut self, name: &str) -> bool {
        let before: Vec<String> = self.views.iter().map(|view| view_key(&view.name)).collect();
        let is_deleted = view::delete(&mut self.views, name);
        let left: Vec<String> = self.views.iter().map(|view| view_key(&view.name)).collect();
        let is_gone = |key: &String| before.contains(key) && !left.contains(key);
        for keys in [&mut self.triage.suggesting, &mut self.triage.hidden_queues, &mut self.triage.queue_order] {
            keys.retain(|key| !is_gone(key));
        }
        is_deleted
    }

    /// Puts a file first among those imported last.
    pub fn remember_import(&mut self, path: String) {
        self.recent.retain(|known| *known != path);
        self.recent.insert(0, path);
        self.recent.truncate(Self::MOST_RECENT);
    }
}
