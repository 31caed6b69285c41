-- Times are RFC 3339 in UTC, days are YYYY-MM-DD. Each table that undo covers has an integer key of one column.

CREATE TABLE person (
    id                INTEGER PRIMARY KEY,
    slug              TEXT UNIQUE,              -- normalised; NULL where the export gave no usable link
    first_name        TEXT NOT NULL,
    last_name         TEXT NOT NULL,
    url               TEXT NOT NULL,
    email             TEXT NOT NULL,
    company           TEXT NOT NULL,
    position          TEXT NOT NULL,
    connected_on      TEXT,
    connected_on_text TEXT NOT NULL,            -- the cell, where it was not understood
    is_connected      INTEGER NOT NULL,         -- 0: not in the newest export
    import_id         INTEGER NOT NULL REFERENCES import (id)   -- the import that brought them; no index: imports are few
) STRICT;

-- Narrow, because moving thousands must not rewrite wide rows.
CREATE TABLE decision (
    person_id  INTEGER PRIMARY KEY REFERENCES person (id),
    decision   TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    batch_id   INTEGER REFERENCES batch (id)    -- the finalized batch, if any
) STRICT;
CREATE INDEX decision_batch ON decision (batch_id);

CREATE TABLE protection (
    person_id INTEGER PRIMARY KEY REFERENCES person (id),
    since     TEXT NOT NULL
) STRICT;

CREATE TABLE reasons (
    person_id INTEGER PRIMARY KEY REFERENCES person (id),
    keys      TEXT NOT NULL,                    -- joined by blanks
    own_words TEXT NOT NULL
) STRICT;

CREATE TABLE note (
    person_id INTEGER PRIMARY KEY REFERENCES person (id),
    text      TEXT NOT NULL,
    edited_at TEXT NOT NULL
) STRICT;

CREATE TABLE past_job (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    company   TEXT NOT NULL,
    position  TEXT NOT NULL,
    until     TEXT NOT NULL                     -- when the import was made that showed another job
) STRICT;
CREATE INDEX past_job_person ON past_job (person_id);

CREATE TABLE import (
    id                INTEGER PRIMARY KEY,
    at                TEXT NOT NULL,
    source            TEXT NOT NULL,
    newest_connection TEXT,
    report            TEXT NOT NULL             -- JSON
) STRICT;

CREATE TABLE batch (
    id           INTEGER PRIMARY KEY,
    finalized_at TEXT NOT NULL,
    answers      TEXT NOT NULL                  -- JSON: question id to answer
) STRICT;

CREATE TABLE batch_person (
    id        INTEGER PRIMARY KEY,
    batch_id  INTEGER NOT NULL REFERENCES batch (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    frozen    TEXT NOT NULL,                    -- JSON: what was known of the person then
    UNIQUE (batch_id, person_id)
) STRICT;
CREATE INDEX batch_person_person ON batch_person (person_id);

-- What the window remembers; not covered by undo.
CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per thing that was done. A thing is taken back by a further operation of kind 'undo', and done again by
-- one of kind 'redo'; neither is itself a step of the history that the person sees.
CREATE TABLE operation (
    id                   INTEGER PRIMARY KEY,
    at                   TEXT NOT NULL,
    name                 TEXT NOT NULL,
    kind                 TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    target_id            INTEGER,               -- of undo and redo: the operation they speak of
    state                TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
    journal_operation_id INTEGER,               -- whose before-images turn this operation around next
    first_image          INTEGER,
    last_image           INTEGER
) STRICT;

-- Before-images, written by triggers. 'before' is NULL where the row did not exist. The images of one operation stand
-- together, since they come from one transaction: operation.first_image and last_image say where. An index would cost
-- a first import more than it ever saves an undo.
CREATE TABLE journal (
    id           INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL,
    table_name   TEXT NOT NULL,
    row_id       INTEGER NOT NULL,
    person_id    INTEGER,
    before       TEXT
) STRICT;
