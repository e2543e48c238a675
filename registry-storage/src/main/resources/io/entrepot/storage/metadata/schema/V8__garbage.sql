-- What may be garbage, and when that is to be reviewed. What was there before is reviewed a day from
-- the migration on, if nothing names it.

-- Null: a manifest of the repository names the blob.
ALTER TABLE repository_blob ADD COLUMN review_at BIGINT;
CREATE INDEX repository_blob_by_review ON repository_blob (review_at) WHERE review_at IS NOT NULL;

-- Null: a repository links the blob.
ALTER TABLE blob ADD COLUMN review_at BIGINT;
CREATE INDEX blob_by_review ON blob (review_at) WHERE review_at IS NOT NULL;

-- Files that no row of a blob names any more and that are to be deleted.
CREATE TABLE blob_removal (
  id         ${identity},
  digest     TEXT NOT NULL,
  generation TEXT NOT NULL,
  encoding   TEXT NOT NULL,
  size       BIGINT NOT NULL
);
CREATE INDEX blob_removal_by_digest ON blob_removal (digest);

-- Who still reads files that rows named when the hold came: no removal after this one is carried out.
CREATE TABLE removal_hold (
  id            TEXT NOT NULL PRIMARY KEY,
  after_removal BIGINT NOT NULL,
  expires_at    BIGINT NOT NULL
);

-- What was collected since the store was made, in one row.
CREATE TABLE collected (
  id    ${key},
  links BIGINT NOT NULL,
  blobs BIGINT NOT NULL,
  bytes BIGINT NOT NULL
);
INSERT INTO collected (id, links, blobs, bytes) VALUES (1, 0, 0, 0);

UPDATE repository_blob SET review_at = ${tomorrow} WHERE NOT EXISTS (
  SELECT 1 FROM blob b
  JOIN manifest_reference f ON f.repository = repository_blob.repository AND f.target = b.digest
  WHERE b.id = repository_blob.blob AND f.kind <> 'subject');
UPDATE blob SET review_at = ${tomorrow} WHERE NOT EXISTS (
  SELECT 1 FROM repository_blob l WHERE l.blob = blob.id);
