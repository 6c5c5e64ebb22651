package io.faye.engine.redis.log;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Puts messages into the log: one command for each, for any number of subscribers. */
public final class Publisher {

    private final Operations operations;
    private final Keys keys;
    private final LogTrimmer trimmer;
    private final Predicate<ClientId> known;
    private final ToIntFunction<Channel> subscriptions;
    private final Object[] words;

    /**
     * Creates a publisher.
     *
     * @param known whether there is a session as far as this process knows
     * @param subscriptions how many subscriptions of this process match a channel
     */
    public Publisher(
            Operations operations,
            Keys keys,
            LogTrimmer trimmer,
            Predicate<ClientId> known,
            ToIntFunction<Channel> subscriptions) {
        this.operations = operations;
        this.keys = keys;
        this.trimmer = trimmer;
        this.known = known;
        this.subscriptions = subscriptions;
        this.words = Stream.of(keys.log(), "*", "o", operations.node(), "m")
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray();
    }

    public CompletionStage<Boolean> publish(Message message) {
        Optional<Channel> channel = message.channel();
        if (channel.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new EngineException("Expected a message with a channel, but got " + message));
        }
        Optional<EngineException> refusal = trimmer.refusal();
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(refusal.get());
        }
        Publication publication = new Publication(message, channel.get(), subscriptions.applyAsInt(channel.get()));
        Optional<ClientId> unknown = message.clientId().filter(known.negate());
        boolean lives = unknown.isEmpty() && message.clientId().isPresent();
        return operations.send(
                publication,
                Command.Urgency.URGENT,
                origin -> call(
                        unknown,
                        LoggedEntry.encode(
                                origin.operation(),
                                channel.get(),
                                publication.form().toJson())),
                reply -> publication.succeed(lives || unknown.isPresent() && Replies.number(reply) == 1));
    }

    /** A script says whether there is a session of which this process knows nothing, once for each session. */
    private Call call(Optional<ClientId> unknown, byte[] message) {
        Call call = unknown.isEmpty()
                ? Call.of("XADD", words).add(message).joinable()
                : Script.PUBLISH.call(keys.of(unknown.get()), operations.node(), message);
        return call.publishing();
    }
}
