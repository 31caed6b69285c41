//! A place to work in: the folder of a workspace, and others beside it that are none of its business.

use std::path::{Path, PathBuf};

use partwell::engine::Engine;
use tempfile::TempDir;

use crate::{
    actions::{Member, Outcome},
    workspace::PATIENCE,
};

/// The folders, until the test is over.
pub(crate) struct Site {
    home: TempDir,
    /// The folder of the workspace, by its true path.
    pub(crate) folder: PathBuf,
    /// The workspace.
    pub(crate) path: PathBuf,
    exports: PathBuf,
}

impl Site {
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let (folder, exports) = (home.path().join("workspace"), home.path().join("exports"));
        std::fs::create_dir(&folder).unwrap();
        std::fs::create_dir(&exports).unwrap();
        let folder = folder.canonicalize().unwrap();
        Self { path: folder.join("a.partwell"), home, folder, exports }
    }

    /// One whose member imported thirty people and did so many things, and closed the workspace.
    pub(crate) fn lived_in(seed: u64, actions: usize) -> Self {
        let site = Self::new();
        let mut member = site.member(seed);
        assert!(matches!(member.import(0, 30), Outcome::Done));
        for _ in 0..actions {
            member.act();
        }
        site
    }

    /// Somebody who opens the workspace.
    pub(crate) fn member(&self, seed: u64) -> Member {
        Member::new(Engine::open(&self.path, PATIENCE).unwrap(), seed, &self.exports)
    }

    /// Another folder beside it, made if it is not there.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::create_dir_all(&path).unwrap();
        path
    }

    /// Where files to be imported are written.
    pub(crate) fn exports(&self) -> &Path {
        &self.exports
    }
}
