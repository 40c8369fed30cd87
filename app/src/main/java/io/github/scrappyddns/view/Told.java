package io.github.scrappyddns.view;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a channel is told of one network.
 *
 * @param waits whether it is owed news
 * @param lastTold when it last took some
 */
public record Told(String channel, boolean waits, Optional<Instant> lastTold) {}
