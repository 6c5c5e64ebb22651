package io.faye.servlet;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with Jakarta EE 10. */
final class JettyEe10Container implements Container {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @Override
    public void open(int port, String contextPath, Application application) throws Exception {
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context =
                new ServletContextHandler(contextPath.isEmpty() ? "/" : contextPath, ServletContextHandler.SESSIONS);
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addServletContainerInitializer((classes, servlets) -> application.start(servlets));
        server.setHandler(context);
        server.start();
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
