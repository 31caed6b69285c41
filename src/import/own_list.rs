//! Lists that Partwell itself wrote: known by their columns, and never taken for an export of LinkedIn.

use super::table::Header;

/// Why such a list is not read.
pub(super) const REASON: &str = "this is a list that Partwell wrote, not an export of LinkedIn";

/// Whether a header is that of a removal list, the list of everyone, or the ledger, as CSV.
pub(super) fn is_own(header: &Header) -> bool {
    // No file of LinkedIn has any of these.
    header.has("firstname") && ["decidedon", "finalizedon", "keeporremove"].iter().any(|column| header.has(column))
}
