package io.faye.transport.http.connection;

import io.faye.transport.http.admission.Admission;
import io.faye.transport.http.frame.CloseCodes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts connections, refusals and closes of one server. Safe for threads. */
public final class ConnectionCounters {

    private static final int FIRST_PRIVATE_CODE = 3_000;

    private final LongAdder http = new LongAdder();
    private final LongAdder webSockets = new LongAdder();
    private final LongAdder eventStreams = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder serverFull = new LongAdder();
    private final LongAdder addressFull = new LongAdder();
    private final Map<Integer, LongAdder> refusedRequests = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> closesByServer = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> closesByClients = new ConcurrentHashMap<>();

    /** {@return how many connections of a kind are open} */
    public long open(ConnectionKind kind) {
        return of(kind).sum();
    }

    /** {@return how many connections were accepted} */
    public long accepted() {
        return accepted.sum();
    }

    /** {@return how many connections were refused for a reason} */
    public long refused(Admission.Refusal reason) {
        return of(reason).sum();
    }

    /** {@return how many requests were refused before the server saw a message, by status} */
    public Map<Integer, Long> refusedRequests() {
        return sums(refusedRequests);
    }

    /** {@return how many WebSockets the server closed, by close code} */
    public Map<Integer, Long> closesByServer() {
        return sums(closesByServer);
    }

    /** {@return how many WebSockets clients closed, by close code} */
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

    private LongAdder of(ConnectionKind kind) {
        return switch (kind) {
            case HTTP -> http;
            case WEBSOCKET -> webSockets;
            case EVENT_STREAM -> eventStreams;
        };
    }

    private LongAdder of(Admission.Refusal reason) {
        return switch (reason) {
            case SERVER_FULL -> serverFull;
            case ADDRESS_FULL -> addressFull;
        };
    }

    void opened(ConnectionKind kind) {
        of(kind).increment();
    }

    void closed(ConnectionKind kind) {
        of(kind).decrement();
    }

    public void countAccepted() {
        accepted.increment();
    }

    public void countRefused(Admission.Refusal reason) {
        of(reason).increment();
    }

    public void countRefusedRequest(int status) {
        increment(refusedRequests, status);
    }

    public void countCloseByServer(int code) {
        increment(closesByServer, code);
    }

    /** Counts a close frame of a client; every code from 3000 on as 3000, because clients choose those as they like. */
    public void countCloseByClient(int code) {
        increment(closesByClients, code < 0 ? CloseCodes.NONE_GIVEN : Math.min(code, FIRST_PRIVATE_CODE));
    }
}
