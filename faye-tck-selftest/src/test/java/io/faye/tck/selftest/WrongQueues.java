package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineLimits;
import io.faye.engine.QueueLimits;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingAttachment;
import io.faye.tck.selftest.court.ForwardingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about queues. */
final class WrongQueues {

    private WrongQueues() {}

    /** Remembers up to which position each session was read. */
    abstract static class Reading extends SmallEngine {
        private final Map<ClientId, Long> read = new ConcurrentHashMap<>();

        @Override
        Batch read(SmallSession session, AttachmentListener reader, long after, int messages, int bytes, Work work) {
            Batch batch = super.read(session, reader, after, messages, bytes, work);
            if (!batch.isEmpty()) {
                read.put(session.id, batch.last());
            }
            return batch;
        }

        final long read(SmallSession session) {
            return read.getOrDefault(session.id, 0L);
        }
    }

    /** Loses what was read but not acknowledged when a session is attached again. */
    @Breaks(
            value = "QUE-1",
            follows = {"HND-1", "HND-4"},
            because = "the newest attachment does not find what the one before left")
    static final class ForgetsWhatWasRead extends Reading {
        @Override
        Attachment attach(SmallSession session, AttachmentListener listener, Work work) {
            session.inbox.acknowledge(read(session));
            return super.attach(session, listener, work);
        }
    }

    /** Acknowledges one message more if a batch is acknowledged in part. */
    @Breaks(value = "QUE-1", follows = "HND-4", because = "a note comes with the position that was acknowledged")
    static final class AcknowledgesOneMore extends Reading {
        @Override
        void acknowledge(SmallSession session, AttachmentListener reader, long upTo) {
            super.acknowledge(session, reader, upTo < read(session) ? upTo + 1 : upTo);
        }
    }

    /** Acknowledges all that was read together when a part of it is acknowledged. */
    @Breaks(value = "QUE-1", follows = "HND-4", because = "a note comes with the position that was acknowledged")
    static final class AcknowledgesWholeBatches extends Reading {
        @Override
        void acknowledge(SmallSession session, AttachmentListener reader, long upTo) {
            super.acknowledge(session, reader, Math.max(upTo, read(session)));
        }
    }

    /** Remembers an acknowledgement ahead of everything that was ever queued. */
    @Breaks("QUE-1")
    static final class BelievesAcknowledgements extends SmallEngine {
        private final Map<ClientId, Long> floors = new ConcurrentHashMap<>();

        @Override
        void acknowledge(SmallSession session, AttachmentListener reader, long upTo) {
            floors.merge(session.id, upTo, Math::max);
            super.acknowledge(session, reader, upTo);
        }

        @Override
        Batch read(SmallSession session, AttachmentListener reader, long after, int messages, int bytes, Work work) {
            boolean reads = session.inbox.listener().filter(reader::equals).isPresent();
            long from = reads ? Math.max(after, floors.getOrDefault(session.id, 0L)) : after;
            return super.read(session, reader, from, messages, bytes, work);
        }
    }

    /** Says that an empty batch ends at position 0. */
    @Breaks(value = "QUE-1", follows = "HND-1", because = "a superseded attachment reads an empty batch as well")
    static final class BeginsAgainAtNothing extends WrongEngine {
        @Override
        Attachment attachment(ClientId client, Attachment attached) {
            return new ForwardingAttachment(attached) {
                @Override
                public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
                    return right.attributes(client)
                            .thenCombine(
                                    super.read(after, maxMessages, maxBytes),
                                    (known, batch) ->
                                            known.isPresent() && batch.isEmpty() ? new Batch(List.of(), 0) : batch);
                }
            };
        }
    }

    /** Lends the memory engine other limits. */
    abstract static class Limited extends WrongEngine {
        @Override
        final EngineContext lend(EngineContext lent) {
            return new ForwardingContext(lent) {
                @Override
                public EngineLimits limits() {
                    return super.limits().withQueue(change(super.limits().queue()));
                }
            };
        }

        abstract QueueLimits change(QueueLimits limits);
    }

    /** Counts no bytes if a full queue ends the session. */
    @Breaks("QUE-3")
    static final class EndsForMessagesOnly extends Limited {
        @Override
        QueueLimits change(QueueLimits limits) {
            return limits.policy() == QueueLimits.Policy.END_SESSION
                    ? new QueueLimits(limits.maxMessages(), Long.MAX_VALUE, limits.policy())
                    : limits;
        }
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
    @Breaks(value = "QUE-3", follows = "QUE-4", because = "a queue that is evicted follows the same policy")
    static final class EndsInsteadOfDropping extends Limited {
        @Override
        QueueLimits change(QueueLimits limits) {
            return new QueueLimits(limits.maxMessages(), limits.maxBytes(), QueueLimits.Policy.END_SESSION);
        }
    }

    private static boolean isFull(SmallSession session, QueueLimits limits) {
        return session.waiting() >= limits.maxMessages();
    }

    /** Drops the newest message instead of the oldest. */
    @Breaks("QUE-3")
    static final class DropsTheNewest extends SmallEngine {
        @Override
        void queue(SmallSession session, Message form, Work work) {
            QueueLimits limits = host.limits().queue();
            if (limits.policy() == QueueLimits.Policy.END_SESSION || !isFull(session, limits)) {
                super.queue(session, form, work);
            }
        }
    }

    /** Delivers a message for which one queue has no room to nobody else. */
    @Breaks("QUE-3")
    static final class StopsAtAFullQueue extends SmallEngine {
        @Override
        void deliver(Channel channel, Message form, Work work) {
            List<SmallSession> all = index.subscribers(channel);
            List<SmallSession> full = all.stream()
                    .filter(session -> isFull(session, host.limits().queue()))
                    .toList();
            (full.isEmpty() ? all : full).forEach(session -> queue(session, form, work));
        }
    }

    /** Lets a session go on whose queue was evicted. */
    @Breaks("QUE-4")
    static final class LosesAnEvictedQueue extends SmallEngine {
        @Override
        void evicted(ClientId client) {}
    }

    /** Ends all sessions if one queue was evicted. */
    @Breaks("QUE-4")
    static final class EndsAllForOneQueue extends SmallEngine {
        @Override
        void evicted(ClientId client) {
            List<ClientId> all;
            synchronized (this) {
                all = List.copyOf(sessions.keySet());
            }
            all.forEach(super::evicted);
        }
    }
}
