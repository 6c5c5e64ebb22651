package io.faye.client;

import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Finds the best way that works here: a WebSocket, or polling, which always is there. A WebSocket that does not work is
 * left out until the next handshake, or until not even polling works.
 */
final class Transports {

    private static final int STRIKES_OF_A_PROVEN_TRANSPORT = 3;

    /** Whether the client may use WebSockets. */
    enum WebSockets {
        USED,
        UNUSED
    }

    private final Endpoint endpoint;
    private final WebSockets webSockets;
    private final Loop loop;
    private final Link.Receiver receiver;
    private int strikes;
    private boolean proven;

    Transports(Endpoint endpoint, WebSockets webSockets, Loop loop, Link.Receiver receiver) {
        this.endpoint = endpoint;
        this.webSockets = webSockets;
        this.loop = loop;
        this.receiver = receiver;
    }

    /** {@return the names that a handshake tells the server} */
    Json names() {
        return Json.of(Stream.of(ConnectionType.WEBSOCKET, ConnectionType.LONG_POLLING)
                .filter(type -> type != ConnectionType.WEBSOCKET || webSockets == WebSockets.USED)
                .map(ConnectionType::toString)
                .toList());
    }

    Link polling() {
        return new PollingLink(endpoint, loop, receiver);
    }

    /** {@return an open link, on the loop} */
    CompletionStage<Link> open(Collection<String> offered, Duration limit) {
        if (!offered.contains(ConnectionType.WEBSOCKET.toString()) || isOut()) {
            return CompletableFuture.completedFuture(polling());
        }
        return new SocketLink(endpoint, loop, receiver).open(limit).handle((link, fault) -> {
            if (fault == null) {
                return link;
            }
            strike(ConnectionType.WEBSOCKET);
            if (isOut()) {
                return polling();
            }
            throw new CompletionException(fault);
        });
    }

    private boolean isOut() {
        return webSockets == WebSockets.UNUSED || strikes >= (proven ? STRIKES_OF_A_PROVEN_TRANSPORT : 1);
    }

    void forgive() {
        strikes = 0;
    }

    void prove(ConnectionType type) {
        if (type == ConnectionType.WEBSOCKET) {
            proven = true;
            strikes = 0;
        }
    }

    /** Counts against a transport that was lost before it carried anything. */
    void strike(ConnectionType type) {
        strikes = type == ConnectionType.WEBSOCKET ? strikes + 1 : 0;
    }
}
