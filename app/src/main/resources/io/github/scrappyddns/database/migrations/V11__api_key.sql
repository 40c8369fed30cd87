-- The keys of programs. Of a key only the SHA-256 is kept, and its first characters, by which its
-- owner recognises it. A key whose end is 0 has none.
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

-- Calls that a program may repeat without their being obeyed twice: what they asked for, as a digest,
-- and what was answered, encrypted with what only the program knows. Status 0 stands for a call that
-- was not answered yet.
CREATE TABLE repeatable_call (
  digest  TEXT    PRIMARY KEY,
  request TEXT    NOT NULL,
  status  INTEGER NOT NULL DEFAULT 0,
  answer  TEXT    NOT NULL DEFAULT '',
  at      BIGINT  NOT NULL
);
CREATE INDEX repeatable_call_by_time ON repeatable_call (at);
