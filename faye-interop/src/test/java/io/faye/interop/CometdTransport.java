package io.faye.interop;

import jakarta.websocket.WebSocketContainer;
import java.util.HashMap;
import org.cometd.client.http.jetty.JettyHttpClientTransport;
import org.cometd.client.transport.ClientTransport;
import org.cometd.client.websocket.jakarta.WebSocketTransport;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.ee10.websocket.jakarta.client.JakartaWebSocketClientContainerProvider;

/** What carries a CometD client's messages, with the threads it needs. */
final class CometdTransport implements AutoCloseable {

    private final HttpClient http = new HttpClient();
    private final WebSocketContainer sockets = JakartaWebSocketClientContainerProvider.getContainer(http);
    private final ClientTransport transport;

    CometdTransport(Transport transport) {
        try {
            http.start();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty's HTTP client does not start", e);
        }
        this.transport = transport == Transport.WEBSOCKET
                ? new WebSocketTransport(new HashMap<>(), null, sockets)
                : new JettyHttpClientTransport(new HashMap<>(), http);
    }

    ClientTransport clientTransport() {
        return transport;
    }

    @Override
    public void close() {
        try {
            JakartaWebSocketClientContainerProvider.stop(sockets);
            http.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty's HTTP client does not stop", e);
        }
    }
}
