-- Who started an upload and alone may go on with it; empty: whoever has its id.
ALTER TABLE upload ADD COLUMN owner TEXT NOT NULL DEFAULT '';
