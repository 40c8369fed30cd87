package io.github.scrappyddns.dashboard.setup;

import io.github.scrappyddns.client.Client;
import java.util.List;

/**
 * What to type into one client, and which others there are.
 *
 * @param placeholder what stands for the token
 * @param guessed whether the server's address is only the one that the browser called
 */
public record Setup(
    List<Client> clients,
    Client client,
    List<Guide.Block> guide,
    String placeholder,
    boolean guessed) {}
