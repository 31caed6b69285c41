-- What exports know of the tie to each person. Every row names the import that brought it, or changed it last, and is
-- taken back with that import.

ALTER TABLE import ADD COLUMN exported_on TEXT;     -- the day of the export; NULL in imports made before this version
ALTER TABLE import ADD COLUMN owner_slug TEXT;      -- whose export it is, where the files tell
ALTER TABLE import ADD COLUMN owner_name TEXT;

ALTER TABLE decision ADD COLUMN later_until TEXT;   -- of decision 'later': the day from which on to look again

-- Which files an import held, and the days of their first and last rows.
CREATE TABLE coverage (
    id         INTEGER PRIMARY KEY,
    import_id  INTEGER NOT NULL REFERENCES import (id),
    kind       TEXT NOT NULL,
    file       TEXT NOT NULL,
    first_day  TEXT,
    last_day   TEXT,
    exported_on TEXT NOT NULL                   -- several archives of different days may make one import
) STRICT;

CREATE TABLE owner_job (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    company   TEXT NOT NULL,
    title     TEXT NOT NULL,
    started   TEXT NOT NULL,
    finished  TEXT NOT NULL                     -- empty while it lasts
) STRICT;

-- When messages went to and fro, without what they said: a letter for the kind and the seconds since the one before.
CREATE TABLE message_log (
    person_id INTEGER PRIMARY KEY REFERENCES person (id),
    import_id INTEGER NOT NULL REFERENCES import (id),
    log       TEXT NOT NULL
) STRICT;

-- What messages said: only of imports for which the member asked to keep it.
CREATE TABLE message_text (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    import_id INTEGER NOT NULL REFERENCES import (id),
    second    INTEGER NOT NULL,                 -- since 1970, UTC
    direction TEXT NOT NULL,
    subject   TEXT NOT NULL,
    body      TEXT NOT NULL,
    UNIQUE (person_id, second, direction, body)
) STRICT;

CREATE TABLE invitation (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    import_id INTEGER NOT NULL REFERENCES import (id),
    direction TEXT NOT NULL,
    sent_at   TEXT NOT NULL,                    -- local time of no stated zone; empty where it was not understood
    note      TEXT NOT NULL,
    UNIQUE (person_id, direction, sent_at)
) STRICT;

CREATE TABLE endorsement (
    id          INTEGER PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES person (id),
    import_id   INTEGER NOT NULL REFERENCES import (id),
    direction   TEXT NOT NULL,
    skill       TEXT NOT NULL,
    endorsed_on TEXT,
    UNIQUE (person_id, direction, skill)
) STRICT;

CREATE TABLE recommendation (
    id         INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES person (id),
    import_id  INTEGER NOT NULL REFERENCES import (id),
    direction  TEXT NOT NULL,
    text       TEXT NOT NULL,
    written_on TEXT,
    company    TEXT NOT NULL,
    job_title  TEXT NOT NULL,
    status     TEXT NOT NULL
) STRICT;
CREATE INDEX recommendation_person ON recommendation (person_id);

-- Rows that name several people of one name: of each of them nobody can say what there is.
CREATE TABLE ambiguous (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    import_id INTEGER NOT NULL REFERENCES import (id),
    kind      TEXT NOT NULL,
    UNIQUE (person_id, kind)
) STRICT;

CREATE TABLE owner_note (
    person_id  INTEGER PRIMARY KEY REFERENCES person (id),
    import_id  INTEGER NOT NULL REFERENCES import (id),
    text       TEXT NOT NULL,
    written_on TEXT
) STRICT;
