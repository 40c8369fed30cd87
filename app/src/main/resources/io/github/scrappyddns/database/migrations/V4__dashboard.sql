-- The one password that opens the dashboard, as a hash. Its origin is 'settings' where ADMIN_PASSWORD
-- gives it, else 'dashboard'. The second factor's secret is empty where there is none, and no code
-- counts whose step is not beyond the last that was used.
CREATE TABLE password (
  name       TEXT   PRIMARY KEY,
  hash       TEXT   NOT NULL,
  origin     TEXT   NOT NULL,
  changed_at BIGINT NOT NULL,
  totp       TEXT   NOT NULL DEFAULT '',
  totp_step  BIGINT NOT NULL DEFAULT 0
);

-- Of what a browser shows only the SHA-256 is kept.
CREATE TABLE session (
  id         ${identity},
  digest     TEXT   NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  last_used  BIGINT NOT NULL,
  browser    TEXT   NOT NULL,
  address    TEXT   NOT NULL
);

-- What people did, the newest last.
CREATE TABLE audit (
  id      ${identity},
  at      BIGINT NOT NULL,
  who     TEXT   NOT NULL,
  address TEXT   NOT NULL,
  deed    TEXT   NOT NULL,
  about   TEXT   NOT NULL
);

-- Pages list networks by name.
CREATE INDEX network_by_name ON network (LOWER(name), id);
