-- What owners set of their registries: settings by name, whose pulls do not count, and with what
-- repositories begin that are not created by a request of their own.

CREATE TABLE account_setting (
  registry TEXT NOT NULL,
  name     TEXT NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (registry, name)
) ${clustered};

CREATE TABLE pull_time_exclusion (
  registry   TEXT NOT NULL,
  principal  ${ordered_text} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (registry, principal)
) ${clustered};

CREATE TABLE lifecycle_policy (
  repository BIGINT NOT NULL PRIMARY KEY REFERENCES repository (id),
  document   TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE repository_template (
  registry       TEXT NOT NULL,
  prefix         ${ordered_text} NOT NULL,
  description    TEXT,
  tag_mutability TEXT NOT NULL,
  tag_exclusions TEXT NOT NULL,
  policy         TEXT,
  lifecycle      TEXT,
  -- Names with a space between two.
  applied_for    TEXT NOT NULL,
  custom_role    TEXT,
  created_at     BIGINT NOT NULL,
  updated_at     BIGINT NOT NULL,
  PRIMARY KEY (registry, prefix)
) ${clustered};

CREATE TABLE repository_template_tag (
  registry TEXT NOT NULL,
  prefix   TEXT NOT NULL,
  name     ${ordered_text} NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (registry, prefix, name)
) ${clustered};
