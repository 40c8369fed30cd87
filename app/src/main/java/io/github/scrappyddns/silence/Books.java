package io.github.scrappyddns.silence;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.timeline.Timeline;

/** The tables that tell of networks, and of what is owed to whom. */
public record Books(Database database, NetworkTable networks, Timeline timeline, Outbox outbox) {}
