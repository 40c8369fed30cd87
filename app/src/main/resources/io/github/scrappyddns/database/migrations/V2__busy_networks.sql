-- When the last event was owed; when the channel was told within the last hour, in milliseconds
-- with blanks between; and how many alerts it was told since the network was found never to rest.
ALTER TABLE delivery ADD COLUMN owed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN recent TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN calm INTEGER NOT NULL DEFAULT 0;

-- Whoever prunes the history asks what is still owed of a network.
CREATE INDEX delivery_of_network ON delivery (network_id) WHERE owed_event > paid_event;
