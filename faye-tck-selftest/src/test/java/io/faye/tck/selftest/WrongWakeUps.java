package io.faye.tck.selftest;

import io.faye.engine.Batch;
import io.faye.engine.EngineContext;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.Lent;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about when to wake the host. */
final class WrongWakeUps {

    private WrongWakeUps() {}

    /** Leaves out some of the memory engine's calls. */
    abstract static class Sleepy extends WrongEngine {
        @Override
        final EngineContext lend(EngineContext lent) {
            return new Lent(lent) {
                @Override
                public void messagesAvailable(ClientId client) {
                    if (wakes(client)) {
                        super.messagesAvailable(client);
                    }
                }
            };
        }

        abstract boolean wakes(ClientId client);
    }

    /** Does not wake the host for what is published while it reads. */
    @Breaks(value = "QUE-2", race = true)
    static final class MissesWhatComesDuringReads extends Sleepy {
        private final Map<ClientId, Thread> reading = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
            reading.put(client, Thread.currentThread());
            CompletionStage<Batch> batch = super.read(client, after, maxMessages, maxBytes);
            Moment.pass();
            reading.remove(client, Thread.currentThread());
            return batch;
        }

        @Override
        boolean wakes(ClientId client) {
            return reading.getOrDefault(client, Thread.currentThread()) == Thread.currentThread();
        }
    }

    /** Does not wake the host for what a batch had no bytes left for. */
    @Breaks("QUE-2")
    static final class ForgetsTheRest extends Sleepy {
        private final Set<Thread> reading = ConcurrentHashMap.newKeySet();

        @Override
        public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
            reading.add(Thread.currentThread());
            try {
                return super.read(client, after, maxMessages, maxBytes);
            } finally {
                reading.remove(Thread.currentThread());
            }
        }

        @Override
        boolean wakes(ClientId client) {
            return !reading.contains(Thread.currentThread());
        }
    }

    /** Wakes nobody for a client that was released once. */
    @Breaks("QUE-2")
    static final class SleepsAfterARelease extends Sleepy {
        private final Set<ClientId> released = ConcurrentHashMap.newKeySet();

        @Override
        public CompletionStage<Void> release(ClientId client) {
            released.add(client);
            return super.release(client);
        }

        @Override
        boolean wakes(ClientId client) {
            return !released.contains(client);
        }
    }

    /** Wakes the host only for the first message in an empty queue, also if the others were read already. */
    @Breaks("QUE-2")
    static final class WakesForTheFirst extends SmallEngine {
        @Override
        void wake(SmallSession session, Work work) {
            if (session.inbox.read(0, 2, Integer.MAX_VALUE).batch().messages().size() == 1) {
                super.wake(session, work);
            }
        }
    }

    /** Wakes the host before there is something to read. */
    @Breaks("QUE-2")
    static final class WakesEarly extends SmallEngine {
        @Override
        public CompletionStage<Void> publish(Message message) {
            message.channel().ifPresent(this::wake);
            return super.publish(message);
        }

        private void wake(Channel channel) {
            index.subscribers(channel).forEach(session -> tell(() -> host.messagesAvailable(session.id)));
        }

        @Override
        void wake(SmallSession session, Work work) {}
    }
}
