-- Several instances on one database. An instance is a process; its number names what it has
-- claimed, and 0 stands for the one process that has a database for itself.

ALTER TABLE delivery ADD COLUMN claimed_by BIGINT NOT NULL DEFAULT 0;
-- What an instance that died has left is found at once.
CREATE INDEX delivery_claimed ON delivery (claimed_by) WHERE lease_until > 0;

ALTER TABLE notice ADD COLUMN claimed_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE notice ADD COLUMN lease_until BIGINT NOT NULL DEFAULT 0;

-- All instances heed one rest; a part of it may have been asked for by the channel itself.
ALTER TABLE channel_state ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channel_state ADD COLUMN asked_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE channel_state ADD COLUMN enrolled_at BIGINT NOT NULL DEFAULT 0;
UPDATE channel_state SET asked_until = rests_until;

-- Every write that all instances are to take over raises one number, and leaves it in the row.
ALTER TABLE network ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
CREATE INDEX network_of_revision ON network (revision);
CREATE TABLE shared_number (
  name   TEXT   PRIMARY KEY,
  number BIGINT NOT NULL
);
INSERT INTO shared_number (name, number) VALUES ('revision', 0);

-- The least schema that a program must know to use these tables.
INSERT INTO shared_number (name, number) VALUES ('least schema', 3);

-- Who runs, and what its files say: lines of a matter, a tab, and a value or its fingerprint.
CREATE TABLE instance (
  id     BIGINT PRIMARY KEY,
  name   TEXT   NOT NULL,
  digest TEXT   NOT NULL,
  files  TEXT   NOT NULL
);

-- What one instance does for all.
CREATE TABLE duty (
  name        TEXT   PRIMARY KEY,
  claimed_by  BIGINT NOT NULL,
  lease_until BIGINT NOT NULL
);
