-- How far the owner has read, on whatever device: the alerts of a network up to an event of its own;
-- the row of number 0, which no network has, stands for all networks and for the notices. It refers to
-- no network: a release that does not know it must be able to remove one.
CREATE TABLE read_mark (
  network_id BIGINT PRIMARY KEY,
  event      BIGINT NOT NULL,
  notice     BIGINT NOT NULL DEFAULT 0
);
-- What happened before there was an inbox is not news.
INSERT INTO read_mark (network_id, event) SELECT 0, COALESCE(MAX(id), 0) FROM event;

-- The notices that some channel has told, in the order in which they were; each stands behind the
-- event that was the newest then.
CREATE TABLE told_notice (
  id          ${identity},
  after_event BIGINT NOT NULL,
  about       TEXT   NOT NULL,
  text        TEXT   NOT NULL,
  at          BIGINT NOT NULL
);
CREATE UNIQUE INDEX told_notice_once ON told_notice (about, at);
