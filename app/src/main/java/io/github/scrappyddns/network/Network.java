package io.github.scrappyddns.network;

/**
 * A network that checks in, under the name its owner gave it. It never knows its tokens.
 *
 * @param id the row in the database; stays when the network is renamed
 * @param name as the token list spells it
 */
public record Network(long id, String name) {}
