-- A name that an account has besides its number; no two accounts have the same.
CREATE TABLE account_alias (
  account ${ordered_text} PRIMARY KEY REFERENCES account (id),
  alias   TEXT NOT NULL UNIQUE
) ${clustered};
