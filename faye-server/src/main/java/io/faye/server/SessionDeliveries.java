package io.faye.server;

import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.SessionChannel;
import io.faye.extension.Session.Outcome;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.server.session.Results;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages to the channels of single sessions, for each session in the order of the calls. A session subscribes
 * to its channel first, and the stages of two subscribe operations may complete on two threads, the second one first.
 * Holds something for sessions only while messages to them wait. Safe for threads.
 */
final class SessionDeliveries {

    private final Engine engine;
    private final ConcurrentMap<ClientId, Waiting> waiting = new ConcurrentHashMap<>();

    SessionDeliveries(Engine engine) {
        this.engine = engine;
    }

    /**
     * Publishes a message to a session.
     *
     * @param wrapped the message on the session's channel
     * @return completes when the engine has accepted the message, or has no such session any more
     */
    CompletionStage<Outcome> deliver(ClientId client, Message wrapped) {
        Delivery delivery = new Delivery(wrapped);
        waiting.compute(client, (id, known) -> {
            Waiting all = known == null ? new Waiting() : known;
            all.add(delivery);
            return all;
        });
        Results.then(engine.subscribe(client, SessionChannel.pattern(client)), (change, fault) -> {
            delivery.subscribed(change, fault);
            publish(client);
        });
        return delivery.outcome;
    }

    /** Publishes all messages to a session that can be published now, unless another thread does. */
    private void publish(ClientId client) {
        Waiting all = waiting.get(client);
        if (all == null) {
            return;
        }
        for (Delivery next = all.next(); next != null; next = all.next()) {
            next.publish();
            all.published();
            next.complete();
        }
        waiting.computeIfPresent(client, (id, known) -> known.isEmpty() ? null : known);
    }

    /** What waits for one session. */
    private static final class Waiting {

        private final Queue<Delivery> deliveries = new ArrayDeque<>(2);
        private boolean publishing;

        synchronized void add(Delivery delivery) {
            deliveries.add(delivery);
        }

        /** {@return the next one to publish, null if it has to wait} {@link #published} must follow. */
        synchronized @Nullable Delivery next() {
            Delivery next = deliveries.peek();
            if (publishing || next == null || !next.isSubscribed()) {
                return null;
            }
            publishing = true;
            return deliveries.remove();
        }

        synchronized void published() {
            publishing = false;
        }

        synchronized boolean isEmpty() {
            return deliveries.isEmpty() && !publishing;
        }
    }

    /** One message. */
    private final class Delivery {

        private final Message wrapped;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private CompletionStage<Outcome> result = outcome;
        private volatile @Nullable Change change;
        private volatile boolean subscribed;

        Delivery(Message wrapped) {
            this.wrapped = wrapped;
        }

        void subscribed(@Nullable Change made, @Nullable Throwable fault) {
            change = made;
            if (made == null) {
                result = CompletableFuture.failedFuture(fault);
            }
            subscribed = true;
        }

        boolean isSubscribed() {
            return subscribed;
        }

        void publish() {
            Change made = change;
            if (made == Change.CHANGED || made == Change.UNCHANGED) {
                result = engine.publish(wrapped).thenApply(lives -> lives ? Outcome.DONE : Outcome.ENDED);
            } else if (made != null) {
                result = CompletableFuture.completedFuture(EngineSession.outcome(made));
            }
        }

        /** What depends on the outcome runs while others may publish. */
        void complete() {
            Results.then(result, (done, fault) -> {
                if (done == null) {
                    outcome.completeExceptionally(fault);
                } else {
                    outcome.complete(done);
                }
            });
        }
    }
}
