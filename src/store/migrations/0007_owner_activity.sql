-- Schools, events and courses of the owner, as an export tells them.

CREATE TABLE owner_activity (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL,
    detail    TEXT NOT NULL,
    started   TEXT NOT NULL,
    finished  TEXT NOT NULL
) STRICT;
