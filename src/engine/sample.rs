//! The sample people: a workspace of their own, so that nobody's real network is mixed with invented names.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use super::{CommandResult, Emit, Engine, import_export};
use crate::{
    event::Problem,
    import::{ReadOptions, container, read_containers},
    model::{local_time::LocalTime, progress::NoProgress},
    store::{Missing, Store},
};

/// An archive of invented people, as LinkedIn would write it.
const SAMPLE: [(&str, &[u8]); 9] = [
    ("Connections.csv", include_bytes!("../../assets/sample/Connections.csv")),
    ("messages.csv", include_bytes!("../../assets/sample/messages.csv")),
    ("Invitations.csv", include_bytes!("../../assets/sample/Invitations.csv")),
    ("Endorsement_Received_Info.csv", include_bytes!("../../assets/sample/Endorsement_Received_Info.csv")),
    ("Endorsement_Given_Info.csv", include_bytes!("../../assets/sample/Endorsement_Given_Info.csv")),
    ("Recommendations_Received.csv", include_bytes!("../../assets/sample/Recommendations_Received.csv")),
    ("Recommendations_Given.csv", include_bytes!("../../assets/sample/Recommendations_Given.csv")),
    ("Positions.csv", include_bytes!("../../assets/sample/Positions.csv")),
    ("Profile.csv", include_bytes!("../../assets/sample/Profile.csv")),
];
const TIMEOUT: Duration = Duration::from_secs(1);

/// Where the sample people of a workspace live.
#[must_use]
pub fn sample_path(home: &Path) -> PathBuf {
    home.with_extension("sample.partwell")
}

pub(super) fn open_filled(home: &Path, timeout: Duration, now: &LocalTime) -> Result<Store, Problem> {
    let mut store = Store::open(&sample_path(home), timeout, Missing::CreateAnew)?;
    fill(&mut store, now)?;
    Ok(store)
}

/// Imports the sample people, unless they are there.
fn fill(store: &mut Store, now: &LocalTime) -> Result<(), Problem> {
    if store.last_import()?.is_none() {
        let options = ReadOptions { latest: import_export::latest_day(now.today), encoding: None, known_name: &mut |_| None };
        let parsed = read_containers([Ok(container::in_memory(&SAMPLE))], options, &mut NoProgress)?;
        let pending = import_export::PendingImport::compare("Sample people".to_owned(), parsed, None, false, now, store)?;
        pending.write(store, false, now, &mut NoProgress)?;
    }
    Ok(())
}

impl Engine {
    pub(super) fn switch_to_sample(&mut self, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        if self.is_sample {
            fill(&mut self.store, now)?;
        } else {
            self.store = open_filled(&self.home, TIMEOUT, now)?;
            self.is_sample = true;
            self.pending_import = None;
        }
        self.load(now, emit)
    }

    pub(super) fn leave_sample(&mut self, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        if self.is_sample {
            self.store = if self.is_for_reading { Store::open_for_reading(&self.home)? } else { Store::open(&self.home, TIMEOUT, Missing::Create)? };
            self.is_sample = false;
            self.pending_import = None;
        }
        self.load(now, emit)
    }
}
