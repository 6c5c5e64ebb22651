package io.faye.spring;

import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.server.LocalClient;
import java.util.concurrent.CompletionStage;

/**
 * Publishes from within the application, which needs no credentials. Methods do not wait; messages of one thread arrive in the order of
 * its calls. Safe for threads.
 */
public final class FayeTemplate implements AutoCloseable {

    private final LocalClient client;
    private final PayloadConverter converter;

    /**
     * Makes a template.
     *
     * @param server where it publishes
     * @param converter makes JSON of objects
     */
    public FayeTemplate(BayeuxServer server, PayloadConverter converter) {
        this.client = server.client();
        this.converter = converter;
    }

    /**
     * Publishes data as it is.
     *
     * @param channel a channel, such as {@code /chat/lobby}
     * @param data what JSON can hold: {@link Json}, text, numbers, booleans, lists, and maps with text as keys
     * @return completes when the server has accepted the message; fails if it was refused
     * @throws IllegalArgumentException if the channel is none, or the data is not JSON
     */
    public CompletionStage<Void> publish(String channel, Object data) {
        return client.publish(channel, data);
    }

    /**
     * Publishes an object, which the application's Jackson writes as JSON.
     *
     * @param channel a channel, such as {@code /chat/lobby}
     * @param payload an object that Jackson can write, such as a record
     * @return completes when the server has accepted the message; fails if it was refused
     * @throws IllegalArgumentException if the channel is none, or the object cannot be written
     */
    public CompletionStage<Void> convertAndPublish(String channel, Object payload) {
        Json data = converter.toJson(payload);
        return client.publish(Message.to(Channel.of(channel)).with(Message.Field.DATA, data));
    }

    /** Ends the client that publishes; Spring does that. */
    @Override
    public void close() {
        client.close();
    }
}
