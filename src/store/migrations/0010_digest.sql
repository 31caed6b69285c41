-- The check values: of each table how many rows it has, and the sum of their hashes, 16 bytes, the lowest first.

CREATE TABLE digest (
    name TEXT PRIMARY KEY,
    rows INTEGER NOT NULL,
    sum  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
