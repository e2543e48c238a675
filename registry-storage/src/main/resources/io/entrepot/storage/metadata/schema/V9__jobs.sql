-- Jobs in the background: the one of a kind that runs by itself (without a subject), and those that
-- somebody asked for. Whoever works on one is its owner while the lease lasts.
CREATE TABLE job (
  kind         ${ordered_text} NOT NULL,
  subject      ${ordered_text} NOT NULL,
  -- When it runs, also while it does; null when nothing is planned.
  due          BIGINT,
  -- Both are null while nobody works on it. An owner is another one each time.
  owner        TEXT,
  lease_until  BIGINT,
  -- Starts that came to no good end.
  attempts     BIGINT NOT NULL,
  cancelled    BIGINT NOT NULL,
  -- Empty when it runs by itself.
  requested_by TEXT NOT NULL,
  -- Who asked for it while it ran: it runs again after that.
  again_by     TEXT,
  checkpoint   TEXT,
  done         BIGINT NOT NULL,
  total        BIGINT,
  unit         TEXT NOT NULL,
  started_at   BIGINT,
  -- The last end: when, how, and a sentence.
  ended_at     BIGINT,
  outcome      TEXT,
  message      TEXT NOT NULL,
  succeeded_at BIGINT,
  PRIMARY KEY (kind, subject)
) ${clustered};
CREATE INDEX job_by_time ON job (kind, due);
CREATE INDEX job_by_end ON job (due, ended_at);
CREATE INDEX job_by_outcome ON job (outcome);
