-- The channels that people set up in the dashboard. 'sealed' is the URL, encrypted with a key that is
-- not in this database; 'networks' says in clear which networks it is told of, as the URL does, for who
-- cannot read that. A channel that was removed stays as a row, so that all instances learn of it.
CREATE TABLE channel (
  id         ${identity},
  name       TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  sealed     TEXT    NOT NULL,
  networks   TEXT    NOT NULL,
  paused     INTEGER NOT NULL DEFAULT 0,
  removed    INTEGER NOT NULL DEFAULT 0,
  created_at BIGINT  NOT NULL,
  revision   BIGINT  NOT NULL
);
CREATE UNIQUE INDEX channel_by_name ON channel (name) WHERE removed = 0;
CREATE INDEX channel_of_revision ON channel (revision);
