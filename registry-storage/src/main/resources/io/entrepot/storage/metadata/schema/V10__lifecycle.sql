-- What lifecycle policies go by, and what carrying them out leaves.

-- When images were last pulled. Apart from their rows, which hold their content: a page of these
-- few bytes is written once for hundreds of images.
CREATE TABLE manifest_pull (
  manifest  ${key} REFERENCES manifest (id),
  pulled_at BIGINT NOT NULL
);

-- Images that no policy takes away.
CREATE TABLE image_pin (
  manifest   ${key} REFERENCES manifest (id),
  repository BIGINT NOT NULL REFERENCES repository (id),
  pinned_at  BIGINT NOT NULL,
  pinned_by  TEXT NOT NULL
);
CREATE INDEX image_pin_by_repository ON image_pin (repository, manifest);

-- Null: not evaluated yet.
ALTER TABLE lifecycle_policy ADD COLUMN evaluated_at BIGINT;

-- The policy of a registry's repositories that have none of their own.
CREATE TABLE lifecycle_default (
  registry   TEXT NOT NULL PRIMARY KEY,
  document   TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- The texts of the policies that runs went by, once each.
CREATE TABLE lifecycle_text (
  digest   TEXT NOT NULL PRIMARY KEY,
  document TEXT NOT NULL
);

-- Runs by the names of their repositories, which they may survive.
CREATE TABLE lifecycle_run (
  id           ${identity},
  registry     TEXT NOT NULL,
  repository   TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  policy       TEXT NOT NULL REFERENCES lifecycle_text (digest),
  source       TEXT NOT NULL,
  began_at     BIGINT NOT NULL,
  -- Null: it goes on, or the process that ran it ended.
  ended_at     BIGINT,
  failure      TEXT,
  images       BIGINT NOT NULL,
  removed      BIGINT NOT NULL,
  skipped      BIGINT NOT NULL,
  transitions  BIGINT NOT NULL
);
CREATE INDEX lifecycle_run_by_repository ON lifecycle_run (registry, repository, id);
CREATE INDEX lifecycle_run_by_policy ON lifecycle_run (policy);

CREATE TABLE lifecycle_run_image (
  run      BIGINT NOT NULL REFERENCES lifecycle_run (id),
  position BIGINT NOT NULL,
  digest   TEXT NOT NULL,
  -- With a space between two.
  tags     TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  priority BIGINT NOT NULL,
  reason   TEXT NOT NULL,
  PRIMARY KEY (run, position)
) ${clustered};

-- Previews by the ids of their repositories, which are never used twice: what is left of a deleted
-- one goes with its time.
CREATE TABLE lifecycle_preview (
  id            ${identity},
  repository    BIGINT NOT NULL,
  document      TEXT NOT NULL,
  status        TEXT NOT NULL,
  began_at      BIGINT NOT NULL,
  failure       TEXT,
  expiring      BIGINT NOT NULL,
  transitioning BIGINT NOT NULL
);
CREATE INDEX lifecycle_preview_by_repository ON lifecycle_preview (repository, id);

CREATE TABLE lifecycle_preview_image (
  preview  BIGINT NOT NULL REFERENCES lifecycle_preview (id),
  position BIGINT NOT NULL,
  digest   TEXT NOT NULL,
  -- With a space between two.
  tags     TEXT NOT NULL,
  pushed_at BIGINT NOT NULL,
  -- EXPIRE, TRANSITION or KEEP.
  action   TEXT NOT NULL,
  -- Of the rule that decides; null when none does.
  priority BIGINT,
  reason   TEXT NOT NULL,
  PRIMARY KEY (preview, position)
) ${clustered};
CREATE INDEX lifecycle_preview_image_by_digest ON lifecycle_preview_image (preview, digest);
