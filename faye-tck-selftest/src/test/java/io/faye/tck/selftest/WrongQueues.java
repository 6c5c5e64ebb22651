package io.faye.tck.selftest;

import io.faye.engine.Batch;
import io.faye.engine.EngineContext;
import io.faye.engine.QueueLimits;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.Lent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about what waits. */
final class WrongQueues {

    private WrongQueues() {}

    /** Remembers how far a client has read. */
    abstract static class Reading extends WrongEngine {
        private final Map<ClientId, Long> read = new ConcurrentHashMap<>();

        @Override
        public final CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
            return super.read(client, after, maxMessages, maxBytes).thenApply(batch -> {
                read.put(client, batch.last());
                return batch;
            });
        }

        final long read(ClientId client) {
            return read.getOrDefault(client, 0L);
        }
    }

    /** Counts no bytes where too many end the session. */
    @Breaks("QUE-3")
    static final class EndsForMessagesOnly extends WrongEngine {
        @Override
        EngineContext lend(EngineContext lent) {
            return new Lent(lent) {
                @Override
                public QueueLimits queueLimits() {
                    QueueLimits limits = super.queueLimits();
                    return limits.policy() == QueueLimits.Policy.END_SESSION
                            ? new QueueLimits(limits.maxMessages(), Long.MAX_VALUE, limits.policy())
                            : limits;
                }
            };
        }
    }

    /** Loses what was read but not acknowledged when a client attaches again. */
    @Breaks("QUE-1")
    static final class ForgetsWhatWasRead extends Reading {
        @Override
        public CompletionStage<Optional<Map<String, String>>> attach(ClientId client) {
            return super.acknowledge(client, read(client)).thenCompose(done -> super.attach(client));
        }
    }

    /** Acknowledges one too many of a batch that is acknowledged in part. */
    @Breaks("QUE-1")
    static final class AcknowledgesOneMore extends Reading {
        @Override
        public CompletionStage<Void> acknowledge(ClientId client, long upTo) {
            return super.acknowledge(client, upTo < read(client) ? upTo + 1 : upTo);
        }
    }

    /** Acknowledges all that was read together when a part of it is acknowledged. */
    @Breaks("QUE-1")
    static final class AcknowledgesWholeBatches extends Reading {
        @Override
        public CompletionStage<Void> acknowledge(ClientId client, long upTo) {
            return super.acknowledge(client, Math.max(upTo, read(client)));
        }
    }

    /** Remembers an acknowledgement ahead of everything that was ever queued. */
    @Breaks("QUE-1")
    static final class BelievesAcknowledgements extends WrongEngine {
        private final Map<ClientId, Long> floors = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Void> acknowledge(ClientId client, long upTo) {
            floors.merge(client, upTo, Math::max);
            return super.acknowledge(client, upTo);
        }

        @Override
        public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
            return super.read(client, Math.max(after, floors.getOrDefault(client, 0L)), maxMessages, maxBytes);
        }
    }

    /** Says that an empty batch of a client ends at nothing. */
    @Breaks("QUE-1")
    static final class BeginsAgainAtNothing extends WrongEngine {
        @Override
        public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
            return right.clientExists(client)
                    .thenCombine(
                            super.read(client, after, maxMessages, maxBytes),
                            (known, batch) -> known && batch.isEmpty() ? new Batch(List.of(), 0) : batch);
        }
    }

    /** Lends the memory engine other limits. */
    abstract static class Limited extends WrongEngine {
        @Override
        final EngineContext lend(EngineContext lent) {
            return new Lent(lent) {
                @Override
                public QueueLimits queueLimits() {
                    return change(super.queueLimits());
                }
            };
        }

        abstract QueueLimits change(QueueLimits limits);
    }

    /** Counts messages but not their bytes. */
    @Breaks("QUE-3")
    static final class CountsNoBytes extends Limited {
        @Override
        QueueLimits change(QueueLimits limits) {
            return new QueueLimits(limits.maxMessages(), Long.MAX_VALUE, limits.policy());
        }
    }

    /** Ends a session that is to lose its oldest messages. */
    @Breaks("QUE-3")
    static final class EndsInsteadOfDropping extends Limited {
        @Override
        QueueLimits change(QueueLimits limits) {
            return new QueueLimits(limits.maxMessages(), limits.maxBytes(), QueueLimits.Policy.END_SESSION);
        }
    }

    private static boolean isFull(SmallSession session, QueueLimits limits) {
        return session.inbox
                        .read(0, Integer.MAX_VALUE, Integer.MAX_VALUE)
                        .batch()
                        .messages()
                        .size()
                >= limits.maxMessages();
    }

    /** Drops the newest message instead of the oldest. */
    @Breaks("QUE-3")
    static final class DropsTheNewest extends SmallEngine {
        @Override
        void queue(SmallSession session, Message form, Work work) {
            QueueLimits limits = host.queueLimits();
            if (limits.policy() == QueueLimits.Policy.END_SESSION || !isFull(session, limits)) {
                super.queue(session, form, work);
            }
        }
    }

    /** Delivers to nobody a message for which one queue has no room. */
    @Breaks("QUE-3")
    static final class StopsAtAFullQueue extends SmallEngine {
        @Override
        void deliver(Channel channel, Message form, Work work) {
            List<SmallSession> all = index.subscribers(channel);
            List<SmallSession> full = all.stream()
                    .filter(session -> isFull(session, host.queueLimits()))
                    .toList();
            (full.isEmpty() ? all : full).forEach(session -> queue(session, form, work));
        }
    }
}
