-- One text for every database; what differs between them comes in by placeholder:
--   bytes         the type of bytes
--   ordered_text  text compared byte by byte, for what is paged in ASCII order
--   clustered     keeps a table inside its primary key, where the database can

CREATE TABLE account (
  id         ${ordered_text} PRIMARY KEY,
  created_at BIGINT NOT NULL
) ${clustered};

-- Roots, users, groups and roles. The id is never given twice, a name may be: so everything
-- that hangs on an identity hangs on its id.
CREATE TABLE identity (
  id               TEXT PRIMARY KEY,
  account          ${ordered_text} NOT NULL REFERENCES account (id),
  kind             TEXT NOT NULL,
  name             ${ordered_text} NOT NULL,
  -- The name in small letters: two names that differ in case alone cannot stand side by side.
  name_key         TEXT NOT NULL,
  path             TEXT NOT NULL,
  created_at       BIGINT NOT NULL,
  boundary         TEXT,
  password         TEXT,
  -- Counts the passwords; it goes on counting when a password was taken away.
  password_version BIGINT NOT NULL,
  password_set_at  BIGINT,
  -- Of roles.
  trust_policy     TEXT,
  description      TEXT,
  max_session      BIGINT,
  UNIQUE (account, kind, name_key)
);
CREATE INDEX identity_by_name ON identity (account, kind, name);
CREATE INDEX identity_by_boundary ON identity (boundary) WHERE boundary IS NOT NULL;

-- Tags of users, roles, policies and providers.
CREATE TABLE tag (
  -- The id of an identity or the ARN of what has no id of its own.
  resource TEXT NOT NULL,
  name_key TEXT NOT NULL,
  name     TEXT NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (resource, name_key)
) ${clustered};

CREATE TABLE membership (
  member         TEXT NOT NULL REFERENCES identity (id),
  identity_group TEXT NOT NULL REFERENCES identity (id),
  PRIMARY KEY (member, identity_group)
) ${clustered};
CREATE INDEX membership_by_group ON membership (identity_group, member);

CREATE TABLE access_key (
  id           ${ordered_text} PRIMARY KEY,
  identity     TEXT NOT NULL REFERENCES identity (id),
  -- Sealed with the master key.
  secret       ${bytes} NOT NULL,
  active       INTEGER NOT NULL,
  created_at   BIGINT NOT NULL,
  used_at      BIGINT,
  used_service TEXT,
  used_region  TEXT
);
CREATE INDEX access_key_by_identity ON access_key (identity, id);

CREATE TABLE inline_policy (
  identity TEXT NOT NULL REFERENCES identity (id),
  name     ${ordered_text} NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (identity, name)
) ${clustered};

-- Managed policies of accounts. Those that are built in have no rows.
CREATE TABLE managed_policy (
  arn             ${ordered_text} PRIMARY KEY,
  id              TEXT NOT NULL,
  account         ${ordered_text} NOT NULL REFERENCES account (id),
  name            ${ordered_text} NOT NULL,
  name_key        TEXT NOT NULL,
  path            TEXT NOT NULL,
  description     TEXT,
  default_version BIGINT NOT NULL,
  newest_version  BIGINT NOT NULL,
  created_at      BIGINT NOT NULL,
  updated_at      BIGINT NOT NULL,
  UNIQUE (account, name_key)
);
CREATE INDEX managed_policy_by_name ON managed_policy (account, name);

CREATE TABLE policy_version (
  policy     ${ordered_text} NOT NULL REFERENCES managed_policy (arn),
  version    BIGINT NOT NULL,
  document   TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (policy, version)
) ${clustered};

-- The policy may be a built-in one, so nothing is referenced.
CREATE TABLE attachment (
  identity TEXT NOT NULL REFERENCES identity (id),
  policy   ${ordered_text} NOT NULL,
  PRIMARY KEY (identity, policy)
) ${clustered};
CREATE INDEX attachment_by_policy ON attachment (policy, identity);

CREATE TABLE oidc_provider (
  arn        ${ordered_text} PRIMARY KEY,
  account    ${ordered_text} NOT NULL REFERENCES account (id),
  url        TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX oidc_provider_by_account ON oidc_provider (account, arn);

-- Client ids and thumbprints of a provider, in the order in which they were given.
CREATE TABLE oidc_value (
  provider ${ordered_text} NOT NULL REFERENCES oidc_provider (arn),
  kind     TEXT NOT NULL,
  position BIGINT NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (provider, kind, position),
  UNIQUE (provider, kind, value)
);

-- Keys that sign registry tokens.
CREATE TABLE signing_key (
  id          TEXT PRIMARY KEY,
  -- Sealed with the master key.
  private_key ${bytes} NOT NULL,
  created_at  BIGINT NOT NULL
);

-- What the store has to remember of itself.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value ${bytes} NOT NULL
);
