import java.net.InetSocketAddress;
import java.util.Map;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.server.BayeuxServerImpl;
import org.cometd.server.ext.AcknowledgedMessagesExtension;
import org.cometd.server.http.JSONHttpTransport;
import org.cometd.server.http.jakarta.CometDServlet;
import org.cometd.server.websocket.jetty.JettyWebSocketTransport;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** A web application of CometD in a program: the servlet and the options of the guide, with its policy and its service. */
public final class QuoteServer {

    public static void main(String[] args) throws Exception {
        Server jetty = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])));
        ServletContextHandler context = new ServletContextHandler("/");
        jetty.setHandler(context);
        context.insertHandler(WebSocketUpgradeHandler.from(jetty, context));
        ServletHolder cometd = new ServletHolder(new InContext(context));
        cometd.setInitParameters(Map.of(
                "transports", JettyWebSocketTransport.class.getName() + "," + JSONHttpTransport.class.getName(),
                "timeout", "20000",
                "maxMessageSize", "65536",
                "maxQueue", "1000",
                "ws.cometdURLMapping", "/cometd/*"));
        cometd.setAsyncSupported(true);
        cometd.setInitOrder(1);
        context.addServlet(cometd, "/cometd/*");
        jetty.start();

        BayeuxServer bayeux = (BayeuxServer) context.getServletContext().getAttribute(BayeuxServer.ATTRIBUTE);
        bayeux.addExtension(new AcknowledgedMessagesExtension());
        bayeux.setSecurityPolicy(new FeedPolicy());
        new QuoteService(bayeux);
        System.out.println("CometD at http://127.0.0.1:" + args[0] + "/cometd");
    }

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
