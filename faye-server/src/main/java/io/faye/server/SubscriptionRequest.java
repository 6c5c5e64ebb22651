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
                refuse(BayeuxError.internal());
                return;
            }
            if (call.peer().isTurnOver()) {
                call.peer().later(this::next);
                return;
            }
            Json name = names.next();
            BayeuxError refusal = refusal(name);
            if (refusal != null) {
                end(() -> refuse(refusal));
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
        end(() -> answer(Replies.subscription(call.message(), Replies.success(call.message()))));
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
            refuse(BayeuxError.badRequest("subscriptions"));
            return false;
        }
        return true;
    }

    /** Gives the reply, unless an unknown client is the better reason to refuse. */
    private void end(Runnable reply) {
        if (known) {
            reply.run();
            return;
        }
        Results.then(service.engine().attributes(client), (attributes, fault) -> {
            if (attributes == null) {
                fail(fault);
            } else if (attributes.isPresent()) {
                reply.run();
            } else {
                unknown();
            }
        });
    }

    private void unknown() {
        refuse(Fields.unknownClient(call.message()));
    }

    private void fail(@Nullable Throwable fault) {
        service.log().engine("change a subscription", fault);
        refuse(BayeuxError.internal());
    }

    private void refuse(BayeuxError error) {
        call.refuse(error);
        done.complete(null);
    }

    private void answer(Message reply) {
        call.answer(reply);
        done.complete(null);
    }
}
