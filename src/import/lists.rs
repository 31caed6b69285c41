//! Which list of connections is today's, where several are given.
//!
//! LinkedIn's own header and the name `Connections*.csv` make a list of connections; another table of people counts only
//! where there is no such list. Of several exports the newest is today's: by the day in the archive's name, else by the
//! newest connection. The older ones are history. The order in which they are given changes nothing.

use jiff::civil::Date;

use super::reader::PeopleList;
use crate::model::import::report::{FileIgnored, FileRole, FileUsed, ImportReport};

/// A list of connections that was read.
pub(super) struct ConnectionsList {
    pub(super) used: FileUsed,
    pub(super) content: PeopleList,
    /// The day of its export, where a name tells it.
    pub(super) exported_on: Option<Date>,
    /// Whether its name, or whoever named it, says that it is one.
    pub(super) is_named: bool,
}

impl ConnectionsList {
    fn newest_connection(&self) -> Option<Date> {
        let ghosts = self.content.ghost_days.keys().copied().max();
        self.content.people.iter().filter_map(|facts| facts.connected_on).max().max(ghosts)
    }

    /// The day as of which it tells who is connected.
    fn day(&self) -> Option<Date> {
        self.exported_on.or_else(|| self.newest_connection())
    }

    fn rank(&self) -> (bool, bool, bool) {
        (self.content.has_own_header, super::container::may_be_connections(&self.used.name), self.is_named)
    }
}

/// The lists, sorted by what they are good for.
#[derive(Default)]
pub(super) struct Chosen {
    /// Those that tell who is connected now: one, or several of the same day.
    pub(super) today: Vec<ConnectionsList>,
    /// Those of earlier days.
    pub(super) history: Vec<ConnectionsList>,
    /// The day in the name of today's.
    pub(super) day: Option<Date>,
}

/// Sorts the lists, and tells in the report which of them was used for what, and which was not and why.
pub(super) fn choose(mut lists: Vec<ConnectionsList>, report: &mut ImportReport) -> Chosen {
    lists.sort_by(|a, b| b.day().cmp(&a.day()).then_with(|| a.used.name.cmp(&b.used.name)));
    let Some(best) = lists.iter().map(ConnectionsList::rank).max() else { return Chosen::default() };
    let name = lists.iter().find(|list| list.rank() == best).map(|list| list.used.name.clone()).unwrap_or_default();
    let newest = lists.iter().filter(|list| list.rank() == best).filter_map(ConnectionsList::day).max();
    let mut chosen = Chosen::default();
    let mut used = Vec::new();
    for mut list in lists {
        if list.rank() != best {
            let reason = if list.content.has_own_header {
                format!("another list of connections under another name; “{name}” is used")
            } else {
                format!("a list of people, but not LinkedIn's list of connections; “{name}” is used")
            };
            report.files_ignored.push(FileIgnored { name: list.used.name, reason });
            continue;
        }
        list.used.exported_on = list.exported_on;
        if list.day() == newest {
            chosen.day = chosen.day.or(list.exported_on);
            used.push(list.used.clone());
            chosen.today.push(list);
        } else {
            list.used.role = FileRole::History;
            used.push(list.used.clone());
            chosen.history.push(list);
        }
    }
    report.files_used.splice(0..0, used);
    chosen
}
