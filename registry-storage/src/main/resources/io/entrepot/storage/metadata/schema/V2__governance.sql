-- What governs repositories and registries: policies, as opaque text, and the tags that an owner
-- gives to a repository (not those of its images).

CREATE TABLE repository_policy (
  repository BIGINT NOT NULL PRIMARY KEY REFERENCES repository (id),
  document   TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE registry_policy (
  registry   TEXT NOT NULL PRIMARY KEY,
  document   TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE resource_tag (
  repository BIGINT NOT NULL REFERENCES repository (id),
  name       ${ordered_text} NOT NULL,
  value      TEXT NOT NULL,
  PRIMARY KEY (repository, name)
) ${clustered};
