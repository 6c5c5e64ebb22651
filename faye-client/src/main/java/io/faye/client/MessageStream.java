package io.faye.client;

import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of a pattern for subscribers that say how many they want. A message is taken when {@code onNext} has returned. */
final class MessageStream implements Flow.Publisher<Message> {

    private static final Logger LOG = LoggerFactory.getLogger(MessageStream.class);

    private final ChannelPattern pattern;
    private final Executor handlers;
    private final ClientCore core;

    MessageStream(ChannelPattern pattern, Executor handlers, ClientCore core) {
        this.pattern = pattern;
        this.handlers = handlers;
        this.core = core;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Message> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Reader reader = new Reader(subscriber);
        handlers.execute(() -> reader.call(() -> subscriber.onSubscribe(reader)));
        core.subscribe(pattern, reader).whenComplete((accepted, fault) -> {
            if (fault != null) {
                reader.end(Faults.of(fault));
            }
        });
    }

    /** One subscriber. All of it but the entries runs on the executor of handlers, one task at a time. */
    private final class Reader implements Flow.Subscription, Subscriptions.Receiver {

        private record Waiting(Message message, Runnable taken) {}

        private final Flow.Subscriber<? super Message> subscriber;
        private final Queue<Waiting> queue = new ArrayDeque<>();
        private long demand;
        private boolean ended;

        private Reader(Flow.Subscriber<? super Message> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void receive(Message message, Runnable taken) {
            handlers.execute(() -> {
                queue.add(new Waiting(message, taken));
                drain();
            });
        }

        @Override
        public void request(long count) {
            handlers.execute(() -> {
                if (count <= 0) {
                    fail(new IllegalArgumentException("Expected a demand of 1 or more, but got " + count));
                    return;
                }
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
                drain();
            });
        }

        private void drain() {
            while (!queue.isEmpty() && (ended || demand > 0)) {
                Waiting next = queue.remove();
                if (!ended) {
                    demand--;
                    call(() -> subscriber.onNext(next.message()));
                }
                next.taken().run();
            }
        }

        @Override
        public void cancel() {
            handlers.execute(() -> {
                if (!ended) {
                    leave();
                }
            });
        }

        private void leave() {
            ended = true;
            core.unsubscribe(pattern, this);
            drain();
        }

        private void fail(Throwable reason) {
            if (!ended) {
                leave();
                call(() -> subscriber.onError(reason));
            }
        }

        @Override
        public void end(FayeClientException reason) {
            handlers.execute(() -> {
                if (ended) {
                    return;
                }
                ended = true;
                drain();
                if (reason instanceof ClientClosedException && reason.getCause() == null) {
                    call(subscriber::onComplete);
                } else {
                    call(() -> subscriber.onError(reason));
                }
            });
        }

        /** A subscriber that throws gets nothing more, as the rules of {@code Flow} say. */
        private void call(Runnable signal) {
            try {
                signal.run();
            } catch (RuntimeException | Error e) {
                LOG.error("Subscriber failed; cancelling its subscription (pattern={})", pattern, e);
                if (!ended) {
                    leave();
                }
            }
        }
    }
}
