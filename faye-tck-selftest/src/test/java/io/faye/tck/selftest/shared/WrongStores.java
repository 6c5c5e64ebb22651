package io.faye.tck.selftest.shared;

import io.faye.engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.tck.selftest.court.Breaks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Wrong about what processes have in common. */
final class WrongStores {

    private WrongStores() {}

    /** Lets any attachment read. */
    @Breaks(
            value = {"HND-1", "DIS-1"},
            because = "processes are one service only if one of them reads")
    static final class LetsAnyAttachmentRead extends MemoryStore {
        @Override
        public synchronized Queued read(String client, String attachment, long after, int maxMessages, int maxBytes) {
            return super.read(client, newest(client, attachment), after, maxMessages, maxBytes);
        }

        private String newest(String client, String attachment) {
            Session session = sessions.get(client);
            Reader reader = session == null ? null : session.reader;
            return reader == null ? attachment : reader.attachment();
        }
    }

    /** Lets any attachment release the newest one. */
    @Breaks(
            value = {"HND-1", "DIS-1"},
            follows = "HND-3",
            because = "one process would undo what another one does")
    static final class LetsAnyAttachmentRelease extends MemoryStore {
        @Override
        public synchronized void release(String client, String attachment, String note) {
            Session session = sessions.get(client);
            Reader reader = session == null ? null : session.reader;
            super.release(client, reader == null ? attachment : reader.attachment(), note);
        }
    }

    /** Ignores what is acknowledged on an attachment that another process has superseded. */
    @Breaks(
            value = "HND-1",
            follows = {"HND-4", "DIS-1"},
            because = "a note comes with what was acknowledged, and what was acknowledged is read again")
    static final class IgnoresTheMoved extends MemoryStore {
        @Override
        public synchronized void acknowledge(String client, String attachment, long upTo) {
            Session session = sessions.get(client);
            Reader reader = session == null ? null : session.reader;
            if (reader == null || reader.attachment().equals(attachment)) {
                super.acknowledge(client, attachment, upTo);
            }
        }
    }

    /** Does not tell the end of a session that was attached in three processes. */
    @Breaks("HND-3")
    static final class EndsTheTravelledSilently extends MemoryStore {
        private static final int MANY = 3;
        private final Map<String, Set<String>> readers = new HashMap<>();

        @Override
        public synchronized @Nullable Attached attach(String node, String client, String attachment) {
            readers.computeIfAbsent(client, unknown -> new HashSet<>()).add(node);
            return super.attach(node, client, attachment);
        }

        @Override
        public synchronized @Nullable Ended destroy(String node, String client) {
            Session session = sessions.get(client);
            if (session != null && readers.getOrDefault(client, Set.of()).size() >= MANY) {
                session.reader = null;
            }
            return super.destroy(node, client);
        }
    }

    /** Looks for the session first, and makes the subscription a little later. */
    @Breaks(value = "SUB-3", race = true)
    static final class SubscribesInTwoSteps extends MemoryStore {
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public Change subscribe(String node, String client, String pattern) {
            Session session = find(client);
            if (session == null) {
                return Change.UNKNOWN_CLIENT;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            synchronized (this) {
                return add(session, pattern);
            }
        }

        private synchronized @Nullable Session find(String client) {
            return sessions.get(client);
        }
    }

    /** Looks for the subscriptions a moment before it ends a session. */
    abstract static class LooksFirst extends MemoryStore {
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public final @Nullable Ended destroy(String node, String client) {
            Set<String> before = Thread.holdsLock(this) ? Set.of() : held(client);
            if (!Thread.holdsLock(this)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            synchronized (this) {
                Ended ended = super.destroy(node, client);
                return ended == null || before.isEmpty()
                        ? ended
                        : new Ended(client, result(before, ended.patterns()), ended.attachment());
            }
        }

        private synchronized Set<String> held(String client) {
            Session session = sessions.get(client);
            return session == null ? Set.of() : Set.copyOf(session.patterns);
        }

        abstract List<String> result(Set<String> before, List<String> last);
    }

    /** Returns with a session's end also subscriptions that another process has given up meanwhile. */
    @Breaks(
            value = {"EVT-1", "SUB-1"},
            because = "the host reports the end of each that is returned",
            race = true)
    static final class ReturnsWhatWasGivenUp extends LooksFirst {
        @Override
        List<String> result(Set<String> before, List<String> last) {
            Set<String> both = new HashSet<>(before);
            both.addAll(last);
            return List.copyOf(both);
        }
    }

    /** Does not return with a session's end the subscriptions that another process has made meanwhile. */
    @Breaks(
            value = {"SUB-3", "EVT-1"},
            because = "the host reports the end of no other",
            race = true)
    static final class OverlooksWhatOthersMake extends LooksFirst {
        @Override
        List<String> result(Set<String> before, List<String> last) {
            return last.stream().filter(before::contains).toList();
        }
    }

    /** Shows the end of a subscription to publishers a little later. */
    @Breaks(value = "SUB-2", follows = "SUB-4", because = "a subscription that has ended still gets messages")
    static final class UnsubscribesLater extends MemoryStore {
        private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

        @Override
        public synchronized Change unsubscribe(String client, String pattern) {
            Change change = super.unsubscribe(client, pattern);
            if (change == Change.CHANGED) {
                index.add(ChannelPattern.of(pattern), sessions.get(client));
                LATER.execute(() -> end(client, pattern));
            }
            return change;
        }

        private synchronized void end(String client, String pattern) {
            Session session = sessions.get(client);
            if (session != null && !session.patterns.contains(pattern)) {
                index.remove(ChannelPattern.of(pattern), session);
            }
        }
    }

    /** Has nothing yet for the first read after a release in another process, and does not say when it has. */
    @Breaks("QUE-2")
    static final class FillsQuietly extends MemoryStore {
        private final Map<String, String> last = new HashMap<>();
        private final Set<String> filling = new HashSet<>();

        @Override
        public synchronized @Nullable Attached attach(String node, String client, String attachment) {
            Session session = sessions.get(client);
            String before = last.put(client, node);
            if (session != null && session.reader == null && before != null && !before.equals(node)) {
                filling.add(client);
            }
            return super.attach(node, client, attachment);
        }

        @Override
        public synchronized Queued read(String client, String attachment, long after, int maxMessages, int maxBytes) {
            Queued queued = super.read(client, attachment, after, maxMessages, maxBytes);
            return filling.remove(client) ? new Queued(List.of(), after) : queued;
        }
    }

    /** Ends sessions that were created in a process that takes no notices any more. */
    @Breaks(
            value = "DIS-3",
            follows = "FLT-2",
            because = "a process that cannot reach the store is as silent as a dead one")
    static final class EndsWithTheProcess extends MemoryStore {
        private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
        private final Map<String, String> origins = new HashMap<>();
        private final Map<String, Long> signs = new ConcurrentHashMap<>();

        @Override
        public synchronized Created create(String node, String client, Map<String, String> attributes) {
            origins.put(client, node);
            return super.create(node, client, attributes);
        }

        @Override
        public List<Notice> notices(String node) {
            signs.put(node, System.nanoTime());
            return super.notices(node);
        }

        @Override
        boolean isDue(Session session) {
            String origin = origins.get(session.id.toString());
            long sign = signs.getOrDefault(origin, System.nanoTime());
            return super.isDue(session) || nodes.containsKey(origin) && System.nanoTime() - sign > SILENCE_NANOS;
        }
    }

    /** Hands a note over to every process that attaches the session. */
    @Breaks("HND-4")
    static final class HandsNotesToAll extends MemoryStore {
        private final IdentityHashMap<Session, String> last = new IdentityHashMap<>();

        @Override
        String takeNote(Session session) {
            String note = super.takeNote(session);
            if (!note.isEmpty()) {
                last.put(session, note);
            }
            return last.getOrDefault(session, "");
        }
    }
}
