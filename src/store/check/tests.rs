//! Each rule finds its fault by itself, also in a workspace whose check values fit: as a fault of the program would leave it.

use super::*;
use crate::store::{Missing, digest, tables::JOURNALED};

/// A workspace in which rows are changed as no verb does: nothing is noted of it.
fn workspace(path: &std::path::Path) -> Store {
    let store = Store::open(path, std::time::Duration::ZERO, Missing::Create).unwrap();
    let report = serde_json::to_string(&crate::model::import::report::ImportReport::default()).unwrap();
    for (table, _, _) in JOURNALED {
        schema::note_rows(&store.connection, table, false).unwrap();
    }
    store.connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {}", SOUND.replace("REPORT", &report))).unwrap();
    store
}

/// Makes the check values fit what is there.
fn seal(store: &Store) {
    let transaction = store.connection.unchecked_transaction().unwrap();
    digest::seal(&transaction).unwrap();
    transaction.commit().unwrap();
}

/// A workspace with a few people, decisions and a step of the history.
const SOUND: &str = "
    INSERT INTO import VALUES (1, '2026-05-01T10:00:00Z', 'Connections.csv', '2024-01-08', 'REPORT', NULL, NULL, NULL, 'newest');
    INSERT INTO person VALUES (1, 'ada-example', 'Ada', 'Quorn', '', '', '', '', '2024-01-08', '', 1, 1), (2, 'ben-example', 'Ben', 'Quorn', '', '', '', '', NULL, '', 1, 1),
        (3, NULL, 'Cy', 'Quorn', '', '', '', '', NULL, '', 1, 1);
    INSERT INTO operation VALUES (1, '2026-05-01T10:00:00Z', '{\"kind\":\"sentence\",\"text\":\"Move\"}', 'do', NULL, 'done', 1, 1, 1);
    INSERT INTO decision (person_id, decision, decided_at) VALUES (1, 'remove', '2026-05-01T10:00:00Z');
    INSERT INTO protection VALUES (2, '2026-05-01T10:00:00Z');
    INSERT INTO journal (id, operation_id, table_name, row_id, person_id, before) VALUES (1, 1, 'decision', 1, 1, NULL);";

/// What a check says once this was done.
fn found_after(harm: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let store = workspace(&folder.path().join("a.partwell"));
    store.connection.execute_batch(harm).unwrap();
    seal(&store);
    store.check().unwrap()
}

#[test]
fn every_rule_finds_its_fault() {
    assert_eq!(found_after(""), Vec::<String>::new());
    for (harm, what) in [
        ("UPDATE person SET connected_on = '20X4-01-08' WHERE id = 1", "a day in person"),
        ("UPDATE decision SET decided_at = 'yesterday'", "a day in decision"),
        ("UPDATE decision SET decision = 'banish'", "a decision is none"),
        ("UPDATE decision SET person_id = 2", "a protected person is to be removed"),
        ("INSERT INTO decision (person_id, decision, decided_at) VALUES (999, 'keep', '2026-05-01T10:00:00Z')", "refer to nothing"),
        ("INSERT INTO batch VALUES (1, '2026-05-01T10:00:00Z', '{}')", "a batch holds nobody"),
        ("INSERT INTO batch VALUES (1, '2026-05-01T10:00:00Z', '{}'); UPDATE decision SET batch_id = 1", "does not list them"),
        ("UPDATE person SET is_connected = 5 WHERE id = 3", "neither connected nor not"),
        ("UPDATE person SET slug = '' WHERE id = 1", "a profile link is empty"),
        ("UPDATE import SET newest_connection = 'garbage'", "a day in import"),
        ("UPDATE journal SET table_name = 'deciskon'", "no table that undo covers"),
        ("UPDATE journal SET before = '{}'", "is not whole"),
        ("UPDATE journal SET before = '{'", "cannot be read"),
        ("UPDATE journal SET operation_id = 7", "belongs to no operation"),
        ("UPDATE operation SET last_image = 4", "not all there"),
        ("DROP TRIGGER ledger_finalized", "the trigger ledger_finalized is missing"),
        ("CREATE TRIGGER zz AFTER INSERT ON operation BEGIN DELETE FROM note; END", "none of Partwell's"),
        ("UPDATE operation SET at = 'then'", "a day in operation"),
        ("UPDATE operation SET operation = '{'", "the history"),
        ("INSERT INTO ledger_entry (batch_id, person_id, at, frozen, answers) VALUES (1, 1, '2026-05-01T10:00:00Z', '{}', '{}')", "has no line"),
    ] {
        let found = found_after(harm);
        assert!(found.iter().any(|line| line.contains(what)), "{harm}: {found:?}");
    }
}

#[test]
fn a_value_that_nobody_wrote_is_found_wherever_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.partwell");
    let store = workspace(&path);
    seal(&store);
    drop(store);
    let sound = std::fs::read(&path).unwrap();
    for harm in [
        "UPDATE person SET company = 'x' WHERE id = 1",
        "DELETE FROM protection",
        "INSERT INTO note VALUES (1, 'x', '2026-05-01T10:00:00Z')",
        "UPDATE operation SET at = '2026-05-01T10:00:01Z'",
        "INSERT INTO setting VALUES ('x', '')",
        "UPDATE digest SET rows = rows + 1 WHERE name = 'note'",
        "DELETE FROM digest WHERE name = 'goal'",
        "DROP TRIGGER ledger_acted",
    ] {
        std::fs::write(&path, &sound).unwrap();
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.execute_batch(harm).unwrap();
        drop(connection);
        let refused = Store::open(&path, std::time::Duration::ZERO, Missing::Refuse).unwrap_err();
        assert!(matches!(refused, StoreError::Altered { .. }), "{harm}: {refused:?}");
    }
}
