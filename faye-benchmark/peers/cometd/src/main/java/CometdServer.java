import java.util.Map;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.server.BayeuxServerImpl;
import org.cometd.server.http.JSONHttpTransport;
import org.cometd.server.http.jakarta.CometDServlet;
import org.cometd.server.websocket.jetty.JettyWebSocketTransport;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** CometD as it comes, at /faye, over WebSocket and long-polling. */
public final class CometdServer {

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[0]));
        connector.setAcceptQueueSize(4096);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        server.setHandler(context);
        context.insertHandler(WebSocketUpgradeHandler.from(server, context));
        context.addServlet(servlet(context), "/faye/*");
        server.start();
        server.join();
    }

    private static ServletHolder servlet(ServletContextHandler context) {
        ServletHolder holder = new ServletHolder(new InContext(context));
        holder.setInitParameters(Map.of(
                "transports", JettyWebSocketTransport.class.getName() + "," + JSONHttpTransport.class.getName(),
                "ws.cometdURLMapping", "/faye/*"));
        holder.setAsyncSupported(true);
        holder.setInitOrder(1);
        return holder;
    }

    /** The WebSocket transport looks for Jetty's context in an option that only CometD's own handler would set. */
    private static final class InContext extends CometDServlet {
        private final transient ServletContextHandler context;

        InContext(ServletContextHandler context) {
            this.context = context;
        }

        @Override
        protected BayeuxServer newBayeuxServer() {
            BayeuxServerImpl bayeux = (BayeuxServerImpl) super.newBayeuxServer();
            bayeux.setOption(Context.class.getName(), context.getContext());
            return bayeux;
        }
    }
}
