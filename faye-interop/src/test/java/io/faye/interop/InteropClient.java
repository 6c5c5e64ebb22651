package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A client that somebody else wrote, whatever its library. */
interface InteropClient extends AutoCloseable {

    Transport transport();

    /** {@return how the server answered} The inbox gets what arrives for the pattern, also after reconnections. */
    CompletableFuture<Outcome> trySubscribe(String pattern);

    CompletableFuture<Outcome> tryUnsubscribe(String pattern);

    CompletableFuture<Outcome> tryPublish(String channel, Object data);

    /** {@return all that was received so far, in order of arrival} */
    Inbox inbox();

    /** Ends the session in the way the library offers. */
    void disconnect();

    @Override
    void close();

    default void subscribe(String pattern) {
        assertThat(Limits.await("the reply to subscribe to " + pattern, trySubscribe(pattern)))
                .isEqualTo(Outcome.ACCEPTED);
    }

    default void unsubscribe(String pattern) {
        assertThat(Limits.await("the reply to unsubscribe from " + pattern, tryUnsubscribe(pattern)))
                .isEqualTo(Outcome.ACCEPTED);
    }

    default void publish(String channel, Object data) {
        assertThat(Limits.await("the reply to publish to " + channel, tryPublish(channel, data)))
                .isEqualTo(Outcome.ACCEPTED);
    }

    /**
     * Publishes the numbers from 1 to the count. A WebSocket keeps their order by itself; requests that travel on
     * several connections do not, so that each waits for the one before.
     */
    default void publishNumbers(String channel, int count) {
        if (transport() == Transport.LONG_POLLING) {
            numbers(count).forEach(number -> publish(channel, number));
        } else {
            List<CompletableFuture<Outcome>> replies = new ArrayList<>();
            numbers(count).forEach(number -> replies.add(tryPublish(channel, number)));
            replies.forEach(reply -> assertThat(Limits.await("the reply to a publish to " + channel, reply))
                    .isEqualTo(Outcome.ACCEPTED));
        }
    }

    static List<Object> numbers(int count) {
        return IntStream.rangeClosed(1, count).<Object>mapToObj(Long::valueOf).toList();
    }
}
