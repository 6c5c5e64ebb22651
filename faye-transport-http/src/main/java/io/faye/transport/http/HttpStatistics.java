package io.faye.transport.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a server's connections are and were, since its start. Reading costs little and disturbs nobody. Safe for any number of
 * threads.
 */
public final class HttpStatistics {

    private static final int FIRST_PRIVATE_CODE = 3_000;

    private final LongAdder http = new LongAdder();
    private final LongAdder webSockets = new LongAdder();
    private final LongAdder eventStreams = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder full = new LongAdder();
    private final LongAdder crowded = new LongAdder();
    private final Map<Integer, LongAdder> refusedRequests = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> closesByServer = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> closesByClients = new ConcurrentHashMap<>();

    HttpStatistics() {}

    /** {@return how many connections are open that speak plain HTTP: those that poll, and those that have said nothing yet} */
    public long httpConnections() {
        return http.sum();
    }

    /** {@return how many WebSockets are open} */
    public long webSockets() {
        return webSockets.sum();
    }

    /** {@return how many event streams are open} */
    public long eventStreams() {
        return eventStreams.sum();
    }

    /** {@return how many connections were accepted} */
    public long acceptedConnections() {
        return accepted.sum();
    }

    /** {@return how many connections were refused because the server had as many as it takes} */
    public long refusedByServerLimit() {
        return full.sum();
    }

    /** {@return how many connections were refused because their address had as many as it may have} */
    public long refusedByAddressLimit() {
        return crowded.sum();
    }

    /** {@return how many requests were refused before the server saw a message, by status} */
    public Map<Integer, Long> refusedRequests() {
        return sums(refusedRequests);
    }

    /** {@return how many WebSockets the server closed, by close code} */
    public Map<Integer, Long> closesByServer() {
        return sums(closesByServer);
    }

    /**
     * {@return how many WebSockets clients closed, by close code} A close frame without a code counts as 1005 (RFC 6455, section
     * 7.4.1), and every code from 3000 on as 3000, because clients choose those as they like. Connections that end without a
     * close frame are not among them.
     */
    public Map<Integer, Long> closesByClients() {
        return sums(closesByClients);
    }

    private static Map<Integer, Long> sums(Map<Integer, LongAdder> counts) {
        Map<Integer, Long> sums = new TreeMap<>();
        counts.forEach((key, count) -> sums.put(key, count.sum()));
        return sums;
    }

    private static void increment(Map<Integer, LongAdder> counts, int key) {
        counts.computeIfAbsent(key, added -> new LongAdder()).increment();
    }

    void opened(Connection connection) {
        of(connection).increment();
    }

    void closed(Connection connection) {
        of(connection).decrement();
    }

    private LongAdder of(Connection connection) {
        if (connection instanceof WebSocketConnection) {
            return webSockets;
        }
        return connection instanceof EventStreamConnection ? eventStreams : http;
    }

    void accepted() {
        accepted.increment();
    }

    void refusedConnection(Response refusal) {
        (refusal.status() == Refusals.FULL.status() ? full : crowded).increment();
    }

    void refusedRequest(int status) {
        increment(refusedRequests, status);
    }

    void closedByServer(int code) {
        increment(closesByServer, code);
    }

    void closedByClient(int code) {
        increment(closesByClients, code < 0 ? CloseCodes.NONE_GIVEN : Math.min(code, FIRST_PRIVATE_CODE));
    }
}
