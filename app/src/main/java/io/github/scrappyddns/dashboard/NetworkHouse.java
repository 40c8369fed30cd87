package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.dashboard.network.House;
import io.github.scrappyddns.dashboard.network.SteerCards;
import io.github.scrappyddns.dashboard.network.Typed;
import io.github.scrappyddns.dashboard.setup.Setups;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;

/** The page of one network, printed for who asks for it and for who comes back from a form. */
final class NetworkHouse implements House {
  private final DashboardParts parts;
  private final Pages pages;
  private final NetworkDetail detail;
  private final TroublePage trouble;

  NetworkHouse(DashboardParts parts, Pages pages, Setups setups, TroublePage trouble) {
    this.parts = parts;
    this.pages = pages;
    this.trouble = trouble;
    detail =
        new NetworkDetail(
            parts.networks(),
            parts.happenings(),
            parts.channels(),
            setups,
            new SteerCards(parts.steering(), parts.networks(), parts.service().silentAfter()),
            parts.service().tokenList());
  }

  @Override
  public Response network(Request request, Visitor visitor, long id, int status, Typed typed) {
    Frame frame = pages.frame(request, visitor, "networks");
    return detail
        .model(frame, id, Form.ofQuery(request), typed, server(request))
        .map(found -> pages.print(status, "network", frame, found))
        .orElseGet(() -> nowhere(request));
  }

  @Override
  public Response nowhere(Request request) {
    return trouble.nowhere(request);
  }

  @Override
  public Setups.Server server(Request request) {
    return Setups.Server.of(
        parts.service().publicUrl(),
        parts.gatekeeper().isSecure(request),
        request.headers().values("Host").stream().findFirst(),
        parts.service().lanAddress());
  }
}
