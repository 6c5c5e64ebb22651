package io.faye.server;

import io.faye.engine.Change;
import io.faye.engine.SessionChannel;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.session.Results;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One request's way through the names that it lists; those before a refused one stay (un)subscribed. */
final class SubscriptionRequest {

    private final SubscriptionChange operation;
    private final Service service;
    private final IncomingMessage call;
    private final ClientId client;
    private final Iterator<Json> names;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean known;

    SubscriptionRequest(SubscriptionChange operation, IncomingMessage call, List<Json> names) {
        this.operation = operation;
        this.service = operation.service();
        this.call = call;
        this.client = Fields.client(call.message());
        this.names = names.iterator();
    }

    CompletionStage<?> start() {
        next();
        return done;
    }

    private void next() {
        while (names.hasNext()) {
            if (call.isObsolete()) {
                answer(Replies.failure(call.message(), BayeuxError.internal()));
                return;
            }
            if (call.peer().isTurnOver()) {
                call.peer().later(this::next);
                return;
            }
            Json name = names.next();
            BayeuxError refusal = refusal(name);
            if (refusal != null) {
                end(Replies.failure(call.message(), refusal));
                return;
            }
            CompletionStage<Change> stage =
                    operation.change(client, ChannelPattern.of(name.asString().orElseThrow()));
            Change change = Results.now(stage);
            if (change == null) {
                Results.then(stage, this::goOn);
                return;
            }
            if (!took(change)) {
                return;
            }
        }
        end(Replies.subscription(call.message(), Replies.success(call.message())));
    }

    private @Nullable BayeuxError refusal(Json name) {
        Optional<String> text = name.asString();
        if (text.isEmpty()) {
            return BayeuxError.invalidChannel(Fields.shown(name));
        }
        if (service.limits().refuses(text.get())) {
            return BayeuxError.badRequest(Field.CHANNEL);
        }
        Optional<ChannelPattern> pattern = service.channelNames().pattern(text.get());
        if (pattern.isEmpty()) {
            return BayeuxError.invalidChannel(text.get());
        }
        boolean forbidden = pattern.get().isMeta()
                || SessionChannel.isReserved(pattern.get())
                || pattern.get().isService() && !call.request().isLocal();
        return forbidden ? BayeuxError.forbiddenChannel(text.get()) : null;
    }

    private void goOn(@Nullable Change change, @Nullable Throwable fault) {
        if (change == null) {
            fail(fault);
        } else if (took(change)) {
            next();
        }
    }

    /** {@return whether to go on} */
    private boolean took(Change change) {
        if (change == Change.UNKNOWN_CLIENT) {
            unknown();
            return false;
        }
        known = true;
        if (change == Change.LIMIT_REACHED) {
            answer(Replies.failure(call.message(), BayeuxError.badRequest("subscriptions")));
            return false;
        }
        return true;
    }

    /** Gives the reply, unless an unknown client is the better reason to refuse. */
    private void end(Message reply) {
        if (known) {
            answer(reply);
            return;
        }
        Results.then(service.engine().attributes(client), (attributes, fault) -> {
            if (attributes == null) {
                fail(fault);
            } else if (attributes.isPresent()) {
                answer(reply);
            } else {
                unknown();
            }
        });
    }

    private void unknown() {
        answer(Replies.failure(call.message(), Fields.unknownClient(call.message())));
    }

    private void fail(@Nullable Throwable fault) {
        service.log().engine("change a subscription", fault);
        answer(Replies.failure(call.message(), BayeuxError.internal()));
    }

    private void answer(Message reply) {
        call.answer(reply);
        done.complete(null);
    }
}
