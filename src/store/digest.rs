//! Check values of all rows: a bit that rots on the disk is noticed, and never taken for what the member did.
//!
//! `SQLite` keeps no check values of its pages. So each table has the sum of the hashes of its rows, kept by triggers in the
//! same transaction as the rows: the hash of what was is taken away, that of what is now is added. Whoever reads all rows
//! adds up the same sum. A row that rotted leaves its true hash in the sum for good: no later change covers it up.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{
    Connection, Transaction,
    functions::{Context, FunctionFlags},
    params,
    types::ValueRef,
};

use super::{
    Store, StoreResult,
    row_hash::{append, hash_of, hash_of_row},
    tables,
};

/// The name that the tables, indexes and triggers themselves go by.
const SCHEMA: &str = "sqlite_schema";

/// What changed in one table since the transaction began: how many rows more, and the sum of the hashes, wrapping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    rows: i64,
    hashes: u128,
}

impl Sum {
    fn add(&mut self, hash: u128) {
        self.rows += 1;
        self.hashes = self.hashes.wrapping_add(hash);
    }

    fn take(&mut self, hash: u128) {
        self.rows -= 1;
        self.hashes = self.hashes.wrapping_sub(hash);
    }
}

/// The changes of the transaction under way.
#[derive(Debug, Default)]
struct Pending {
    sums: Vec<Sum>,
    buffer: Vec<u8>,
}

impl Pending {
    fn of_table(&mut self, table: usize) -> &mut Sum {
        if self.sums.len() <= table {
            self.sums.resize(table + 1, Sum::default());
        }
        #[expect(clippy::indexing_slicing, reason = "made long enough above")]
        &mut self.sums[table]
    }
}

/// Gives a connection the functions that the triggers call.
pub(super) fn register(connection: &Connection) -> StoreResult<()> {
    let pending = Arc::new(Mutex::new(Pending::default()));
    for (name, apply) in [("digest_add", Sum::add as fn(&mut Sum, u128)), ("digest_take", Sum::take)] {
        let pending = Arc::clone(&pending);
        connection.create_scalar_function(name, -1, FunctionFlags::SQLITE_UTF8, move |context: &Context<'_>| {
            let table = context.get::<i64>(0)?;
            let mut pending = pending.lock().unwrap_or_else(PoisonError::into_inner);
            let mut buffer = std::mem::take(&mut pending.buffer);
            buffer.clear();
            for at in 1..context.len() {
                append(&mut buffer, context.get_raw(at));
            }
            apply(pending.of_table(usize::try_from(table).unwrap_or_default()), hash_of(&buffer));
            pending.buffer = buffer;
            Ok(0_i64)
        })?;
    }
    let noted = Arc::clone(&pending);
    connection.create_scalar_function("digest_note", 3, FunctionFlags::SQLITE_UTF8, move |context| {
        let (table, rows) = (context.get::<i64>(0)?, context.get::<i64>(1)?);
        let hashes = u128::from_le_bytes(context.get::<[u8; 16]>(2)?);
        let mut pending = noted.lock().unwrap_or_else(PoisonError::into_inner);
        let sum = pending.of_table(usize::try_from(table).unwrap_or_default());
        (sum.rows, sum.hashes) = (sum.rows + rows, sum.hashes.wrapping_add(hashes));
        Ok(0_i64)
    })?;
    let begun = Arc::clone(&pending);
    connection.create_scalar_function("digest_begin", 0, FunctionFlags::SQLITE_UTF8, move |_| {
        begun.lock().unwrap_or_else(PoisonError::into_inner).sums.clear();
        Ok(0_i64)
    })?;
    let rows = Arc::clone(&pending);
    connection.create_scalar_function("digest_rows", 1, FunctionFlags::SQLITE_UTF8, move |context| Ok(change_of(&rows, context.get_raw(0)).rows))?;
    let sums = Arc::clone(&pending);
    connection.create_scalar_function("digest_sum", 2, FunctionFlags::SQLITE_UTF8, move |context| {
        let before = context.get_raw(1).as_blob().ok().and_then(|bytes| bytes.try_into().ok()).map_or(0, u128::from_le_bytes);
        Ok(before.wrapping_add(change_of(&sums, context.get_raw(0)).hashes).to_le_bytes().to_vec())
    })?;
    connection.create_scalar_function("digest_changed", 1, FunctionFlags::SQLITE_UTF8, move |context| {
        Ok(change_of(&pending, context.get_raw(0)) != Sum::default())
    })?;
    Ok(())
}

fn change_of(pending: &Mutex<Pending>, table: ValueRef<'_>) -> Sum {
    let number = table.as_str().ok().and_then(|name| tables::tables().position(|table| table == name));
    let pending = pending.lock().unwrap_or_else(PoisonError::into_inner);
    number.and_then(|number| pending.sums.get(number)).copied().unwrap_or_default()
}

/// Makes the triggers that keep the sums. This connection alone has them: no other may write.
pub(super) fn create_triggers(connection: &Connection) -> StoreResult<()> {
    for (number, table) in tables::tables().enumerate() {
        ["INSERT", "UPDATE", "DELETE"].into_iter().try_for_each(|event| create_trigger(connection, number, table, event))?;
    }
    Ok(())
}

fn create_trigger(connection: &Connection, number: usize, table: &str, event: &str) -> StoreResult<()> {
    let columns = tables::columns(connection, table)?;
    let of = |row: &str| columns.iter().map(|column| format!("{row}.{column}")).collect::<Vec<_>>().join(", ");
    let (take, add) = (format!("digest_take({number}, {})", of("OLD")), format!("digest_add({number}, {})", of("NEW")));
    let body = match event {
        "INSERT" => add,
        "DELETE" => take,
        _ => format!("{take}, {add}"),
    };
    Ok(connection.execute_batch(&format!("CREATE TEMP TRIGGER digest_{table}_{event} AFTER {event} ON main.{table} BEGIN SELECT {body}; END"))?)
}

/// Adds up rows that are added by the thousand, in place of the trigger: that costs a third of adding the rows.
pub(super) struct Adding<'t> {
    transaction: &'t Transaction<'t>,
    number: usize,
    table: &'static str,
    sum: Sum,
    buffer: Vec<u8>,
}

impl<'t> Adding<'t> {
    /// From here on until [`Adding::end`] nothing but new rows come into the table, and each is told. An error in between must end
    /// the transaction.
    pub(super) fn begin(transaction: &'t Transaction<'t>, table: &'static str) -> StoreResult<Self> {
        let number = tables::tables().position(|known| known == table).unwrap_or_default();
        transaction.execute_batch(&format!("DROP TRIGGER temp.digest_{table}_INSERT"))?;
        Ok(Self { transaction, number, table, sum: Sum::default(), buffer: Vec::new() })
    }

    /// Tells a row as it was written: every column, in the table's order.
    pub(super) fn add(&mut self, row: &[ValueRef<'_>]) {
        self.buffer.clear();
        for value in row {
            append(&mut self.buffer, *value);
        }
        self.sum.add(hash_of(&self.buffer));
    }

    /// The trigger does it again.
    pub(super) fn end(self) -> StoreResult<()> {
        let sum = (i64::try_from(self.number).unwrap_or_default(), self.sum.rows, self.sum.hashes.to_le_bytes());
        self.transaction.query_row("SELECT digest_note(?1, ?2, ?3)", params![sum.0, sum.1, sum.2], |_| Ok(()))?;
        create_trigger(self.transaction, self.number, self.table, "INSERT")
    }
}

/// A transaction begins: what was noted of one that was rolled back is forgotten.
pub(super) fn begin(transaction: &Transaction<'_>) -> StoreResult<()> {
    Ok(transaction.query_row("SELECT digest_begin()", [], |_| Ok(()))?)
}

/// Writes the sums of the tables that this transaction changed, as its last step.
pub(super) fn write(transaction: &Transaction<'_>) -> StoreResult<()> {
    transaction.prepare_cached("UPDATE digest SET rows = rows + digest_rows(name), sum = digest_sum(name, sum) WHERE digest_changed(name)")?.execute([])?;
    Ok(())
}

/// Adds up a table as it is.
fn sum_of(connection: &Connection, table: &str) -> StoreResult<Sum> {
    // Not by way of an index, which may hold what the table no longer does.
    let sql = if table == SCHEMA {
        format!("SELECT type, name, tbl_name, sql FROM main.{SCHEMA}")
    } else {
        format!("SELECT {} FROM main.{table} NOT INDEXED", tables::columns(connection, table)?.join(", "))
    };
    let mut statement = connection.prepare(&sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let (mut sum, mut buffer) = (Sum::default(), Vec::new());
    while let Some(row) = rows.next()? {
        sum.add(hash_of_row(&mut buffer, row, columns)?);
    }
    Ok(sum)
}

/// Takes all tables as they are, after the schema was brought up to date.
pub(super) fn seal(transaction: &Transaction<'_>) -> StoreResult<()> {
    for table in tables::tables().chain([SCHEMA]) {
        let sum = sum_of(transaction, table)?;
        transaction.execute(
            "INSERT INTO digest (name, rows, sum) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET rows = excluded.rows, sum = excluded.sum",
            params![table, sum.rows, sum.hashes.to_le_bytes()],
        )?;
    }
    Ok(())
}

/// The tables whose rows are not those that were written.
pub(super) fn altered(connection: &Connection) -> StoreResult<Vec<&'static str>> {
    // A version between the first with check values and this one may have fewer tables: those that are gone have a sum.
    let present = tables::present(connection)?;
    let mut altered = Vec::new();
    for table in tables::tables().chain([SCHEMA]) {
        let is_there = table == SCHEMA || present.contains(&table);
        let found = if is_there { Some(sum_of(connection, table)?) } else { None };
        if kept(connection, table)? != found {
            altered.push(table);
        }
    }
    Ok(altered)
}

/// Tells copies of one state from another: the check values of all tables but what the window remembers.
pub(super) fn fingerprint(connection: &Connection) -> StoreResult<Vec<(String, i64, [u8; 16])>> {
    let mut statement = connection.prepare("SELECT name, rows, sum FROM digest WHERE name <> 'setting' ORDER BY name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many rows a table should have, and its check value in hexadecimal, without the row of this key. An earlier version has no
/// check values: there they are counted and added up.
pub(super) fn without_row(connection: &Connection, table: &str, key: &str, value: Option<&str>) -> StoreResult<(u64, String)> {
    let sum = match kept(connection, table) {
        Ok(Some(sum)) => sum,
        _ => sum_of(connection, table)?,
    };
    less_one(connection, table, sum, (key, value))
}

/// The same where it was written; none where it was not, or cannot be read.
pub(super) fn expected(connection: &Connection, table: &str, setting: Option<&str>) -> StoreResult<Option<(u64, String)>> {
    kept(connection, table)?.map(|sum| less_one(connection, table, sum, ("key", setting))).transpose()
}

fn less_one(connection: &Connection, table: &str, mut sum: Sum, (key, value): (&str, Option<&str>)) -> StoreResult<(u64, String)> {
    if let Some(hash) = value.map(|value| hash_of_one(connection, table, key, value)).transpose()?.flatten() {
        sum.take(hash);
    }
    Ok((u64::try_from(sum.rows).unwrap_or_default(), hex(sum)))
}

/// The check value of a table as it is, in hexadecimal.
pub(super) fn hex_of(connection: &Connection, table: &str) -> StoreResult<String> {
    Ok(hex(sum_of(connection, table)?))
}

fn hex(sum: Sum) -> String {
    format!("{:032x}", sum.hashes)
}

/// The sum that was written of a table; none where none was.
fn kept(connection: &Connection, table: &str) -> StoreResult<Option<Sum>> {
    let mut statement = connection.prepare_cached("SELECT rows, sum FROM digest WHERE name = ?1")?;
    match statement.query_row([table], |row| Ok((row.get(0)?, row.get::<_, [u8; 16]>(1)?))) {
        Ok((rows, bytes)) => Ok(Some(Sum { rows, hashes: u128::from_le_bytes(bytes) })),
        Err(rusqlite::Error::QueryReturnedNoRows | rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The hash of the row that has this key, if there is one.
fn hash_of_one(connection: &Connection, table: &str, key: &str, value: &str) -> StoreResult<Option<u128>> {
    let columns = tables::columns(connection, table)?;
    let mut statement = connection.prepare(&format!("SELECT {} FROM {table} WHERE {key} = ?1", columns.join(", ")))?;
    let mut rows = statement.query([value])?;
    rows.next()?.map(|row| hash_of_row(&mut Vec::new(), row, columns.len())).transpose()
}

/// Deletes one row, with its part of the check value, where no triggers do that.
pub(super) fn delete_row(connection: &Connection, table: &str, key: &str, value: &str) -> StoreResult<()> {
    let Some(hash) = hash_of_one(connection, table, key, value)? else { return Ok(()) };
    connection.execute(&format!("DELETE FROM {table} WHERE {key} = ?1"), [value])?;
    // An earlier version has no check values.
    if let Ok(Some(mut sum)) = kept(connection, table) {
        sum.take(hash);
        connection.execute("UPDATE digest SET rows = ?2, sum = ?3 WHERE name = ?1", params![table, sum.rows, sum.hashes.to_le_bytes()])?;
    }
    Ok(())
}

impl Store {
    /// What is not as it was written, a line each.
    pub(super) fn altered(&self) -> StoreResult<Vec<String>> {
        let mut named: Vec<&str> = altered(&self.connection)?.into_iter().map(held_by).collect();
        named.dedup();
        Ok(named.into_iter().map(|what| format!("not as it was written: {what}")).collect())
    }
}

/// What these tables hold, in words for people: the subject of a sentence.
pub(super) fn in_words(tables: &[&str]) -> String {
    let mut named: Vec<&str> = tables.iter().map(|table| held_by(table)).collect();
    named.dedup();
    match named.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => named.concat(),
    }
}

fn held_by(table: &str) -> &'static str {
    match table {
        "person" => "people",
        "decision" => "decisions",
        "protection" => "locks",
        "reasons" => "reasons",
        "note" => "notes",
        "past_job" => "earlier jobs",
        "import" | "coverage" => "what was imported when",
        "batch" | "batch_person" => "batches",
        "setting" => "settings and saved views",
        "operation" | "journal" => "the history",
        "ledger_entry" | "ledger_line" => "the ledger",
        "message_log" | "message_text" => "messages",
        "invitation" | "invitation_row" | "invitation_file" => "invitations",
        "endorsement" => "endorsements",
        "recommendation" => "recommendations",
        "task" => "the work list",
        "verdict" | "person_change" | "missing" | "ghost" => "what later exports told",
        "invite_again" | "tidied" => "those to invite again",
        "errand" | "errand_line" | "follow" => "errands",
        "letter_template" => "letters",
        "focus" | "goal" | "journal_entry" => "the plan",
        "rediscovered" | "dismissed" => "who was found again",
        SCHEMA => "the tables themselves",
        _ => "facts of exports",
    }
}
