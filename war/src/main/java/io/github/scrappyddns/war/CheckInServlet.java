package io.github.scrappyddns.war;

import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.NeverFailing;
import io.github.scrappyddns.http.Request;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The bridge between the container's requests and the endpoints' own. Never blocks. */
final class CheckInServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient Endpoint endpoint;
  private final transient HeldBack heldBack = new HeldBack();

  CheckInServlet(Endpoint endpoint) {
    this.endpoint = new NeverFailing(endpoint);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Exchange exchange = new Exchange(request, response, heldBack);
    if (request.getContentLengthLong() > Request.LARGEST_BODY) {
      exchange.refuse(endpoint);
    } else if (!hasBody(request)) {
      exchange.answer(endpoint, "");
    } else if (!exchange.refused(endpoint)) {
      exchange.suspend();
      request
          .getInputStream()
          .setReadListener(new BodyReader(request.getInputStream(), exchange, endpoint));
    }
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  @Override
  public void destroy() {
    heldBack.close();
  }
}
