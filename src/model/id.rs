//! Identifiers within one workspace, and maps by them.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// Identifies a person within one workspace; never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub i64);

/// A map by person. Their numbers are of our own making, so nobody can craft collisions.
pub type PersonMap<V> = FxHashMap<PersonId, V>;
/// A set of people.
pub type PersonSet = FxHashSet<PersonId>;

/// A map by texts of a person's own files: nobody gains by crafting collisions there.
pub type TextMap<T, V> = FxHashMap<T, V>;

/// The number of a batch, counted from 1; also how the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BatchId(pub i64);

/// Identifies an import within one workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImportId(pub i64);

/// Identifies an entry of the ledger; never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub i64);
