package io.faye.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The opening of a WebSocket from within the servlet, so that the application's filters have seen the request. No endpoint is
 * registered, so no path is open that they do not see.
 */
final class WebSocketHandshake {

    private WebSocketHandshake() {}

    static void accept(MountContext mount, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        FayeEndpoint endpoint = new FayeEndpoint(new SocketConnection(mount, RequestFacts.of("websocket", request)));
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(
                        FayeEndpoint.class, request.getServletPath().isEmpty() ? "/" : request.getServletPath())
                .configurator(new Configurator(endpoint, mount.options().deflates()))
                .build();
        try {
            if (request.getServletContext().getAttribute(WebSocketUpgrade.CONTAINER)
                    instanceof ServerContainer container) {
                container.upgradeHttpToWebSocket(request, response, config, Map.of());
            }
        } catch (DeploymentException e) {
            throw new ServletException("The container cannot open a WebSocket", e);
        }
    }

    /** Gives the container the endpoint of this one WebSocket. */
    private static final class Configurator extends ServerEndpointConfig.Configurator {

        private final FayeEndpoint endpoint;
        private final boolean deflates;

        Configurator(FayeEndpoint endpoint, boolean deflates) {
            this.endpoint = endpoint;
            this.deflates = deflates;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(endpoint);
        }

        /** The servlet has looked at it. */
        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return "";
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return deflates ? super.getNegotiatedExtensions(installed, requested) : List.of();
        }
    }
}
