package io.faye.server;

import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * When the messages of a request are processed among those of the same session on other connections. A request that polls
 * has a place from the beginning. A connection that streams mostly is its session's only one: a request over it has a place
 * only if others of the session are being processed, or if it is not processed at once.
 */
final class RequestTurn {

    /** Their order among publishes and subscriptions means nothing, and a delayed connect would delay deliveries. */
    private static final Set<Channel> UNORDERED = Set.of(Channel.HANDSHAKE, Channel.CONNECT);

    private final SessionOrder order;
    private final MessageSink sink;
    private final @Nullable ClientId session;
    private SessionOrder.@Nullable Place place;
    private boolean ended;

    private RequestTurn(SessionOrder order, MessageSink sink, @Nullable ClientId session) {
        this.order = order;
        this.sink = sink;
        this.session = session;
        if (session != null && (!sink.isStreaming() || order.isBusy(session))) {
            place = order.enter(session);
        }
    }

    /** {@return the turn of a request that has just been received} */
    static RequestTurn of(IncomingMessage[] calls, IncomingRequest request) {
        return new RequestTurn(
                request.order(), request.peer().sink(), request.request().isLocal() ? null : session(calls));
    }

    /** {@return the session of the first message whose order means something} A request is one session's. */
    private static @Nullable ClientId session(IncomingMessage[] calls) {
        for (IncomingMessage call : calls) {
            Message message = call.message();
            Optional<ClientId> client = message.clientId();
            if (client.isPresent()
                    && message.channel().filter(UNORDERED::contains).isEmpty()) {
                return client.get();
            }
        }
        return null;
    }

    /** {@return whether the request has to keep an order at all} */
    boolean isOrdered() {
        return session != null;
    }

    /** {@return whether other requests of the session come first} */
    boolean waits() {
        return place != null && !place.isNext();
    }

    /** {@return completes when they were processed} */
    CompletionStage<?> come() {
        return place == null ? Stages.DONE : place.turn(sink);
    }

    /** The messages were processed. */
    CompletionStage<?> end() {
        SessionOrder.Place mine;
        synchronized (this) {
            ended = true;
            mine = place;
        }
        if (mine != null) {
            mine.leave();
        }
        return Stages.DONE;
    }

    /** The messages were processed, or will be later. */
    synchronized void goesOn() {
        if (!ended && place == null && session != null) {
            place = order.enter(session);
        }
    }
}
