package io.faye.engine.redis;

import io.faye.engine.EngineException;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import redis.clients.jedis.CommandArguments;

/** Puts messages into the log: one command for each, for any number of subscribers. */
final class Publisher {

    private static final int OVERHEAD = 128;

    private final Node node;

    Publisher(Node node) {
        this.node = node;
    }

    CompletionStage<Boolean> publish(Message message) {
        Optional<Channel> channel = message.channel();
        if (channel.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new EngineException("Expected a message with a channel, but got " + message));
        }
        Publication publication = new Publication(message, channel.get());
        Origin origin = node.operations().begin(publication);
        byte[] body = publication.body();
        Optional<ClientId> unknown =
                message.clientId().filter(publisher -> !node.replica().known().exists(publisher));
        boolean lives = unknown.isEmpty() && message.clientId().isPresent();
        node.pipe()
                .send(new Command(
                        arguments(unknown, origin, channel.get().toString(), body),
                        body.length + OVERHEAD,
                        publication.lane(),
                        Command.Urgency.URGENT,
                        () -> node.operations().isWanted(publication),
                        reply -> publication.succeed(lives || unknown.isPresent() && Replies.number(reply) == 1),
                        publication::answerLost));
        return publication.stage();
    }

    /** A script says whether there is a session of which this process knows nothing, once for each session. */
    private CommandArguments arguments(Optional<ClientId> unknown, Origin origin, String channel, byte[] body) {
        return unknown.isEmpty()
                ? Script.append(node.keys(), origin, channel, body)
                : Script.PUBLISH.call(node.keys().of(unknown.get()), origin, channel, body);
    }
}
