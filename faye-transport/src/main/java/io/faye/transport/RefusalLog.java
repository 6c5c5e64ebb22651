package io.faye.transport;

import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.protocol.log.RateLimitedLog;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Logs why requests and connections are refused before the server sees a message: one line of each kind a second at most. A
 * line never has data or credentials.
 */
public final class RefusalLog {

    private static final int CHANNELS_SHOWN = 5;

    private final RateLimitedLog log;
    private final String originOption;
    private final String sizeOption;
    private final IntConsumer refused;

    /**
     * Makes a log.
     *
     * @param owner the class in whose name lines are written
     * @param originOption how the option for allowed origins is called
     * @param sizeOption how the option for the largest message is called
     * @param refused is told the status of each request that is refused
     */
    public RefusalLog(Class<?> owner, String originOption, String sizeOption, IntConsumer refused) {
        this.log = new RateLimitedLog(owner);
        this.originOption = originOption;
        this.sizeOption = sizeOption;
        this.refused = refused;
    }

    /**
     * A request was answered with a status that says little to its client.
     *
     * @param client who asked
     * @param status the status
     * @param reason why
     */
    public void request(SocketAddress client, int status, String reason) {
        refused.accept(status);
        log.warn(
                reason,
                "Refused a request: {} (status={}, address={}, similar lines left out={})",
                reason,
                status,
                shown(client));
    }

    /**
     * A page of an origin that is not allowed has asked.
     *
     * @param client who asked
     * @param origin the origin, empty if none was told
     */
    public void origin(SocketAddress client, String origin) {
        refused.accept(403);
        log.warn(
                "origin",
                "Refused a request: its origin is not allowed (status=403, origin={}, address={},"
                        + " similar lines left out={}); see " + originOption,
                origin.isEmpty() ? "none" : origin,
                shown(client));
    }

    /**
     * A WebSocket is closed because of what its client did.
     *
     * @param client who
     * @param code with which it is closed
     * @param reason why
     */
    public void socket(SocketAddress client, int code, String reason) {
        log.warn(
                reason,
                "Closing a WebSocket: {} (code={}, address={}, similar lines left out={})",
                reason,
                code,
                shown(client));
    }

    /**
     * What a WebSocket brought is no request, and is dropped as Faye does.
     *
     * @param client who sent it
     * @param bytes how long it is
     */
    public void dropped(SocketAddress client, int bytes) {
        log.warn(
                "dropped",
                "Dropped a message of a WebSocket: it is no JSON object or array (bytes={}, address={},"
                        + " similar lines left out={})",
                bytes,
                shown(client));
    }

    /**
     * A request is longer than the limit; of one that was not read to its end it says how much was read.
     *
     * @param client who sent it
     * @param transport how it came
     * @param bytes how long it is
     * @param limit how long it may be
     * @param messages what was read in it
     */
    public void tooLarge(SocketAddress client, String transport, long bytes, int limit, List<Message> messages) {
        Supplier<String> channels = () -> channels(messages);
        log.warn(
                "too large",
                "Refused a message that is too large (bytes={}, limit={}, channel={}, address={}, transport={},"
                        + " similar lines left out={}); see " + sizeOption,
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
