-- What was done is kept as data (JSON, see model/operation.rs). Steps noted before stay the sentences that they are.

UPDATE operation SET name = json_object('kind', 'sentence', 'text', name);
ALTER TABLE operation RENAME COLUMN name TO operation;
