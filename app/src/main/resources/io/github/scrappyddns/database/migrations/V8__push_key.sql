-- The key by which browsers' push services know this service: one row at most, for all instances.
-- 'sealed' is its private half, encrypted with a key that is not in this database.
CREATE TABLE push_key (
  name       TEXT   PRIMARY KEY,
  public_key TEXT   NOT NULL,
  sealed     TEXT   NOT NULL,
  created_at BIGINT NOT NULL
);
