package io.faye.interop;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** CometD's own server with its extension {@code ack}, in this process. */
final class CometdServer implements AutoCloseable {

    private final Server jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    CometdServer() {
        ServletContextHandler context = new ServletContextHandler("/");
        jetty.setHandler(context);
        context.insertHandler(WebSocketUpgradeHandler.from(jetty, context));
        ServletHolder cometd = new ServletHolder(new InContext(context));
        cometd.setInitParameters(Map.of(
                "transports",
                JettyWebSocketTransport.class.getName() + "," + JSONHttpTransport.class.getName(),
                "timeout",
                "5000",
                "ws.cometdURLMapping",
                "/faye/*"));
        cometd.setAsyncSupported(true);
        cometd.setInitOrder(1);
        context.addServlet(cometd, "/faye/*");
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("CometD's server does not start", e);
        }
        bayeux(context).addExtension(new AcknowledgedMessagesExtension());
    }

    private static BayeuxServer bayeux(ServletContextHandler context) {
        return (BayeuxServer) context.getServletContext().getAttribute(BayeuxServer.ATTRIBUTE);
    }

    int port() {
        return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/faye");
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("CometD's server does not stop", e);
        }
    }

    private static final class InContext extends CometDServlet {

        private static final long serialVersionUID = 1;

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
