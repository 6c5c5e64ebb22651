package io.faye.client;

import io.faye.client.spi.JsonCodec;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Bayeux client. It connects when it is first used, stays connected until it is closed, and works with this server, Faye
 * and CometD.
 *
 * <pre>{@code
 * try (FayeClient client = FayeClient.builder(URI.create("https://example.com/faye")).build()) {
 *     client.subscribe("/chat/*", message -> show(message.data())).join();
 *     client.publish("/chat/lobby", Map.of("text", "Hello")).join();
 * }
 * }</pre>
 *
 * <p>After the connection was lost the client connects again by itself, and restores subscriptions in a new session if the
 * old one has ended. A server that knows the extension {@code ack} (this one and CometD) delivers each message once, as long
 * as the session lives. A message counts as received when all handlers of it have returned, so handlers may block; they are
 * called one message at a time, in order.
 *
 * <p>Safe for threads. Stages complete on any thread, which may be blocked. They fail with {@link RefusedException} if the
 * server refuses, with {@link ClientClosedException} if the client is closed, and with another {@link FayeClientException}
 * otherwise. If a handshake is refused with the code 401 or 403, all that waits fails, and the client goes on trying.
 */
public final class FayeClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FayeClient.class);
    private static final long CLOSE_SECONDS = 6;

    private final ClientCore core;
    private final JsonCodec codec;

    FayeClient(ClientCore core, JsonCodec codec) {
        this.core = core;
        this.codec = codec;
    }

    /**
     * {@return a builder for a client}
     *
     * @param uri where the server is: {@code http} or {@code https}, host and path
     * @throws IllegalArgumentException if it is something else
     */
    public static FayeClientBuilder builder(URI uri) {
        return new FayeClientBuilder(uri);
    }

    /**
     * Connects now, without waiting for the first use.
     *
     * @return completes when the client is connected; at once if it is
     */
    public CompletableFuture<Void> connect() {
        return core.connect();
    }

    /**
     * Subscribes.
     *
     * @param pattern what to, such as {@code /chat/*}
     * @param handler gets each message once, whole; it may block, and may wait for stages of this client. What it throws is
     *     logged
     * @return the subscription, when the server has accepted it
     * @throws IllegalArgumentException if the text is not a pattern
     */
    public CompletableFuture<Subscription> subscribe(String pattern, Consumer<Message> handler) {
        return subscribe(ChannelPattern.of(pattern), handler);
    }

    /**
     * Subscribes, as {@link #subscribe(String, Consumer)} does.
     *
     * @param pattern what to
     * @param handler gets each message once, whole
     * @return the subscription, when the server has accepted it
     */
    public CompletableFuture<Subscription> subscribe(ChannelPattern pattern, Consumer<Message> handler) {
        HandlerSubscription subscription = new HandlerSubscription(pattern, handler, core.handlers(), core);
        return core.subscribe(pattern, subscription).thenApply(accepted -> subscription);
    }

    /**
     * Subscribes to objects, which the codec reads.
     *
     * @param pattern what to, such as {@code /chat/*}
     * @param type the type of the objects
     * @param handler gets the {@code data} of each message. A message whose data is not of the type is logged and left out
     * @param <T> the type of the objects
     * @return the subscription, when the server has accepted it
     * @throws IllegalArgumentException if the text is not a pattern
     */
    public <T> CompletableFuture<Subscription> subscribe(String pattern, Class<T> type, Consumer<T> handler) {
        return subscribe(pattern, message -> handler.accept(read(message, type)));
    }

    /**
     * {@return the {@code data} of a message as an object, which the codec reads}
     *
     * @param message a message that was received
     * @param type the type of the object
     * @param <T> the type of the object
     * @throws IllegalArgumentException if the message has no data, or data of another type
     */
    public <T> T read(Message message, Class<T> type) {
        return type.cast(codec.decode(
                message.data().orElseThrow(() -> new IllegalArgumentException("Expected data in " + message)), type));
    }

    /**
     * {@return the messages of a pattern as a stream} Each subscriber of the stream is subscribed at the server by itself. It
     * gets as many messages as it asks for, and its demand is the acknowledgement: further messages wait at the server.
     * They wait for other subscriptions of this client too, so a stream that is read slowly should have a client of its own.
     *
     * <p>The stream ends with {@code onError} if the server refuses the subscription or dismisses the client, and with {@code
     * onComplete} if the application closes the client.
     *
     * @param pattern what to subscribe to, such as {@code /chat/*}
     * @throws IllegalArgumentException if the text is not a pattern
     */
    public Flow.Publisher<Message> stream(String pattern) {
        return new MessageStream(ChannelPattern.of(pattern), core.handlers(), core);
    }

    /**
     * Publishes an object, which the codec writes. Messages of one client arrive in the order of the calls, also if these are
     * not awaited.
     *
     * @param channel where to, such as {@code /chat/lobby}
     * @param data the payload
     * @return completes when the server has accepted the message. Fails with {@link UnansweredException} if no reply came:
     *     the message is not sent again, because it may have arrived
     * @throws IllegalArgumentException if the text is not a channel, or the data cannot be written as JSON
     */
    public CompletableFuture<Void> publish(String channel, Object data) {
        return publish(Message.to(Channel.of(channel)).with(Field.DATA, codec.encode(data)));
    }

    /**
     * Publishes a message, as {@link #publish(String, Object)} does.
     *
     * @param message has a channel and data; may have {@code ext} and fields of its own. Its {@code id} and {@code clientId}
     *     are put in
     * @return completes when the server has accepted the message
     * @throws IllegalArgumentException if the message has no valid channel
     */
    public CompletableFuture<Void> publish(Message message) {
        Channel channel = message.channel()
                .orElseThrow(
                        () -> new IllegalArgumentException("Expected a message with a channel, but got " + message));
        if (channel.isMeta()) {
            throw new IllegalArgumentException("Expected a channel outside of /meta, but got " + channel);
        }
        return core.publish(message);
    }

    /**
     * Ends the session behind what was published before, and the client.
     *
     * @return completes when the client is closed, after 5 s at most
     */
    public CompletableFuture<Void> closeAsync() {
        return core.close();
    }

    /**
     * Ends the session behind what was published before, and the client; waits for that for 6 s at most. Handlers are not
     * called any more, except for a call that runs already. What waits or is called afterwards fails. Further calls do
     * nothing.
     */
    @Override
    public void close() {
        try {
            core.close().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The client did not close within {} s", CLOSE_SECONDS, e);
        }
    }
}
