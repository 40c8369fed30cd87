package io.github.scrappyddns.outbox;

import io.github.scrappyddns.network.Network;

/**
 * An event that is owed to every channel that wants news of its network.
 *
 * @param event its id
 */
public record OwedEvent(Network network, long event) {}
