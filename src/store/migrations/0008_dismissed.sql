-- Suggestions that were dismissed: by person, the searches that made them, a line each.

CREATE TABLE dismissed (
    person_id INTEGER PRIMARY KEY REFERENCES person (id),
    queries   TEXT NOT NULL,
    since     TEXT NOT NULL
) STRICT;
