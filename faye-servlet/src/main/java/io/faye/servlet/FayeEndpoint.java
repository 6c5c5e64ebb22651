package io.faye.servlet;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

/** What a container takes for a WebSocket of {@link FayeServlet}. It is public because containers demand that; applications cannot make one. */
public final class FayeEndpoint extends Endpoint {

    private final SocketConnection connection;

    FayeEndpoint(SocketConnection connection) {
        this.connection = connection;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        connection.open(session);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        connection.closed();
    }

    @Override
    public void onError(Session session, Throwable fault) {
        connection.failed(fault);
    }
}
