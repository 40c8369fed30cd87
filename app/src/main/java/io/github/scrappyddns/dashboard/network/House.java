package io.github.scrappyddns.dashboard.network;

import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.setup.Setups;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;

/** The pages beside the forms of networks, which these lead back to. */
public interface House {
  /** The page of a network. */
  Response network(Request request, Visitor visitor, long id, int status, Typed typed);

  /** What is answered where there is no such page. */
  Response nowhere(Request request);

  /** Where the service is, as far as a call shows it. */
  Setups.Server server(Request request);
}
