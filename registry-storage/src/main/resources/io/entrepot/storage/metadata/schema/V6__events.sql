-- What happened, until each sink has heard of it. A row comes with the change that it tells of.
-- Without an index but its key: every push writes here.
CREATE TABLE event (
  id         ${identity},
  uuid       TEXT NOT NULL,
  at         BIGINT NOT NULL,
  kind       TEXT NOT NULL,
  registry   TEXT NOT NULL,
  -- Null where the registry as a whole is meant.
  repository TEXT,
  digest     TEXT,
  tag        TEXT
);

-- The last event that a sink was offered.
CREATE TABLE event_sink (
  name     TEXT NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL
);

-- Events that a sink did not take: they wait to be offered again, or are dead letters.
CREATE TABLE event_delivery (
  sink     TEXT NOT NULL,
  event    BIGINT NOT NULL REFERENCES event (id),
  attempts BIGINT NOT NULL,
  -- From when the time counts after which it is given up.
  since    BIGINT NOT NULL,
  -- When it is offered again; of a dead letter, when it became one.
  due      BIGINT NOT NULL,
  dead     BIGINT NOT NULL,
  error    TEXT NOT NULL,
  PRIMARY KEY (sink, event)
) ${clustered};
CREATE INDEX event_delivery_by_time ON event_delivery (sink, dead, due);
CREATE INDEX event_delivery_by_event ON event_delivery (event);
