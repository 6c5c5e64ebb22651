package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingAttachment;
import io.faye.tck.selftest.court.ForwardingListener;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about when it calls {@code messagesAvailable}. */
final class WrongWakeUps {

    private WrongWakeUps() {}

    /** Leaves out some of the memory engine's calls. */
    abstract static class Sleepy extends WrongEngine {
        @Override
        final AttachmentListener listener(ClientId client, AttachmentListener lent) {
            return new ForwardingListener(lent) {
                @Override
                public void messagesAvailable() {
                    if (wakes(client)) {
                        super.messagesAvailable();
                    }
                }
            };
        }

        @Override
        final Attachment attachment(ClientId client, Attachment attached) {
            return new ForwardingAttachment(attached) {
                @Override
                public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
                    beginRead(client);
                    CompletionStage<Batch> batch = super.read(after, maxMessages, maxBytes);
                    endRead(client);
                    return batch;
                }

                @Override
                public CompletionStage<Void> release(String note) {
                    releasing(client);
                    return super.release(note);
                }
            };
        }

        abstract boolean wakes(ClientId client);

        void beginRead(ClientId client) {}

        void endRead(ClientId client) {}

        void releasing(ClientId client) {}
    }

    /** Does not tell of what is published while the host reads. */
    @Breaks(value = "QUE-2", race = true)
    static final class MissesWhatComesDuringReads extends Sleepy {
        private final Map<ClientId, Thread> reading = new ConcurrentHashMap<>();

        @Override
        void beginRead(ClientId client) {
            reading.put(client, Thread.currentThread());
        }

        @Override
        void endRead(ClientId client) {
            Moment.pass();
            reading.remove(client, Thread.currentThread());
        }

        @Override
        boolean wakes(ClientId client) {
            return reading.getOrDefault(client, Thread.currentThread()) == Thread.currentThread();
        }
    }

    /** Does not tell of what a batch had no bytes left for. */
    @Breaks("QUE-2")
    static final class ForgetsTheRest extends Sleepy {
        private final Set<Thread> reading = ConcurrentHashMap.newKeySet();

        @Override
        void beginRead(ClientId client) {
            reading.add(Thread.currentThread());
        }

        @Override
        void endRead(ClientId client) {
            reading.remove(Thread.currentThread());
        }

        @Override
        boolean wakes(ClientId client) {
            return !reading.contains(Thread.currentThread());
        }
    }

    /** Tells nothing of a session that was released once. */
    @Breaks("QUE-2")
    static final class SleepsAfterARelease extends Sleepy {
        private final Set<ClientId> released = ConcurrentHashMap.newKeySet();

        @Override
        void releasing(ClientId client) {
            released.add(client);
        }

        @Override
        boolean wakes(ClientId client) {
            return !released.contains(client);
        }
    }

    /** Tells only of the first message in an empty queue, also if the others were read already. */
    @Breaks("QUE-2")
    static final class WakesForTheFirst extends SmallEngine {
        @Override
        void wake(SmallSession session, Work work) {
            if (session.waiting() == 1) {
                super.wake(session, work);
            }
        }
    }

    /** Calls before there is something to read. */
    @Breaks("QUE-2")
    static final class WakesEarly extends SmallEngine {
        @Override
        public CompletionStage<Boolean> publish(Message message) {
            message.channel().ifPresent(this::wake);
            return super.publish(message);
        }

        private void wake(Channel channel) {
            index.subscribers(channel).forEach(session -> session.inbox.wakeReader());
        }

        @Override
        void wake(SmallSession session, Work work) {}
    }
}
