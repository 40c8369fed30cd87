package io.github.scrappyddns.steering;

import io.github.scrappyddns.network.Token;

/**
 * A token that was just made. Its text is nowhere else: who does not show it now never can.
 *
 * @param network the name of the network that it opens
 */
public record NewToken(long networkId, String network, Token token) {}
