-- What is looked after beside removing: invitations, whom one follows, errands at LinkedIn, letters, and the plan.

-- Invitations as the files have them, also those of people who are no connections. Each import keeps its own, so that what a
-- later file no longer holds can be told.
CREATE TABLE invitation_row (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    exported_on TEXT NOT NULL,                  -- several archives of different days may make one import
    direction TEXT NOT NULL,
    name      TEXT NOT NULL,
    slug      TEXT,
    sent_at   TEXT NOT NULL,                    -- local time of no stated zone; empty where it was not understood
    note      TEXT NOT NULL
) STRICT;
CREATE INDEX invitation_row_import ON invitation_row (import_id);

-- The files that held them: one without any row says that nothing waits.
CREATE TABLE invitation_file (
    id          INTEGER PRIMARY KEY,
    import_id   INTEGER NOT NULL REFERENCES import (id),
    exported_on TEXT NOT NULL
) STRICT;
CREATE INDEX invitation_file_import ON invitation_file (import_id);

-- Members and companies that the owner follows, by name only: the files have no links.
CREATE TABLE follow (
    id          INTEGER PRIMARY KEY,
    import_id   INTEGER NOT NULL REFERENCES import (id),
    exported_on TEXT NOT NULL,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    followed_on TEXT
) STRICT;
CREATE INDEX follow_import ON follow (import_id);

-- Something to do by hand that is no removal: an invitation to withdraw, a page to unfollow, a letter to send. It names its
-- subject by what LinkedIn shows, so that it outlives the import that told of it.
CREATE TABLE errand (
    id        INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,
    subject   TEXT NOT NULL,
    detail    TEXT NOT NULL,                    -- of a letter the template, of an alternative which
    name      TEXT NOT NULL,
    slug      TEXT,
    state     TEXT NOT NULL,
    acted_at  TEXT,
    UNIQUE (kind, subject, detail)
) STRICT;

-- What came of errands: lines are only ever added, as in the ledger of removals.
CREATE TABLE errand_line (
    id      INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL,
    name    TEXT NOT NULL,
    what    TEXT NOT NULL
) STRICT;

CREATE TRIGGER errand_begun AFTER INSERT ON errand BEGIN
    INSERT INTO errand_line (at, kind, subject, detail, name, what)
    VALUES ((SELECT at FROM operation ORDER BY id DESC LIMIT 1), NEW.kind, NEW.subject, NEW.detail, NEW.name, NEW.state);
END;

CREATE TRIGGER errand_acted AFTER UPDATE OF state ON errand WHEN OLD.state <> NEW.state BEGIN
    INSERT INTO errand_line (at, kind, subject, detail, name, what)
    VALUES ((SELECT at FROM operation ORDER BY id DESC LIMIT 1), NEW.kind, NEW.subject, NEW.detail, NEW.name, NEW.state);
END;

CREATE TRIGGER errand_dropped AFTER DELETE ON errand BEGIN
    INSERT INTO errand_line (at, kind, subject, detail, name, what)
    VALUES ((SELECT at FROM operation ORDER BY id DESC LIMIT 1), OLD.kind, OLD.subject, OLD.detail, OLD.name, 'taken_back');
END;

-- Letters of one's own, and those that were changed; the others come with the program.
CREATE TABLE letter_template (
    id    INTEGER PRIMARY KEY,
    key   TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    body  TEXT NOT NULL
) STRICT;

-- What the network is for, in a sentence.
CREATE TABLE focus (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    text TEXT NOT NULL
) STRICT;

CREATE TABLE goal (
    id      INTEGER PRIMARY KEY,
    text    TEXT NOT NULL,
    measure TEXT,                               -- what is counted; NULL for a goal without a number
    target  INTEGER,
    is_met  INTEGER NOT NULL                    -- ticked by hand
) STRICT;

CREATE TABLE journal_entry (
    id       INTEGER PRIMARY KEY,
    day      TEXT NOT NULL,
    feeling  TEXT NOT NULL,
    text     TEXT NOT NULL,
    batch_id INTEGER                            -- the batch that it is about
) STRICT;
