package io.github.scrappyddns.steering.channel;

/**
 * A row of the table {@code channel}.
 *
 * @param kind the service's name
 * @param sealed the URL, locked up
 * @param networks which networks it is told of, as typed; empty for all
 */
record StoredChannel(
    long id, String name, String kind, String sealed, String networks, boolean paused) {}
