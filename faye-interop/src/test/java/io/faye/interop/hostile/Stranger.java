package io.faye.interop.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawHttp;
import io.faye.interop.RawSocket;
import io.faye.interop.RawWebSocket;
import io.faye.interop.WireJson;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A client with an address of its own that means harm. Its connections are closed with it, by any thread. */
final class Stranger implements AutoCloseable {

    private static final int SESSIONS_AT_ONCE = 50;

    private final int port;
    private final InetAddress address;
    private final Queue<RawSocket> sockets = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Stranger(int port, InetAddress address) {
        this.port = port;
        this.address = address;
    }

    RawSocket socket() {
        RawSocket socket = new RawSocket(port, address);
        sockets.add(socket);
        if (closed.getCount() == 0) {
            socket.close();
        }
        return socket;
    }

    RawHttp http() {
        return new RawHttp(socket());
    }

    RawWebSocket webSocket() {
        return new RawWebSocket(socket(), "/faye", "Sec-WebSocket-Version: 13\r\n");
    }

    /** {@return the ids of so many new sessions, or of fewer if the server does not admit as many} */
    List<String> sessions(int count) {
        List<String> ids = new ArrayList<>();
        RawHttp http = http();
        for (int asked = 0; asked < count; asked += SESSIONS_AT_ONCE) {
            String batch = batch(Collections.nCopies(SESSIONS_AT_ONCE, BayeuxMessages.HANDSHAKE), text -> text);
            for (JsonNode reply : WireJson.parse(http.post(batch).body())) {
                if (reply.path("successful").asBoolean()) {
                    ids.add(reply.path("clientId").asText());
                }
            }
        }
        return ids;
    }

    /** {@return new sessions that subscribe to a channel} */
    List<String> subscribers(int count, String channel) {
        List<String> ids = sessions(count);
        RawHttp http = http();
        for (int from = 0; from < ids.size(); from += SESSIONS_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + SESSIONS_AT_ONCE));
            http.post(batch(some, id -> BayeuxMessages.subscribe(id, channel)));
        }
        return ids;
    }

    /** {@return a batch with a message for each of the items} */
    static <T> String batch(List<T> items, Function<T, String> message) {
        return items.stream().map(message).collect(Collectors.joining(",", "[", "]"));
    }

    /** Keeps the connections open for some time, or until they are closed by others. */
    void linger(Duration time) {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        sockets.forEach(RawSocket::close);
    }
}
