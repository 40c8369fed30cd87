-- The networks that are silent, and when each was last heard. What many have in common is the time of
-- their fall; 0 for one that was told by itself. Of those it is told together, too, when they are back.
CREATE TABLE silence (
  network_id BIGINT PRIMARY KEY REFERENCES network (id),
  since      BIGINT NOT NULL,
  told_at    BIGINT NOT NULL,
  common     BIGINT NOT NULL DEFAULT 0,
  back_at    BIGINT NOT NULL DEFAULT 0
);

-- The newest schema that an instance knows: what older ones would take for something else waits until
-- none of them is left.
ALTER TABLE instance ADD COLUMN knows BIGINT NOT NULL DEFAULT 4;
