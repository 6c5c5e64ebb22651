package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.EngineException;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingAttachment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Wrong about which sessions exist. */
final class WrongClients {

    private WrongClients() {}

    /** Completes the creation of a session although the id is in use. */
    @Breaks("CLI-1")
    static final class AcceptsUsedIds extends SmallEngine {
        @Override
        public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
            return change(work -> {
                create(client, attributes);
                return null;
            });
        }
    }

    /** Completes the creation of a session before the session exists. */
    @Breaks("CLI-1")
    static final class CreatesLate extends SmallEngine {
        private static final ThreadLocal<@Nullable ClientId> CREATING = new ThreadLocal<>();
        private final Elsewhere elsewhere = new Elsewhere(4);

        @Override
        public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
            return elsewhere.complete(super.createClient(client, attributes), completion -> {
                CREATING.set(client);
                completion.run();
                CREATING.remove();
            });
        }

        /** What follows on the thread that completes the creation does not find the session yet. */
        @Override
        @Nullable
        SmallSession alive(ClientId client) {
            return client.equals(CREATING.get()) ? null : super.alive(client);
        }

        @Override
        public void close() {
            super.close();
            elsewhere.close();
        }
    }

    /** Says of an unknown session that it was not subscribed. */
    @Breaks("CLI-2")
    static final class KnowsStrangers extends WrongEngine {
        @Override
        public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
            return super.unsubscribe(client, pattern)
                    .thenApply(change -> change == Change.UNKNOWN_CLIENT ? Change.UNCHANGED : change);
        }
    }

    /** Fails when the attachment of an ended session is released. */
    @Breaks(
            value = {"CLI-2", "HND-1"},
            follows = "THR-1",
            because = "both say that a release does nothing then, and operations that fail do not complete")
    static final class FailsForTheEnded extends WrongEngine {
        @Override
        Attachment attachment(ClientId client, Attachment attached) {
            return new ForwardingAttachment(attached) {
                @Override
                public CompletionStage<Void> release(String note) {
                    return right.attributes(client)
                            .thenCompose(known -> known.isPresent()
                                    ? super.release(note)
                                    : CompletableFuture.failedStage(new EngineException("Unknown session " + client)));
                }
            };
        }
    }

    /** Reads what an ended session left behind. */
    @Breaks(
            value = {"CLI-2", "HND-1"},
            because = "both say that nothing is read then")
    static final class ReadsTheEnded extends WrongEngine {
        private final Map<ClientId, Attachment> newest = new ConcurrentHashMap<>();
        private final Map<ClientId, Batch> left = new ConcurrentHashMap<>();

        @Override
        Attachment attachment(ClientId client, Attachment attached) {
            newest.put(client, attached);
            return new ForwardingAttachment(attached) {
                @Override
                public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
                    Batch batch = left.get(client);
                    return batch == null
                            ? super.read(after, maxMessages, maxBytes)
                            : CompletableFuture.completedStage(batch);
                }
            };
        }

        @Override
        public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
            Attachment reader = newest.remove(client);
            if (reader == null) {
                return super.destroyClient(client);
            }
            return reader.read(0, Integer.MAX_VALUE, Integer.MAX_VALUE).thenCompose(batch -> {
                if (!batch.isEmpty()) {
                    left.putIfAbsent(client, batch);
                }
                return super.destroyClient(client);
            });
        }
    }

    /** Ends sessions that never existed. */
    @Breaks(
            value = {"CLI-2", "EVT-1"},
            because = "the host reports the end of a session that never began")
    static final class EndsStrangers extends SmallEngine {
        private final Set<ClientId> known = ConcurrentHashMap.newKeySet();

        @Override
        void create(ClientId client, Map<String, String> attributes) {
            super.create(client, attributes);
            known.add(client);
        }

        @Override
        public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
            return super.destroyClient(client)
                    .thenApply(patterns ->
                            patterns.or(() -> known.contains(client) ? Optional.empty() : Optional.of(Set.of())));
        }
    }

    /** Says to both of two callers that end a session at once that they have ended it. */
    @Breaks(
            value = {"CLI-3", "EVT-1"},
            because = "the host reports each end that an engine returns",
            race = true)
    static final class HasTwoDestroyers extends RightEngines.Slow {
        @Override
        public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
            boolean there =
                    right.attributes(client).toCompletableFuture().join().isPresent();
            return super.destroyClient(client)
                    .thenApply(patterns -> patterns.or(() -> there ? Optional.of(Set.of()) : Optional.empty()));
        }
    }

    /** Returns at most a hundred subscriptions when a session is ended. */
    @Breaks(value = "EVT-1", follows = "SUB-3", because = "the host reports the end of no other subscription")
    static final class EndsAHundredSubscriptions extends WrongEngine {
        private static final int MOST = 100;

        @Override
        public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
            return super.destroyClient(client)
                    .thenApply(patterns ->
                            patterns.map(last -> last.stream().limit(MOST).collect(Collectors.toSet())));
        }
    }
}
