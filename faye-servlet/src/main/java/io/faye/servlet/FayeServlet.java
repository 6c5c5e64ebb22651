package io.faye.servlet;

import io.faye.server.BayeuxServer;
import io.faye.transport.Mount;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a Bayeux server at the paths that the servlet is mapped to, such as {@code /faye/*} and {@code /faye.js}: WebSocket,
 * long-polling, EventSource, JSON-P, and the browser client's files. It needs {@code async-supported}, as do filters in front
 * of it. {@link FayeMount} does all of this.
 */
public final class FayeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FayeServlet.class);
    private static final String BELOW = "/*";

    private final transient @Nullable BayeuxServer given;
    private final transient MountOptions options;
    private transient volatile @Nullable Router routes;

    /**
     * Makes a servlet for {@code web.xml}: it serves the server that the application has put into the attribute {@code
     * io.faye.server.BayeuxServer} of its {@code ServletContext}, with the options in the attribute {@code
     * io.faye.servlet.MountOptions} if there are any.
     */
    public FayeServlet() {
        this.given = null;
        this.options = MountOptions.DEFAULT;
    }

    /**
     * Makes a servlet.
     *
     * @param bayeux the server; the program that built it closes it
     * @param options what it accepts
     */
    public FayeServlet(BayeuxServer bayeux, MountOptions options) {
        this.given = bayeux;
        this.options = options;
    }

    /**
     * Begins to serve.
     *
     * @throws ServletException if there is no server
     */
    @Override
    public void init() throws ServletException {
        MountContext mount = MountContext.open(server(), mount(), chosenOptions());
        routes = new Router(mount);
        if (!WebSocketUpgrade.isAvailable(getServletContext())) {
            LOG.warn(
                    "There is no WebSocket here, clients will poll: the container has not set the attribute {}."
                            + " Add its module for WebSocket, such as tomcat-embed-websocket",
                    WebSocketUpgrade.CONTAINER);
        }
    }

    private BayeuxServer server() throws ServletException {
        Object bayeux = given == null ? getServletContext().getAttribute(BayeuxServer.class.getName()) : given;
        if (bayeux instanceof BayeuxServer server) {
            return server;
        }
        throw new ServletException("Expected a BayeuxServer in the attribute " + BayeuxServer.class.getName()
                + " of the ServletContext, but found " + bayeux);
    }

    private MountOptions chosenOptions() {
        Object chosen = getServletContext().getAttribute(MountOptions.class.getName());
        return given == null && chosen instanceof MountOptions set ? set : options;
    }

    /** The path below the application's own that the servlet is mapped to. */
    private Mount mount() {
        ServletRegistration registration = getServletContext().getServletRegistration(getServletName());
        Collection<String> mappings = registration == null ? List.of() : registration.getMappings();
        String path = mappings.stream()
                .filter(mapping -> mapping.endsWith(BELOW))
                .findFirst()
                .map(mapping -> mapping.substring(0, mapping.length() - BELOW.length()))
                .orElse("");
        return Mount.at(path.isEmpty() ? "/" : path);
    }

    /** Closes WebSockets with 1001, ends event streams, and answers requests that are held with 503. */
    @Override
    public void destroy() {
        Router open = routes;
        if (open != null) {
            open.close();
        }
    }

    /**
     * Serves a request, whatever its method.
     *
     * @param request the request
     * @param response gets the answer, now or later
     * @throws IOException if the answer cannot be written
     * @throws ServletException if a WebSocket cannot be opened
     */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Objects.requireNonNull(routes, "the servlet has not been initialised").serve(request, response);
    }
}
