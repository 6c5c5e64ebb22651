package io.faye.transport.http;

import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.protocol.log.RateLimitedLog;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Logs why requests and connections are refused before the server sees a message: one line of each kind a second at most. A
 * line never has data or credentials.
 */
final class RefusalLog {

    private static final int CHANNELS_SHOWN = 5;

    private final RateLimitedLog log = new RateLimitedLog(FayeHttpServer.class);
    private final HttpStatistics statistics;

    RefusalLog(HttpStatistics statistics) {
        this.statistics = statistics;
    }

    /** A request was answered with a status that says little to its client. */
    void request(SocketAddress client, int status, String reason) {
        statistics.refusedRequest(status);
        log.warn(
                reason,
                "Refused a request: {} (status={}, address={}, similar lines left out={})",
                reason,
                status,
                shown(client));
    }

    /** A page of an origin that is not allowed has asked. */
    void origin(SocketAddress client, String origin) {
        statistics.refusedRequest(403);
        log.warn(
                "origin",
                "Refused a request: its origin is not allowed (status=403, origin={}, address={},"
                        + " similar lines left out={}); see --allowed-origin",
                origin.isEmpty() ? "none" : origin,
                shown(client));
    }

    /** A WebSocket is closed because of what its client did. */
    void socket(SocketAddress client, int code, String reason) {
        log.warn(
                reason,
                "Closing a WebSocket: {} (code={}, address={}, similar lines left out={})",
                reason,
                code,
                shown(client));
    }

    /** What a WebSocket brought is no request, and is dropped as Faye does. */
    void dropped(SocketAddress client, int bytes) {
        log.warn(
                "dropped",
                "Dropped a message of a WebSocket: it is no JSON object or array (bytes={}, address={},"
                        + " similar lines left out={})",
                bytes,
                shown(client));
    }

    /** A request is longer than the limit; of one that was not read to its end it says how much was read. */
    void tooLarge(SocketAddress client, String transport, long bytes, int limit, List<Message> messages) {
        Supplier<String> channels = () -> channels(messages);
        log.warn(
                "too large",
                "Refused a message that is too large (bytes={}, limit={}, channel={}, address={}, transport={},"
                        + " similar lines left out={}); see --max-message-size",
                bytes,
                limit,
                channels,
                shown(client),
                transport);
    }

    private static String channels(List<Message> messages) {
        String shown = messages.stream()
                .flatMap(message -> message.text(Field.CHANNEL).stream())
                .distinct()
                .limit(CHANNELS_SHOWN)
                .collect(Collectors.joining(" "));
        return shown.isEmpty() ? "unknown" : shown;
    }

    private static Supplier<String> shown(SocketAddress client) {
        return () -> client instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : String.valueOf(client);
    }
}
