-- V12__badge.sql a52bd582320a4a493970001b8751fd14390f53083f212c8b74d19125bcf33aca
-- A small database as schema 12 leaves it. Not to be changed.
CREATE TABLE schema_version (
  installed_rank INT           NOT NULL PRIMARY KEY,
  version        VARCHAR(50),
  description    VARCHAR(200)  NOT NULL,
  type           VARCHAR(20)   NOT NULL,
  script         VARCHAR(1000) NOT NULL,
  checksum       INT,
  installed_by   VARCHAR(100)  NOT NULL,
  installed_on   TIMESTAMP     NOT NULL DEFAULT CURRENT_TIMESTAMP,
  execution_time INT           NOT NULL,
  success        BOOLEAN       NOT NULL
);
INSERT INTO schema_version VALUES
  (1, '1', 'tables', 'SQL', 'V1__tables.sql', -2028912349, '', '2026-11-24 07:39:15.130', 59, true),
  (2, '2', 'busy networks', 'SQL', 'V2__busy_networks.sql', -512434450, '', '2026-11-26 12:50:21.400', 8, true),
  (3, '3', 'several instances', 'SQL', 'V3__several_instances.sql', -522030833, '', '2026-11-26 15:02:03.200', 9, true),
  (4, '4', 'dashboard', 'SQL', 'V4__dashboard.sql', 2118226010, '', '2026-11-26 15:34:00.000', 9, true),
  (5, '5', 'silence', 'SQL', 'V5__silence.sql', 540011431, '', '2026-11-26 18:50:00.000', 9, true),
  (6, '6', 'channels', 'SQL', 'V6__channels.sql', -1437530172, '', '2026-11-26 19:00:00.000', 9, true),
  (7, '7', 'steering', 'SQL', 'V7__steering.sql', -324648174, '', '2026-11-26 19:10:00.000', 9, true),
  (8, '8', 'push key', 'SQL', 'V8__push_key.sql', 125712721, '', '2026-11-26 23:00:00.000', 9, true),
  (9, '9', 'inbox', 'SQL', 'V9__inbox.sql', -139411450, '', '2026-11-26 23:30:00.000', 9, true),
  (10, '10', 'acme', 'SQL', 'V10__acme.sql', 1557722634, '', '2026-11-26 23:40:00.000', 9, true),
  (11, '11', 'api key', 'SQL', 'V11__api_key.sql', -39476919, '', '2026-11-27 02:30:00.000', 9, true),
  (12, '12', 'badge', 'SQL', 'V12__badge.sql', 817966035, '', '2026-11-27 03:00:00.000', 9, true);
CREATE TABLE network (
  id         ${identity},
  name       TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  revision   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX network_of_revision ON network (revision);
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
  usual_gap  BIGINT  NOT NULL DEFAULT 0,
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
  owed_at         BIGINT  NOT NULL DEFAULT 0,
  recent          TEXT    NOT NULL DEFAULT '',
  calm            INTEGER NOT NULL DEFAULT 0,
  claimed_by      BIGINT  NOT NULL DEFAULT 0,
  PRIMARY KEY (channel, network_id)
);
CREATE INDEX delivery_due ON delivery (channel, next_attempt_at) WHERE owed_event > paid_event;
CREATE INDEX delivery_of_network ON delivery (network_id) WHERE owed_event > paid_event;
CREATE INDEX delivery_claimed ON delivery (claimed_by) WHERE lease_until > 0;
CREATE TABLE notice (
  channel     TEXT   NOT NULL,
  about       TEXT   NOT NULL,
  text        TEXT   NOT NULL,
  at          BIGINT NOT NULL,
  claimed_by  BIGINT NOT NULL DEFAULT 0,
  lease_until BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (channel, about)
);
CREATE TABLE channel_state (
  channel     TEXT   PRIMARY KEY,
  rests_until BIGINT NOT NULL,
  bad_since   BIGINT NOT NULL,
  failures    INTEGER NOT NULL DEFAULT 0,
  asked_until BIGINT NOT NULL DEFAULT 0,
  enrolled_at BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE shared_number (
  name   TEXT   PRIMARY KEY,
  number BIGINT NOT NULL
);
CREATE TABLE instance (
  id     BIGINT PRIMARY KEY,
  name   TEXT   NOT NULL,
  digest TEXT   NOT NULL,
  files  TEXT   NOT NULL,
  knows  BIGINT NOT NULL DEFAULT 4
);
CREATE TABLE duty (
  name        TEXT   PRIMARY KEY,
  claimed_by  BIGINT NOT NULL,
  lease_until BIGINT NOT NULL
);
CREATE TABLE service (
  name   TEXT   PRIMARY KEY,
  probed BIGINT NOT NULL
);
INSERT INTO network (id, name, created_at, revision) VALUES
  (3, 'Home', 1790000000000, 1), (7, 'Ferienhaus Süd', 1790000000000, 2);
INSERT INTO token (digest, network_id) VALUES
  ('9b871512327c09ce91dd649b3f96a63b7408ef267c8cc5710114e629730cb61f', 3),
  ('1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014', 7);
INSERT INTO address (network_id, family, address, since, last_seen, usual_gap) VALUES
  (3, 4, '203.0.113.8', 1790000600000, 1790000900000, 300000),
  (7, 60, '2001:db8:1::/56', 1790000001000, 1790000001000, 0);
INSERT INTO event (id, network_id, kind, family, previous, previous_since, current, at) VALUES
  (11, 3, 'FIRST_SEEN', 4, NULL, NULL, '203.0.113.7', 1790000000500),
  (12, 7, 'FIRST_SEEN', 60, NULL, NULL, '2001:db8:1::/56', 1790000001000),
  (13, 3, 'CHANGED', 4, '203.0.113.7', 1790000000500, '203.0.113.8', 1790000600000);
INSERT INTO delivery (channel, network_id, paid_event, owed_event, paid_at, next_attempt_at,
  lease_until, claimed_by, attempts, unsure, simplified, owed_at, recent, calm) VALUES
  ('ntfy.sh/a-se…', 3, 11, 13, 1790000000700, 1790000660000, 0, 77, 2, 0, 0, 1790000600000, '', 4),
  ('ntfy.sh/a-se…', 7, 12, 12, 1790000001200, 1790000011200, 0, 77, 0, 0, 0, 1790000001000, '1790000001200', 0);
INSERT INTO notice (channel, about, text, at, claimed_by, lease_until) VALUES
  ('ntfy.sh/a-se…', 'Pushover uPla…', 'Pushover refuses everything', 1790000700000, 77, 1790000790000);
INSERT INTO channel_state (channel, rests_until, bad_since, failures, asked_until, enrolled_at) VALUES
  ('ntfy.sh/a-se…', 0, 0, 0, 0, 1790000000000),
  ('Pushover uPla…', 1790001600000, 1790000700000, 1, 0, 1790000000000);
INSERT INTO shared_number (name, number) VALUES ('revision', 2), ('least schema', 5);
INSERT INTO instance (id, name, digest, files, knows) VALUES (77, 'server:4711', '0123456789abcdef', 'network Home	fedcba9876543210', 5);
INSERT INTO duty (name, claimed_by, lease_until) VALUES ('history', 77, 1790000760000);
INSERT INTO service (name, probed) VALUES ('probe', 2);
SELECT setval(pg_get_serial_sequence('network', 'id'), 7);
SELECT setval(pg_get_serial_sequence('event', 'id'), 13);
CREATE TABLE password (
  name       TEXT   PRIMARY KEY,
  hash       TEXT   NOT NULL,
  origin     TEXT   NOT NULL,
  changed_at BIGINT NOT NULL,
  totp       TEXT   NOT NULL DEFAULT '',
  totp_step  BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE session (
  id         ${identity},
  digest     TEXT   NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  last_used  BIGINT NOT NULL,
  browser    TEXT   NOT NULL,
  address    TEXT   NOT NULL
);
CREATE TABLE audit (
  id      ${identity},
  at      BIGINT NOT NULL,
  who     TEXT   NOT NULL,
  address TEXT   NOT NULL,
  deed    TEXT   NOT NULL,
  about   TEXT   NOT NULL
);
CREATE INDEX network_by_name ON network (LOWER(name), id);
INSERT INTO password (name, hash, origin, changed_at, totp, totp_step) VALUES
  ('dashboard', '$pbkdf2-sha256$i=1000$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'dashboard', 1790000000000, '', 0);
INSERT INTO session (id, digest, created_at, last_used, browser, address) VALUES
  (4, 'c0ffee', 1790000000100, 1790000000200, 'Firefox, Android', '203.0.113.7');
INSERT INTO audit (id, at, who, address, deed, about) VALUES
  (9, 1790000000100, 'owner', '203.0.113.7', 'SIGNED_IN', '');
CREATE TABLE silence (
  network_id BIGINT PRIMARY KEY REFERENCES network (id),
  since      BIGINT NOT NULL,
  told_at    BIGINT NOT NULL,
  common     BIGINT NOT NULL DEFAULT 0,
  back_at    BIGINT NOT NULL DEFAULT 0
);
INSERT INTO silence (network_id, since, told_at, common, back_at) VALUES
  (3, 1790000900000, 1790001800000, 0, 0);
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
INSERT INTO channel (id, name, kind, sealed, networks, paused, removed, created_at, revision) VALUES
  (2, 'Phone', 'ntfy', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'Home', 0, 0, 1790000000000, 2);
CREATE TABLE steered_network (
  network_id        BIGINT  PRIMARY KEY REFERENCES network (id),
  kept              INTEGER NOT NULL DEFAULT 0,
  paused            INTEGER NOT NULL DEFAULT 0,
  silent_after      BIGINT  NOT NULL DEFAULT 0,
  maintenance_until BIGINT  NOT NULL DEFAULT 0,
  revision          BIGINT  NOT NULL
);
CREATE INDEX steered_network_of_revision ON steered_network (revision);
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
CREATE TABLE removed_network (
  network_id BIGINT PRIMARY KEY,
  removed_at BIGINT NOT NULL,
  revision   BIGINT NOT NULL
);
CREATE INDEX removed_network_of_revision ON removed_network (revision);
INSERT INTO steered_network (network_id, kept, paused, silent_after, maintenance_until, revision) VALUES
  (7, 1, 0, 900000, 1790003600000, 2);
INSERT INTO made_token (id, digest, start, network_id, created_at, ends_at, revision) VALUES
  (5, '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d', 'x8Qz…', 7, 1790000000000, 1790600000000, 2);
INSERT INTO removed_network (network_id, removed_at, revision) VALUES (2, 1790000000000, 1);
CREATE TABLE push_key (
  name       TEXT   PRIMARY KEY,
  public_key TEXT   NOT NULL,
  sealed     TEXT   NOT NULL,
  created_at BIGINT NOT NULL
);
INSERT INTO push_key (name, public_key, sealed, created_at) VALUES
  ('vapid', 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4', 'AAAAAAAAAAAAAAAAAAAAAAAA', 1790000000000);
CREATE TABLE read_mark (
  network_id BIGINT PRIMARY KEY,
  event      BIGINT NOT NULL,
  notice     BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE told_notice (
  id          ${identity},
  after_event BIGINT NOT NULL,
  about       TEXT   NOT NULL,
  text        TEXT   NOT NULL,
  at          BIGINT NOT NULL
);
CREATE UNIQUE INDEX told_notice_once ON told_notice (about, at);
INSERT INTO read_mark (network_id, event, notice) VALUES (0, 11, 0), (7, 12, 0);
INSERT INTO told_notice (id, after_event, about, text, at) VALUES
  (6, 12, 'Pushover uPla…', 'Pushover refuses everything', 1790000000900);
CREATE TABLE acme (
  name    TEXT   PRIMARY KEY,
  content TEXT   NOT NULL,
  version BIGINT NOT NULL
);
INSERT INTO acme (name, content, version) VALUES
  ('account', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 1),
  ('challenge', '', 4);
CREATE TABLE api_key (
  id         ${identity},
  digest     TEXT   NOT NULL UNIQUE,
  start      TEXT   NOT NULL,
  name       TEXT   NOT NULL,
  scope      TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  ends_at    BIGINT NOT NULL DEFAULT 0,
  last_used  BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE repeatable_call (
  digest  TEXT    PRIMARY KEY,
  request TEXT    NOT NULL,
  status  INTEGER NOT NULL DEFAULT 0,
  answer  TEXT    NOT NULL DEFAULT '',
  at      BIGINT  NOT NULL
);
CREATE INDEX repeatable_call_by_time ON repeatable_call (at);
INSERT INTO api_key (id, digest, start, name, scope, created_at, ends_at, last_used) VALUES
  (1, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', 'sddns_Q3xK…', 'backup script', 'READ', 1764200000000, 0, 1764203600000);
INSERT INTO repeatable_call (digest, request, status, answer, at) VALUES
  ('60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752', 'fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13', 0, '', 1764203600000);

CREATE TABLE badge (
  network_id BIGINT PRIMARY KEY,
  code       TEXT   NOT NULL UNIQUE,
  made_at    BIGINT NOT NULL
);
INSERT INTO badge (network_id, code, made_at) VALUES
  (3, 'Q3xKb0dNq1uVvJ8r2LmWzA', 1764200000000);
