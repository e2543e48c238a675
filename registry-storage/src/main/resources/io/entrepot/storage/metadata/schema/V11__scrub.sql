-- Blobs that the scrub found broken: the newest of them, for people.
CREATE TABLE scrub_finding (
  id        ${identity},
  digest    TEXT NOT NULL,
  size      BIGINT NOT NULL,
  kind      TEXT NOT NULL,
  why       TEXT NOT NULL,
  set_aside BIGINT NOT NULL,
  found_at  BIGINT NOT NULL
);
