-- What the owners of public repositories and registries tell people of them. Several words stand in
-- one text, with U+001F between two.

CREATE TABLE repository_catalog (
  repository        ${key} REFERENCES repository (id),
  description       TEXT,
  architectures     TEXT NOT NULL,
  operating_systems TEXT NOT NULL,
  about_text        TEXT,
  usage_text        TEXT,
  -- Both are null when there is none.
  logo_digest       TEXT,
  logo              ${bytes}
);

CREATE TABLE registry_catalog (
  registry     TEXT NOT NULL PRIMARY KEY,
  display_name TEXT NOT NULL
);
