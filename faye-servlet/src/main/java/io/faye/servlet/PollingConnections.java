package io.faye.servlet;

import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The network connections of the container that poll. A container does not tell when one is closed, so it is forgotten when it
 * has not been used for a while, or when a response could not be written to it. Safe for threads.
 */
final class PollingConnections {

    private static final long CONNECTION = TimeUnit.SECONDS.toNanos(60);
    private static final long REQUEST = TimeUnit.SECONDS.toNanos(5);

    private final Map<String, PollingConnection> connections = new ConcurrentHashMap<>();

    /** A request that is being served, and its connection. */
    record Entry(String key, PollingConnection connection) {}

    /** A request begins. Over HTTP/2 each counts as a connection of its own, because it can be cut without the others. */
    Entry begin(MountContext mount, HttpServletRequest request) {
        ServletConnection connection = request.getServletConnection();
        boolean shared = connection.getProtocol().startsWith("http/1");
        String id = connection.getConnectionId();
        String key = shared ? id : id + '/' + request.getRequestId();
        PollingConnection known = connections.compute(key, (name, there) -> {
            PollingConnection entered =
                    there == null ? new PollingConnection(mount, shared ? CONNECTION : REQUEST) : there;
            entered.begin();
            return entered;
        });
        return new Entry(key, known);
    }

    /** A request was answered. */
    void finish(Entry entry) {
        connections.computeIfPresent(entry.key(), (name, there) -> {
            if (there == entry.connection()) {
                there.finish();
            }
            return there;
        });
    }

    /** A request could not be answered: its client is gone, and gets what was not written over another connection. */
    void cut(Entry entry) {
        connections.remove(entry.key(), entry.connection());
        entry.connection().peer().closed();
    }

    void sweep(long now) {
        List<PollingConnection> idle = new ArrayList<>();
        for (String key : connections.keySet()) {
            connections.computeIfPresent(key, (name, there) -> {
                if (!there.isIdle(now)) {
                    return there;
                }
                idle.add(there);
                return null;
            });
        }
        idle.forEach(connection -> connection.peer().closed());
    }
}
