package io.faye.transport.http;

import io.faye.transport.http.admission.Admission;
import io.faye.transport.http.connection.ConnectionCounters;
import io.faye.transport.http.connection.ConnectionKind;
import java.util.Map;

/**
 * Counts of a server's connections since its start. Reading them is cheap and does not disturb the server. Safe for threads.
 */
public final class HttpStatistics {

    private final ConnectionCounters counters;

    HttpStatistics(ConnectionCounters counters) {
        this.counters = counters;
    }

    /** {@return how many connections are open that speak plain HTTP: those that poll, and those that have said nothing yet} */
    public long httpConnections() {
        return counters.open(ConnectionKind.HTTP);
    }

    /** {@return how many WebSockets are open} */
    public long webSockets() {
        return counters.open(ConnectionKind.WEBSOCKET);
    }

    /** {@return how many event streams are open} */
    public long eventStreams() {
        return counters.open(ConnectionKind.EVENT_STREAM);
    }

    /** {@return how many connections were accepted} */
    public long acceptedConnections() {
        return counters.accepted();
    }

    /** {@return how many connections were refused because the server had as many as it takes} */
    public long refusedByServerLimit() {
        return counters.refused(Admission.Refusal.SERVER_FULL);
    }

    /** {@return how many connections were refused because their address had as many as it may have} */
    public long refusedByAddressLimit() {
        return counters.refused(Admission.Refusal.ADDRESS_FULL);
    }

    /** {@return how many requests were refused before the server saw a message, by status} */
    public Map<Integer, Long> refusedRequests() {
        return counters.refusedRequests();
    }

    /** {@return how many WebSockets the server closed, by close code} */
    public Map<Integer, Long> closesByServer() {
        return counters.closesByServer();
    }

    /**
     * {@return how many WebSockets clients closed, by close code} A close frame without a code counts as 1005 (RFC 6455, section
     * 7.4.1), and every code from 3000 on as 3000, because clients choose those as they like. Connections that end without a
     * close frame are not among them.
     */
    public Map<Integer, Long> closesByClients() {
        return counters.closesByClients();
    }
}
