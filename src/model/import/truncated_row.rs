//! The row in which a list of people breaks off.

use crate::model::person::Facts;

/// A last row in which the file breaks off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TruncatedRow {
    /// The row as it stands, the cell in which it breaks off included.
    pub as_it_stands: Facts,
    /// Of it, what stands before the cut.
    pub whole: Facts,
    /// Whether that says who is meant: a whole link, or a whole name where the file has no links.
    pub names_somebody: bool,
}
