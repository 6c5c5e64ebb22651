package io.faye.transport;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The opening of an event stream, which passes the extensions as a connect, so that they can refuse and count it: a browser
 * cannot send a message with it.
 *
 * @param client the id of the client, as the last segment of the path names it
 */
public record EventStreamOpening(String client) {

    /** How long a browser waits before it opens a stream again that has ended, unless the server says otherwise. */
    public static final long USUAL_RETRY_MILLIS = 5_000;

    private static final int LONGEST_ID = 64;
    private static final long SHORTEST_RETRY_MILLIS = 1_000;
    private static final long LONGEST_RETRY_MILLIS = 600_000;

    /** What becomes of the stream. */
    public enum Outcome {
        /** Messages flow. */
        STREAM,
        /** There is no such session: the stream brings the answer, whose advice makes a client shake hands, and ends. */
        SESSION_UNKNOWN,
        /** The stream ends with a comment that tells why, and the browser opens it again later. */
        AGAIN_LATER,
        /** There is no stream: 403. */
        REFUSED
    }

    /**
     * {@return the opening of the stream at a path}
     *
     * @param path whose last segment names the client
     */
    public static EventStreamOpening at(String path) {
        String client = path.substring(path.lastIndexOf('/') + 1);
        return new EventStreamOpening(client.substring(0, Math.min(client.length(), LONGEST_ID)));
    }

    /** {@return a connect that is not held, and that takes no messages} */
    public Message connect() {
        return Message.to(Channel.CONNECT)
                .with(Field.CLIENT_ID, Json.of(client))
                .with(Field.CONNECTION_TYPE, Json.of(ConnectionType.EVENTSOURCE.toString()))
                .with(Field.ADVICE, Json.of(Map.of("timeout", 0)));
    }

    /**
     * {@return what becomes of the stream}
     *
     * @param answer the answer to the connect
     */
    public Outcome outcome(Message answer) {
        String error = answer.error().orElse("");
        if (answer.isSuccessful()) {
            return Outcome.STREAM;
        } else if (isUnknownClient(error)) {
            return Outcome.SESSION_UNKNOWN;
        }
        return error.startsWith("429:") || error.startsWith("5") ? Outcome.AGAIN_LATER : Outcome.REFUSED;
    }

    private boolean isUnknownClient(String error) {
        return error.equals(BayeuxError.unknownClient(client).toString())
                || error.equals(BayeuxError.missingParameter(Field.CLIENT_ID).toString());
    }

    /**
     * {@return how long a browser waits before it opens the stream again: what the advice says, within bounds}
     *
     * @param answer the answer to the connect
     */
    public static long retryMillis(Message answer) {
        long millis = answer.field(Field.ADVICE)
                .flatMap(advice -> advice.field("interval"))
                .map(Json::asLong)
                .orElse(OptionalLong.empty())
                .orElse(USUAL_RETRY_MILLIS);
        return Math.max(SHORTEST_RETRY_MILLIS, Math.min(millis, LONGEST_RETRY_MILLIS));
    }

    /**
     * {@return the first line of a stream, which says how long a browser waits}
     *
     * @param millis milliseconds
     */
    public static String retry(long millis) {
        return "retry: " + millis + EventText.END;
    }

    /**
     * {@return a comment that tells an error}
     *
     * @param error the error
     */
    public static String comment(String error) {
        return ":" + error.replace('\r', ' ').replace('\n', ' ') + EventText.END;
    }
}
