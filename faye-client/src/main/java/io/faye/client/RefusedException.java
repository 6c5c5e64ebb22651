package io.faye.client;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells an application that the server refused a request, or that something in front of the server did ({@code 401} and
 * {@code 403} of a proxy or a filter).
 */
public final class RefusedException extends FayeClientException {

    private static final long serialVersionUID = 1;

    /** Arguments may hold colons: only the first and the last one separate. */
    private static final Pattern ERROR = Pattern.compile("(\\d+):(.*):([^:]*)", Pattern.DOTALL);

    private static final int LONGEST_TEXT = 500;

    private final String error;
    private final int code;
    private final String text;
    private final boolean endsSession;
    private final Duration pause;

    private RefusedException(String error, boolean endsSession, Duration pause) {
        super(error, null);
        Matcher parts = ERROR.matcher(error);
        boolean bayeux = parts.matches();
        this.error = error;
        this.code = bayeux ? Integer.parseInt(parts.group(1).substring(0, Math.min(9, parts.end(1)))) : 0;
        this.text = bayeux ? parts.group(3) : error;
        this.endsSession = endsSession;
        this.pause = pause;
    }

    /** {@return what an unsuccessful reply says} */
    static RefusedException of(Message reply) {
        String error = reply.error().orElse("The server gave no reason");
        Optional<Json> advice = reply.field(Field.ADVICE);
        boolean handshake = advice.flatMap(json -> json.field("reconnect"))
                .flatMap(Json::asString)
                .filter("handshake"::equals)
                .isPresent();
        long interval = advice.flatMap(json -> json.field("interval")).stream()
                .mapToLong(json -> json.asLong().orElse(0))
                .findFirst()
                .orElse(0);
        return new RefusedException(error, handshake, Duration.ofMillis(Math.max(0, interval)));
    }

    /** {@return the reply if it is successful} Throws what it says otherwise. */
    static Message unlessSuccessful(Message reply) {
        if (!reply.isSuccessful()) {
            throw of(reply);
        }
        return reply;
    }

    /** {@return what an HTTP response of a status from 400 to 499 says} */
    static RefusedException of(int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        String shown = text.substring(0, Math.min(LONGEST_TEXT, text.length()));
        return new RefusedException(status + "::" + (shown.isEmpty() ? "HTTP " + status : shown), false, Duration.ZERO);
    }

    /** {@return the refusal as it stands in the reply, such as {@code 403:/chat/lobby:Forbidden channel}} */
    public String error() {
        return error;
    }

    /** {@return the code of the refusal, such as 403, or 0 if the reply has none} */
    public int code() {
        return code;
    }

    /** {@return the text of the refusal for people, such as {@code Forbidden channel}} */
    public String text() {
        return text;
    }

    /** {@return whether the server says who the client is has to be shown first, or is not enough} */
    boolean concernsCredentials() {
        return code == 401 || code == 403;
    }

    /** {@return whether the same request may be accepted later} */
    boolean isPassing() {
        return code == 404 || code == 408 || code == 429 || code >= 500;
    }

    /** {@return whether the session is over, if this refuses a request that named it} */
    boolean endsSession(String session) {
        return endsSession || error.startsWith("401:" + session + ":") || error.startsWith("402::session_unknown");
    }

    /** {@return how long the server wants the client to wait before the next attempt} */
    Duration pause() {
        return pause;
    }

    /** {@return the arguments of the refusal, such as the channel; none if the reply has none} */
    public List<String> arguments() {
        Matcher parts = ERROR.matcher(error);
        return parts.matches() && !parts.group(2).isEmpty()
                ? List.of(parts.group(2).split(",", -1))
                : List.of();
    }
}
