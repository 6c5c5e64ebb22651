package io.faye.server;

import io.faye.extension.Verdict;
import io.faye.protocol.Advice;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.time.Duration;
import java.util.Optional;

/** Puts replies together with exactly the fields that Faye gives them. */
final class Replies {

    private static final Json VERSION = Json.of("1.0");
    private static final int LONGEST_ECHO = 256;
    private static final int LONGEST_REFUSED_SUBSCRIPTION = 4 << 10;
    private static final Advice LATER = Advice.retry(Duration.ofSeconds(2));

    /** As long as Faye's client waits of its own accord: with another time it would shake hands for both. */
    private static final Advice HANDSHAKE_LATER = Advice.handshake(Duration.ofSeconds(5));

    private Replies() {}

    /** {@return what the reply needs of a request, without the rest of what it came in} */
    static Message essence(Message request) {
        return echo(request, Field.CLIENT_ID).detached();
    }

    /** {@return the reply of a request that succeeded} */
    static Message success(Message request) {
        return echo(request, Field.CLIENT_ID).with(Field.SUCCESSFUL, Json.TRUE);
    }

    /** {@return the reply of a request that an extension refused} */
    static Message refusal(Message request, Verdict.Refuse refuse) {
        Message reply = isHandshake(request) ? notNow(request, refuse.error()) : failure(request, refuse.error());
        return refuse.advice().map(advice -> reply.with(Field.ADVICE, advice)).orElse(reply);
    }

    /** {@return the reply of a handshake that may succeed later: a client that tried again at once would not stop} */
    static Message notNow(Message handshake, BayeuxError error) {
        return failure(handshake, error).with(Field.ADVICE, HANDSHAKE_LATER.toJson());
    }

    /** {@return the reply of a request that passes a limit, which says nothing about its session} */
    static Message overLimit(Message request, BayeuxError error) {
        if (isHandshake(request)) {
            return notNow(request, error);
        }
        Message reply = failure(request, error);
        boolean connects = request.channel().filter(Channel.CONNECT::equals).isPresent();
        return connects ? reply.with(Field.ADVICE, LATER.toJson()) : reply;
    }

    private static boolean isHandshake(Message request) {
        return request.channel().filter(Channel.HANDSHAKE::equals).isPresent();
    }

    /** {@return the reply of a request that was refused} */
    static Message failure(Message request, BayeuxError error) {
        Optional<Channel> channel = request.channel();
        boolean connects = channel.filter(Channel.CONNECT::equals).isPresent();
        boolean anonymous =
                connects || channel.filter(Channel.DISCONNECT::equals).isPresent();
        Message reply = anonymous ? echo(request) : echo(request, Field.CLIENT_ID);
        reply = reply.with(Field.SUCCESSFUL, Json.FALSE).with(Field.ERROR, Json.of(error.toString()));
        if (isHandshake(request)) {
            return capabilities(reply).with(Field.ADVICE, Advice.handshake().toJson());
        }
        if (channel.filter(Replies::subscribes).isPresent()) {
            boolean isShort = isShort(request, Field.SUBSCRIPTION, LONGEST_REFUSED_SUBSCRIPTION);
            return isShort ? subscription(request, reply) : reply.with(Field.SUBSCRIPTION, Json.EMPTY_ARRAY);
        }
        return connects ? reply.with(Field.ADVICE, advice(error)) : reply;
    }

    /** A fault of ours says nothing about the session, and all clients at once shall not shake hands because of it. */
    private static Json advice(BayeuxError error) {
        return (error.code() == BayeuxError.internal().code() ? LATER : Advice.handshake()).toJson();
    }

    private static boolean subscribes(Channel channel) {
        return channel.equals(Channel.SUBSCRIBE) || channel.equals(Channel.UNSUBSCRIBE);
    }

    /** {@return the reply with what a handshake tells of the server} */
    static Message capabilities(Message reply) {
        return reply.with(Field.VERSION, VERSION).with(Field.SUPPORTED_CONNECTION_TYPES, ConnectionType.all());
    }

    /** {@return the reply with the subscription as it was sent} */
    static Message subscription(Message request, Message reply) {
        Json sent = request.field(Field.SUBSCRIPTION).filter(Json::isTruthy).orElse(Json.EMPTY_ARRAY);
        return reply.with(Field.SUBSCRIPTION, sent);
    }

    /** A channel that is valid is within its own limit, and so is an id that has come this far. */
    private static Message echo(Message request, String... more) {
        Message reply = copy(request, Message.EMPTY, Field.ID);
        if (request.channel().isPresent() || isShort(request, Field.CHANNEL, LONGEST_ECHO)) {
            reply = copy(request, reply, Field.CHANNEL);
        }
        for (String name : more) {
            reply = isShort(request, name, LONGEST_ECHO) ? copy(request, reply, name) : reply;
        }
        return reply;
    }

    private static boolean isShort(Message request, String name, int longest) {
        return request.field(name).map(Json::length).orElse(0) <= longest;
    }

    private static Message copy(Message request, Message reply, String name) {
        return request.field(name)
                .filter(Json::isTruthy)
                .map(value -> reply.with(name, value))
                .orElse(reply);
    }
}
