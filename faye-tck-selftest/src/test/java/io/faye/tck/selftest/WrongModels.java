package io.faye.tck.selftest;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about queues that drop the oldest messages, in what only some histories show. */
final class WrongModels {

    private WrongModels() {}

    /** A queue of one's own, guarded by the engine's lock. */
    static class Queue {
        final List<Message> messages = new ArrayList<>();
        long last;
        long acknowledged;

        final long beforeFirst() {
            return last - messages.size();
        }

        final void add(Message message, QueueLimits limits) {
            messages.add(message);
            last++;
            limit(limits);
        }

        void limit(QueueLimits limits) {
            while (messages.size() > limits.maxMessages() || length() > limits.maxBytes()) {
                messages.remove(0);
            }
        }

        long length() {
            return messages.stream()
                    .mapToLong(message -> message.toJson().length())
                    .sum();
        }

        void acknowledge(long upTo) {
            if (upTo > acknowledged && upTo <= last) {
                acknowledged = upTo;
                while (!messages.isEmpty() && beforeFirst() < upTo) {
                    messages.remove(0);
                }
            }
        }

        final Batch read(long after, int most, int bytes) {
            int from = (int) Math.min(messages.size(), Math.max(0, after - beforeFirst()));
            List<Message> read = new ArrayList<>();
            long length = 0;
            for (Message message : messages.subList(from, messages.size())) {
                length += message.toJson().length();
                if (read.size() == most || length > bytes && !read.isEmpty()) {
                    break;
                }
                read.add(message);
            }
            return new Batch(read, read.isEmpty() ? Math.max(after, acknowledged) : beforeFirst() + from + read.size());
        }
    }

    /** Keeps messages in queues of its own where they drop the oldest. */
    abstract static class Dropping extends SmallEngine {
        private final Map<ClientId, Queue> queues = new ConcurrentHashMap<>();

        abstract Queue make();

        private boolean drops() {
            return host.limits().queue().policy() == QueueLimits.Policy.DROP_OLDEST
                    && host.memoryBudget().usage().limit() == Long.MAX_VALUE;
        }

        private Queue of(SmallSession session) {
            return queues.computeIfAbsent(session.id, id -> make());
        }

        @Override
        void queue(SmallSession session, Message form, Work work) {
            if (!drops()) {
                super.queue(session, form, work);
                return;
            }
            of(session).add(form, host.limits().queue());
            wake(session, work);
        }

        @Override
        Batch read(SmallSession session, AttachmentListener reader, long after, int messages, int bytes, Work work) {
            boolean reads = session.inbox.listener().filter(reader::equals).isPresent();
            return drops() && reads
                    ? of(session).read(after, messages, bytes)
                    : super.read(session, reader, after, messages, bytes, work);
        }

        @Override
        void acknowledge(SmallSession session, AttachmentListener reader, long upTo) {
            if (drops()) {
                of(session).acknowledge(upTo);
            } else {
                super.acknowledge(session, reader, upTo);
            }
        }
    }

    /** Counts characters where it should count bytes. */
    @Breaks("QUE-3")
    static final class CountsCharacters extends Dropping {
        @Override
        Queue make() {
            return new Queue() {
                @Override
                long length() {
                    return messages.stream()
                            .mapToLong(message -> message.toJson().toString().length())
                            .sum();
                }
            };
        }
    }

    /** Drops one message for each that comes, however long that is. */
    @Breaks("QUE-3")
    static final class DropsOneForOne extends Dropping {
        @Override
        Queue make() {
            return new Queue() {
                @Override
                void limit(QueueLimits limits) {
                    if (messages.size() > limits.maxMessages() || length() > limits.maxBytes()) {
                        messages.remove(0);
                    }
                }
            };
        }
    }

    /** Keeps a message that alone is too long. */
    @Breaks("QUE-3")
    static final class KeepsTheOnlyOne extends Dropping {
        @Override
        Queue make() {
            return new Queue() {
                @Override
                void limit(QueueLimits limits) {
                    while (messages.size() > 1
                            && (messages.size() > limits.maxMessages() || length() > limits.maxBytes())) {
                        messages.remove(0);
                    }
                }
            };
        }
    }

    /** Removes as many messages as are acknowledged, also where some of them were dropped. */
    @Breaks("QUE-3")
    static final class RemovesByCount extends Dropping {
        @Override
        Queue make() {
            return new Queue() {
                @Override
                void acknowledge(long upTo) {
                    if (upTo > acknowledged && upTo <= last) {
                        int count = (int) Math.min(messages.size(), upTo - acknowledged);
                        acknowledged = upTo;
                        messages.subList(0, count).clear();
                    }
                }
            };
        }
    }

    /** Ignores an acknowledgement of everything that is there. */
    @Breaks("QUE-3")
    static final class KeepsTheNewest extends Dropping {
        @Override
        Queue make() {
            return new Queue() {
                @Override
                void acknowledge(long upTo) {
                    super.acknowledge(Math.min(upTo, Math.max(acknowledged, last - 1)));
                }
            };
        }
    }
}
