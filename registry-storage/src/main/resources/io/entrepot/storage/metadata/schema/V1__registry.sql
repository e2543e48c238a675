-- One text for every database; what differs between them comes in by placeholder:
--   identity      a primary key that the database numbers and never reuses
--   key           a primary key of one whole number
--   bytes         the type of bytes
--   ordered_text  text compared byte by byte, for what is paged in ASCII order
--   clustered     keeps a table inside its primary key, where the database can

CREATE TABLE repository (
  id         ${identity},
  registry   ${ordered_text} NOT NULL,
  name       ${ordered_text} NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (registry, name)
);

-- A blob of the store. It is there when its row is, whatever lies on the disk.
CREATE TABLE blob (
  id         ${identity},
  digest     TEXT NOT NULL UNIQUE,
  size       BIGINT NOT NULL,
  -- Both are null when the bytes lie in blob_content.
  generation TEXT,
  encoding   TEXT,
  created_at BIGINT NOT NULL
);

CREATE TABLE blob_content (
  blob    ${key} REFERENCES blob (id),
  content ${bytes} NOT NULL
);

-- A blob is readable through the repositories that link it, and no other.
CREATE TABLE repository_blob (
  repository BIGINT NOT NULL REFERENCES repository (id),
  blob       BIGINT NOT NULL REFERENCES blob (id),
  linked_at  BIGINT NOT NULL,
  PRIMARY KEY (repository, blob)
) ${clustered};
CREATE INDEX repository_blob_by_blob ON repository_blob (blob, repository);

CREATE TABLE manifest (
  id            ${identity},
  repository    BIGINT NOT NULL REFERENCES repository (id),
  digest        ${ordered_text} NOT NULL,
  media_type    TEXT NOT NULL,
  artifact_type TEXT,
  subject       TEXT,
  size          BIGINT NOT NULL,
  pushed_at     BIGINT NOT NULL,
  -- Last, so that what stands before it is read without it.
  content       ${bytes} NOT NULL,
  UNIQUE (repository, digest)
);
CREATE INDEX manifest_by_subject ON manifest (repository, subject, digest)
  WHERE subject IS NOT NULL;
CREATE INDEX manifest_by_subject_and_type ON manifest (repository, subject, artifact_type, digest)
  WHERE subject IS NOT NULL;

-- Every descriptor of a manifest or an index, whatever its media type.
CREATE TABLE manifest_reference (
  manifest   BIGINT NOT NULL REFERENCES manifest (id),
  position   BIGINT NOT NULL,
  repository BIGINT NOT NULL REFERENCES repository (id),
  target     TEXT NOT NULL,
  kind       TEXT NOT NULL,
  presence   TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size       BIGINT NOT NULL,
  PRIMARY KEY (manifest, position)
) ${clustered};
CREATE INDEX manifest_reference_by_target ON manifest_reference (repository, target, kind);

CREATE TABLE tag (
  repository BIGINT NOT NULL REFERENCES repository (id),
  name       ${ordered_text} NOT NULL,
  manifest   BIGINT NOT NULL REFERENCES manifest (id),
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (repository, name)
) ${clustered};
CREATE INDEX tag_by_manifest ON tag (manifest);

-- Names its repository, which is made by what the upload brings and not by its start.
CREATE TABLE upload (
  id         TEXT NOT NULL PRIMARY KEY,
  registry   TEXT NOT NULL,
  repository TEXT NOT NULL,
  algorithm  TEXT NOT NULL,
  received   BIGINT NOT NULL,
  -- The bytes received, while they are few; null when they lie in the upload's file.
  content    ${bytes},
  started_at BIGINT NOT NULL,
  touched_at BIGINT NOT NULL
) ${clustered};
CREATE INDEX upload_by_repository ON upload (registry, repository);
CREATE INDEX upload_by_touched ON upload (touched_at);
