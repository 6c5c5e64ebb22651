package io.faye.server;

import io.faye.extension.Session.Outcome;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.session.Results;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One call of a service: is handled on a thread of its session, and answered once. It counts as under way until it is
 * answered and its handler has returned.
 */
final class RunningCall implements Runnable {

    private final CallContext context;
    private final ServiceRegistry.Match match;
    private final ServiceCall call;
    private final Optional<Json> id;
    private final long bytes;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicInteger unfinished = new AtomicInteger(2);
    private volatile @Nullable Future<?> limit;

    RunningCall(CallContext context, ServiceRegistry.Match match, ServiceCall call, Optional<Json> id, long bytes) {
        this.context = context;
        this.match = match;
        this.call = call;
        this.id = id;
        this.bytes = bytes;
    }

    void start() {
        Duration time = context.calls().limits().timeout();
        limit = context.later(time, () -> failed(new TimeoutException("There is no answer after " + time)));
        context.calls().execute(call.caller().id(), this);
    }

    /** Asks the handler, unless the time is over already. */
    @Override
    public void run() {
        if (!answered.get()) {
            handle();
        }
        finish();
    }

    private void handle() {
        try {
            Objects.requireNonNull(match.handler().handle(call), "The handler returned null instead of a stage")
                    .whenComplete((reply, fault) -> {
                        if (reply != null) {
                            answer(reply);
                        } else {
                            failed(fault == null ? new NullPointerException("The handler's reply is null") : fault);
                        }
                    });
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private void failed(Throwable fault) {
        if (answer(ServiceReply.refusal(BayeuxError.internal()))) {
            context.failed(match.owner(), call.channel(), fault);
        }
    }

    /** {@return whether this is the answer} */
    private boolean answer(ServiceReply reply) {
        if (!answered.compareAndSet(false, true)) {
            return false;
        }
        Future<?> timer = limit;
        if (timer != null) {
            timer.cancel(false);
        }
        Results.then(call.caller().deliver(message(reply)), this::delivered);
        finish();
        return true;
    }

    /** As CometD's clients expect it: the data tells it from the reply to the message itself. */
    private Message message(ServiceReply reply) {
        Message message = Message.to(call.channel());
        if (id.isPresent()) {
            message = message.with(Field.ID, id.get());
        }
        message = message.with(Field.DATA, reply.data());
        return reply instanceof ServiceReply.Refusal refusal
                ? message.with(Field.SUCCESSFUL, Json.FALSE)
                        .with(Field.ERROR, Json.of(refusal.error().toString()))
                : message.with(Field.SUCCESSFUL, Json.TRUE);
    }

    private void delivered(@Nullable Outcome outcome, @Nullable Throwable fault) {
        if (outcome == null) {
            context.undelivered(fault);
        } else if (outcome == Outcome.LIMIT_REACHED) {
            context.unreachable(call.channel());
        }
    }

    private void finish() {
        if (unfinished.decrementAndGet() == 0) {
            context.calls().ended(call.caller().id(), bytes);
        }
    }
}
