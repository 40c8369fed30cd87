-- What instances share of the certificate that they get by themselves: the keys of the account and the
-- certificate with its key, both encrypted with a key that is not in this database, the attempts that
-- were made, and the challenge that is open. Each write raises the version, by which all learn of it.
CREATE TABLE acme (
  name    TEXT   PRIMARY KEY,
  content TEXT   NOT NULL,
  version BIGINT NOT NULL
);
