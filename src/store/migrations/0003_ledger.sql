-- Carrying out by hand, what later exports say of it, and the record of it all.

ALTER TABLE import ADD COLUMN standing TEXT NOT NULL DEFAULT 'newest';  -- 'newest', 'cut_short', 'older', 'without_connections'

-- What is to be done by hand at LinkedIn.
CREATE TABLE task (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    batch_id  INTEGER REFERENCES batch (id),    -- NULL: to unfollow, not to remove
    state     TEXT NOT NULL,
    acted_at  TEXT,
    UNIQUE (person_id, batch_id)
) STRICT;
CREATE UNIQUE INDEX task_unfollow ON task (person_id) WHERE batch_id IS NULL;
CREATE INDEX task_batch ON task (batch_id);

-- What an export said of somebody who was to be removed, or who is missing.
CREATE TABLE verdict (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    batch_id  INTEGER REFERENCES batch (id),    -- NULL: never planned
    verdict   TEXT NOT NULL,
    other_id  INTEGER REFERENCES person (id),   -- of 'unclear': who may be the same person under another link
    UNIQUE (person_id, import_id)
) STRICT;
CREATE INDEX verdict_batch ON verdict (batch_id);
CREATE INDEX verdict_other ON verdict (other_id);

-- What an import changed of people who were known: gone, returned, another job, another link.
CREATE TABLE person_change (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    kind      TEXT NOT NULL,
    was       TEXT NOT NULL,
    is_now    TEXT NOT NULL
) STRICT;
CREATE INDEX person_change_person ON person_change (person_id);

-- Who is missing in an export that looks cut short: nothing is concluded of them before the member has looked.
CREATE TABLE missing (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    other_id  INTEGER REFERENCES person (id),
    UNIQUE (person_id, import_id)
) STRICT;
CREATE INDEX missing_other ON missing (other_id);

-- Ghost rows of an export by their day: one more than before may be somebody who closed their account.
CREATE TABLE ghost (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    day       TEXT NOT NULL,
    rows      INTEGER NOT NULL
) STRICT;

-- Whom to invite again, and when.
CREATE TABLE invite_again (
    person_id INTEGER PRIMARY KEY REFERENCES person (id),
    due_on    TEXT,
    note      TEXT NOT NULL,
    sent_on   TEXT
) STRICT;

-- Leftovers that were tidied after a removal.
CREATE TABLE tidied (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    leftover  TEXT NOT NULL,
    UNIQUE (person_id, leftover)
) STRICT;

-- The ledger. Lines are only ever added, by triggers, so that no verb and no undo can leave one out or take one away.
-- It refers to nothing: it outlives what undo takes back. Numbers of batches and people are as they were then; of
-- several entries with the same numbers the last one is meant.
CREATE TABLE ledger_entry (
    id        INTEGER PRIMARY KEY,
    batch_id  INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    at        TEXT NOT NULL,
    frozen    TEXT NOT NULL,                    -- JSON: what was known of the person then
    answers   TEXT NOT NULL                     -- JSON: the checklist of the batch
) STRICT;
CREATE INDEX ledger_entry_person ON ledger_entry (person_id, batch_id);

CREATE TABLE ledger_line (
    id        INTEGER PRIMARY KEY,
    entry_id  INTEGER NOT NULL REFERENCES ledger_entry (id),
    at        TEXT NOT NULL,
    what      TEXT NOT NULL,
    import_id INTEGER                           -- of a verdict: the import that spoke
) STRICT;
CREATE INDEX ledger_line_entry ON ledger_line (entry_id);

CREATE TRIGGER ledger_finalized AFTER INSERT ON batch_person BEGIN
    INSERT INTO ledger_entry (batch_id, person_id, at, frozen, answers)
    SELECT NEW.batch_id, NEW.person_id, b.finalized_at, NEW.frozen, b.answers FROM batch b WHERE b.id = NEW.batch_id
    -- Done again by Redo: the same entry, and not another one.
    AND NOT EXISTS (SELECT 1 FROM ledger_entry WHERE person_id = NEW.person_id AND batch_id = NEW.batch_id AND frozen = NEW.frozen
                      AND answers = b.answers AND at = b.finalized_at AND id = (SELECT max(id) FROM ledger_entry WHERE person_id = NEW.person_id AND batch_id = NEW.batch_id));
    INSERT INTO ledger_line (entry_id, at, what)
    SELECT max(id), (SELECT at FROM operation ORDER BY id DESC LIMIT 1), 'finalized' FROM ledger_entry WHERE person_id = NEW.person_id AND batch_id = NEW.batch_id;
END;

CREATE TRIGGER ledger_taken_back AFTER DELETE ON batch_person BEGIN
    INSERT INTO ledger_line (entry_id, at, what)
    SELECT max(id), (SELECT at FROM operation ORDER BY id DESC LIMIT 1), 'taken_back' FROM ledger_entry WHERE person_id = OLD.person_id AND batch_id = OLD.batch_id;
END;

CREATE TRIGGER ledger_acted AFTER UPDATE OF state ON task WHEN NEW.batch_id IS NOT NULL AND OLD.state <> NEW.state BEGIN
    INSERT INTO ledger_line (entry_id, at, what)
    SELECT max(id), (SELECT at FROM operation ORDER BY id DESC LIMIT 1), NEW.state FROM ledger_entry WHERE person_id = NEW.person_id AND batch_id = NEW.batch_id;
END;

CREATE TRIGGER ledger_verdict AFTER INSERT ON verdict WHEN NEW.batch_id IS NOT NULL BEGIN
    INSERT INTO ledger_line (entry_id, at, what, import_id)
    SELECT max(id), (SELECT at FROM operation ORDER BY id DESC LIMIT 1), NEW.verdict, NEW.import_id FROM ledger_entry WHERE person_id = NEW.person_id AND batch_id = NEW.batch_id;
END;

CREATE TRIGGER ledger_verdict_taken_back AFTER DELETE ON verdict WHEN OLD.batch_id IS NOT NULL BEGIN
    INSERT INTO ledger_line (entry_id, at, what, import_id)
    SELECT max(id), (SELECT at FROM operation ORDER BY id DESC LIMIT 1), 'verdict_taken_back', OLD.import_id FROM ledger_entry WHERE person_id = OLD.person_id AND batch_id = OLD.batch_id;
END;

CREATE TRIGGER ledger_invited AFTER UPDATE OF sent_on ON invite_again WHEN OLD.sent_on IS NOT NEW.sent_on BEGIN
    INSERT INTO ledger_line (entry_id, at, what)
    SELECT max(id), (SELECT at FROM operation ORDER BY id DESC LIMIT 1), CASE WHEN NEW.sent_on IS NULL THEN 'invitation_taken_back' ELSE 'invited_again' END
    FROM ledger_entry WHERE person_id = NEW.person_id HAVING max(id) IS NOT NULL;
END;

-- Batches of before.
INSERT INTO task (person_id, batch_id, state) SELECT person_id, batch_id, 'to_do' FROM batch_person ORDER BY id;
INSERT INTO ledger_entry (batch_id, person_id, at, frozen, answers)
    SELECT p.batch_id, p.person_id, b.finalized_at, p.frozen, b.answers FROM batch_person p JOIN batch b ON b.id = p.batch_id ORDER BY p.id;
INSERT INTO ledger_line (entry_id, at, what) SELECT id, at, 'finalized' FROM ledger_entry ORDER BY id;
