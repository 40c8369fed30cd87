-- The pictures of networks that anybody may load who knows their code. It opens nothing but a word
-- about the network, so it stands here as it is: the page shows it again. No reference to the network:
-- the release before does not know this table when it removes one, and no number is given twice.
CREATE TABLE badge (
  network_id BIGINT PRIMARY KEY,
  code       TEXT   NOT NULL UNIQUE,
  made_at    BIGINT NOT NULL
);
