-- An image may stand for many rows that were alike but for their key: moving thousands is a few images, not thousands.

ALTER TABLE journal ADD COLUMN row_ids TEXT;   -- JSON: the keys of all of them; NULL where row_id is the only one
