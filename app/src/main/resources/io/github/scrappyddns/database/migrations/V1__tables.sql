-- Times are milliseconds since 1970-01-01 UTC, addresses in RFC 5952 text,
-- families 4, 6, and 60 for a delegated IPv6 prefix.

CREATE TABLE network (
  id         ${identity},
  name       TEXT   NOT NULL,
  created_at BIGINT NOT NULL
);

-- A digest that is in the token list lets in; one that has left it is only remembered.
CREATE TABLE token (
  digest     TEXT   PRIMARY KEY,
  network_id BIGINT NOT NULL REFERENCES network (id)
);

CREATE TABLE address (
  network_id BIGINT  NOT NULL REFERENCES network (id),
  family     INTEGER NOT NULL,
  address    TEXT    NOT NULL,
  since      BIGINT  NOT NULL,
  last_seen  BIGINT  NOT NULL,
  PRIMARY KEY (network_id, family)
);

CREATE TABLE event (
  id             ${identity},
  network_id     BIGINT  NOT NULL REFERENCES network (id),
  kind           TEXT    NOT NULL,
  family         INTEGER NOT NULL,
  previous       TEXT,
  previous_since BIGINT,
  current        TEXT    NOT NULL,
  at             BIGINT  NOT NULL
);
CREATE INDEX event_of_network ON event (network_id, id);

-- One row per pair for ever; it owes the events behind paid_event up to owed_event.
CREATE TABLE delivery (
  channel         TEXT    NOT NULL,
  network_id      BIGINT  NOT NULL REFERENCES network (id),
  paid_event      BIGINT  NOT NULL,
  owed_event      BIGINT  NOT NULL,
  paid_at         BIGINT  NOT NULL,
  next_attempt_at BIGINT  NOT NULL,
  lease_until     BIGINT  NOT NULL,
  attempts        INTEGER NOT NULL,
  unsure          INTEGER NOT NULL,
  simplified      INTEGER NOT NULL,
  PRIMARY KEY (channel, network_id)
);
CREATE INDEX delivery_due ON delivery (channel, next_attempt_at) WHERE owed_event > paid_event;

-- What one channel is to tell of another, or of itself once it works again.
CREATE TABLE notice (
  channel TEXT   NOT NULL,
  about   TEXT   NOT NULL,
  text    TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (channel, about)
);

CREATE TABLE channel_state (
  channel     TEXT   PRIMARY KEY,
  rests_until BIGINT NOT NULL,
  bad_since   BIGINT NOT NULL
);

CREATE TABLE service (
  name   TEXT   PRIMARY KEY,
  probed BIGINT NOT NULL
);
INSERT INTO service (name, probed) VALUES ('probe', 0);
