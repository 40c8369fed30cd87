-- What people order of networks and tokens on the pages. Each row has the revision of its last
-- order, and what is removed leaves a row, too: so all instances take over what is newer.

-- Of a network of which something was ordered. One that is kept was made on the pages, and stays
-- without a line in the token list. It is silent after so many milliseconds; 0 as the settings say,
-- -1 never.
CREATE TABLE steered_network (
  network_id        BIGINT  PRIMARY KEY REFERENCES network (id),
  kept              INTEGER NOT NULL DEFAULT 0,
  paused            INTEGER NOT NULL DEFAULT 0,
  silent_after      BIGINT  NOT NULL DEFAULT 0,
  maintenance_until BIGINT  NOT NULL DEFAULT 0,
  revision          BIGINT  NOT NULL
);
CREATE INDEX steered_network_of_revision ON steered_network (revision);

-- A token that was made on the pages: its SHA-256, its first characters, and when it ends; 0 never.
CREATE TABLE made_token (
  id         ${identity},
  digest     TEXT   NOT NULL UNIQUE,
  start      TEXT   NOT NULL,
  network_id BIGINT NOT NULL REFERENCES network (id),
  created_at BIGINT NOT NULL,
  ends_at    BIGINT NOT NULL DEFAULT 0,
  revision   BIGINT NOT NULL
);
CREATE INDEX made_token_of_network ON made_token (network_id);
CREATE INDEX made_token_of_revision ON made_token (revision);

-- No number is given twice: what somebody still knows of the one before must not hold for another.
CREATE TABLE removed_network (
  network_id BIGINT PRIMARY KEY,
  removed_at BIGINT NOT NULL,
  revision   BIGINT NOT NULL
);
CREATE INDEX removed_network_of_revision ON removed_network (revision);

-- How far apart the calls of a network are that tell nothing new, in milliseconds; 0 not known yet.
ALTER TABLE address ADD COLUMN usual_gap BIGINT NOT NULL DEFAULT 0;
