//! The hash of a row: the same for good, whatever version of `SQLite` or of this program takes it.

use rusqlite::{Row, types::ValueRef};
use twox_hash::XxHash3_128;

use super::StoreResult;

/// Appends a value so that no two rows look alike: its type, its length where it has one, and its bytes.
pub(super) fn append(buffer: &mut Vec<u8>, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => buffer.push(0),
        ValueRef::Integer(number) => {
            buffer.push(1);
            buffer.extend_from_slice(&number.to_le_bytes());
        }
        ValueRef::Real(number) => {
            buffer.push(2);
            buffer.extend_from_slice(&number.to_bits().to_le_bytes());
        }
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            buffer.push(if matches!(value, ValueRef::Text(_)) { 3 } else { 4 });
            buffer.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            buffer.extend_from_slice(bytes);
        }
    }
}

/// The hash of the row that a statement stands at; `buffer` is but room for it.
pub(super) fn hash_of_row(buffer: &mut Vec<u8>, row: &Row<'_>, columns: usize) -> StoreResult<u128> {
    buffer.clear();
    for column in 0..columns {
        append(buffer, row.get_ref(column)?);
    }
    Ok(XxHash3_128::oneshot(buffer))
}

/// The hash of what was appended.
pub(super) fn hash_of(buffer: &[u8]) -> u128 {
    XxHash3_128::oneshot(buffer)
}
