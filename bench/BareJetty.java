import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Jetty with nothing but one handler: the least that a start can cost. */
final class BareJetty extends Handler.Abstract.NonBlocking {
  public static void main(String[] arguments) throws Exception {
    InetSocketAddress bind = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0]));
    org.eclipse.jetty.server.Server server = new org.eclipse.jetty.server.Server(bind);
    server.setHandler(new BareJetty());
    server.start();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.setStatus(200);
    response.write(true, ByteBuffer.wrap("OK".getBytes()), callback);
    return true;
  }
}
