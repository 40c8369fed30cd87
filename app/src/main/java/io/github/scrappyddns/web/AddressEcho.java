package io.github.scrappyddns.web;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Tells callers the address they call from, which many clients ask before they update: {@code
 * /myip} in plain text, {@code /checkip} in the form of checkip.dyndns.org.
 */
public final class AddressEcho implements Endpoint {
  private static final Map<String, String> HTML =
      Map.of("Content-Type", "text/html; charset=utf-8");

  private final CheckInDesk desk;
  private final boolean page;

  /**
   * @param page whether to answer with a page, otherwise with plain text
   */
  public AddressEcho(CheckInDesk desk, boolean page) {
    this.desk = desk;
    this.page = page;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    Optional<PublicAddress> address = desk.caller(request).address();
    return CompletableFuture.completedFuture(address.map(this::told).orElse(Response.OUR_FAULT));
  }

  private Response told(PublicAddress address) {
    return page
        ? new Response(
            200,
            "<html><head><title>Current IP Check</title></head><body>Current IP Address: "
                + address
                + "</body></html>\n",
            HTML,
            Duration.ZERO)
        : Response.text(200, address + "\n");
  }
}
