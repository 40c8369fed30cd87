package io.github.scrappyddns.dashboard.network;

import io.github.scrappyddns.dashboard.frame.QrCode;
import io.github.scrappyddns.dashboard.setup.Setup;

/**
 * The page that shows a token, once, and what to type into a client with it.
 *
 * @param network the name of the network that it opens
 * @param link to the page of that network
 * @param order where its forms are sent
 * @param token its text
 * @param first whether it is a part of the first steps
 * @param onward where to go when the client is set up
 */
public record TokenPage(
    String network,
    String link,
    String order,
    String token,
    QrCode code,
    Setup setup,
    boolean first,
    String onward) {}
