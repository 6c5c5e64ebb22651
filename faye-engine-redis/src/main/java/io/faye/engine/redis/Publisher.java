package io.faye.engine.redis;

import io.faye.engine.EngineException;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import redis.clients.jedis.CommandArguments;

/** Puts messages into the log: one command for each, whoever gets them. */
final class Publisher {

    private static final int OVERHEAD = 128;

    private final Node node;

    Publisher(Node node) {
        this.node = node;
    }

    CompletionStage<Void> publish(Message message) {
        Optional<Channel> channel = message.channel();
        if (channel.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new EngineException("Expected a message with a channel, but got " + message));
        }
        Publication publication = new Publication(message, channel.get(), !node.waitsForReplicas());
        Origin origin = node.operations().begin(publication);
        byte[] body = publication.body();
        node.pipe()
                .send(new Command(
                        arguments(publication, origin, body),
                        body.length + OVERHEAD,
                        publication.lane(),
                        Command.Urgency.URGENT,
                        publication::isOpen,
                        reply -> confirm(publication),
                        fault -> node.reporter().inLane(publication.lane(), () -> publication.fail(fault))));
        return publication.stage();
    }

    private void confirm(Publication publication) {
        if (node.waitsForReplicas()) {
            node.reporter().inLane(publication.lane(), publication::confirm);
        }
    }

    /** Of whom this node knows nothing, the log has to tell whether he is a session: once. */
    private CommandArguments arguments(Publication publication, Origin origin, byte[] body) {
        ClientId publisher = publication.publisher();
        String channel = publication.channel().toString();
        return publisher == null || node.replica().knows(publisher)
                ? Script.append(node.keys(), origin, channel, body)
                : Script.PUBLISH.call(node.keys().of(publisher), origin, channel, body);
    }
}
