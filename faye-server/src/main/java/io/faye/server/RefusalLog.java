package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.protocol.ProtocolLimits;
import io.faye.protocol.log.RateLimitedLog;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Supplier;

/**
 * Logs why messages of clients are refused, because few clients tell their users: one line of each kind a second at most.
 * A line never has data, credentials, or the id of a session.
 */
final class RefusalLog {

    private static final int FAULTS = 500;
    private static final int FAILED_TO_PUBLISH = 407;
    private static final int UNKNOWN_CLIENT = 401;
    private static final int LONGEST_NAMES = 256;
    private static final String LINE =
            "Refused a message: {} (error={}, channel={}, address={}, transport={}, similar lines left out={})";

    private final RateLimitedLog log = new RateLimitedLog(BayeuxServer.class);
    private final ProtocolLimits limits;
    private final ServerObserver observer;

    RefusalLog(ProtocolLimits limits, ServerObserver observer) {
        this.limits = limits;
        this.observer = observer;
    }

    /** What is logged once a second. */
    private record Kind(int code, String subject) {

        @Override
        public String toString() {
            return subject.isEmpty() ? Integer.toString(code) : code + ":" + subject;
        }
    }

    /** A message is refused for a reason that its client causes. Faults are logged where they happen. */
    void refused(Message message, Request request, BayeuxError error) {
        count(message, error);
        if (error.code() >= FAULTS || error.code() == FAILED_TO_PUBLISH || request.isLocal()) {
            return;
        }
        Kind kind = new Kind(error.code(), isLimit(error) ? error.arguments().get(0) : "");
        Supplier<String> reason = () -> reason(error);
        Supplier<String> channel = () -> shown(message);
        Supplier<String> address = () -> shown(request);
        Object[] details = {reason, kind, channel, address, request.transport()};
        Object once = isLimit(error) ? kind : new Kind(error.code(), error.text());
        // A client that is told so shakes hands again by itself, as after each restart.
        if (error.code() == UNKNOWN_CLIENT && error.equals(BayeuxError.unknownClient(argument(error)))) {
            log.info(once, LINE, details);
        } else {
            log.warn(once, LINE, details);
        }
    }

    /** A message is refused, and its line in the log is written elsewhere. */
    void count(Message message, BayeuxError error) {
        observer.refused(message.channel(), error);
    }

    private static String argument(BayeuxError error) {
        return error.arguments().isEmpty() ? "" : error.arguments().get(0);
    }

    /** Arguments of other errors are what the client sent, such as the id of its session. */
    private static boolean isLimit(BayeuxError error) {
        return switch (error.code()) {
            case 400, 413, 429 -> !error.arguments().isEmpty();
            default -> false;
        };
    }

    private String reason(BayeuxError error) {
        if (error.code() != 400) {
            return error.text();
        }
        return switch (argument(error)) {
            case "messages" -> "a request may have " + limits.maxMessages() + " messages";
            case "nesting" -> "a message may have " + limits.maxNesting() + " levels of arrays and objects";
            case "id" -> "an id may have " + limits.maxIdLength() + " bytes";
            case "channel" ->
                "the name of a channel may have " + limits.maxChannelLength() + " characters and "
                        + limits.maxChannelSegments() + " segments";
            case "handshakes" -> "a request may have " + limits.maxHandshakes() + " handshakes";
            case "names" -> "the messages of a request may name " + limits.maxNames() + " channels to subscribe to";
            case "subscriptions" -> "the session has as many subscriptions as it may have";
            default -> error.text();
        };
    }

    /** {@return the channel, and of a subscription what it names} */
    private static String shown(Message message) {
        String channel = message.field(Field.CHANNEL)
                .map(name -> name.asString().orElseGet(name::toString))
                .orElse("none");
        boolean subscribes = message.channel().filter(RefusalLog::subscribes).isPresent();
        return message.field(Field.SUBSCRIPTION)
                .filter(names -> subscribes)
                .map(names -> channel + " of " + cut(names))
                .orElse(channel);
    }

    private static boolean subscribes(Channel channel) {
        return channel.equals(Channel.SUBSCRIBE) || channel.equals(Channel.UNSUBSCRIBE);
    }

    private static String cut(Json names) {
        String text = names.toString();
        return text.length() <= LONGEST_NAMES ? text : text.substring(0, LONGEST_NAMES) + "...";
    }

    private static String shown(Request request) {
        return request.remoteAddress().map(RefusalLog::shown).orElse("unknown");
    }

    private static String shown(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : address.toString();
    }
}
