//! Many rows that change in the same way: noted as a few before-images, one for all that were alike.
//!
//! Triggers note each row that changes, which costs several times as much as the change. Whoever changes thousands in one
//! statement has them noted first, here, and the triggers stand aside for that statement.

use rusqlite::{Transaction, params};

use super::{
    StoreResult,
    schema::{self, IMAGES_OF},
    tables,
};

/// So few rows are changed one by one.
pub(super) const FEW: usize = 3;

/// The keys of rows as JSON, in their order: a table and its journal are gone through from front to back.
pub(super) fn keys(ids: impl Iterator<Item = i64>) -> String {
    let mut ids: Vec<i64> = ids.collect();
    ids.sort_unstable();
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", ids.join(","))
}

/// Runs a change to rows of a table that undo covers, and to no others: those with these keys, as [`keys`] gives them.
///
/// # Errors
/// Whatever `change` returns; then the transaction must not be committed.
pub(super) fn change_alike(
    transaction: &Transaction<'_>,
    (table, key): (&str, &str),
    keys: &str,
    change: impl FnOnce(&Transaction<'_>) -> StoreResult<()>,
) -> StoreResult<()> {
    let columns = tables::columns(transaction, table)?;
    let pairs: Vec<String> = columns.iter().filter(|column| *column != key).map(|column| format!("'{column}', t.{column}")).collect();
    transaction.execute(
        &format!(
            "INSERT INTO journal (operation_id, table_name, row_id, before, row_ids)
             SELECT (SELECT max(id) FROM operation), '{table}', min(key), before, json_group_array(key) FROM
                 (SELECT k.value AS key, iif(t.{key} IS NULL, NULL, json_object({})) AS before FROM json_each(?1) k LEFT JOIN {table} t ON t.{key} = k.value)
             GROUP BY before",
            pairs.join(", ")
        ),
        [keys],
    )?;
    schema::note_rows(transaction, table, false)?;
    change(transaction)?;
    schema::note_rows(transaction, table, true)
}

/// Whether what an operation noted of a table are images of many rows alone.
pub(super) fn is_alike(transaction: &Transaction<'_>, operation_id: i64, table: &str) -> StoreResult<bool> {
    let sql = format!("SELECT count(*) > 0 AND count(row_ids) = count(*) FROM journal j WHERE table_name = ?2 AND {IMAGES_OF}");
    Ok(transaction.query_row(&sql, params![operation_id, table], |row| row.get(0))?)
}

/// Puts the rows of such a table back as they were before the operation, and notes what that changes.
pub(super) fn restore_alike(transaction: &Transaction<'_>, operation_id: i64, (table, key): (&str, &str)) -> StoreResult<()> {
    let of_operation = format!("table_name = ?2 AND {IMAGES_OF}");
    let touched: String = transaction.query_row(
        &format!("SELECT json_group_array(key) FROM (SELECT DISTINCT k.value AS key FROM journal j, json_each(row_ids) k WHERE {of_operation} ORDER BY 1)"),
        params![operation_id, table],
        |row| row.get(0),
    )?;
    change_alike(transaction, (table, key), &touched, |transaction| {
        // The last one first, so that what stood before all of them stands in the end.
        let mut statement = transaction.prepare(&format!("SELECT j.id, before IS NULL FROM journal j WHERE {of_operation} ORDER BY j.id DESC"))?;
        let images: Vec<(i64, bool)> = statement.query_map(params![operation_id, table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let columns: Vec<String> = tables::columns(transaction, table)?.into_iter().filter(|column| column != key).collect();
        let values: Vec<String> = columns.iter().map(|column| format!("json_extract(before, '$.{column}')")).collect();
        let updates: Vec<String> = columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        let mut take_away =
            transaction.prepare(&format!("DELETE FROM {table} WHERE {key} IN (SELECT k.value FROM journal j, json_each(j.row_ids) k WHERE j.id = ?1)"))?;
        let mut put_back = transaction.prepare(&format!(
            "INSERT INTO {table} ({key}, {}) SELECT k.value, {} FROM journal j, json_each(j.row_ids) k WHERE j.id = ?1 ON CONFLICT ({key}) DO UPDATE SET {}",
            columns.join(", "),
            values.join(", "),
            updates.join(", ")
        ))?;
        for (image, was_not_there) in images {
            if was_not_there { &mut take_away } else { &mut put_back }.execute([image])?;
        }
        Ok(())
    })
}
