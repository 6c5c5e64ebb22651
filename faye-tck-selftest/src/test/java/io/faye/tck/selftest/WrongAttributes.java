package io.faye.tck.selftest;

import io.faye.engine.Page;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Wrong about what is remembered with a client. */
final class WrongAttributes {

    private WrongAttributes() {}

    /** Whoever attaches is told the attributes as they were in the beginning. */
    @Breaks("ATT-1")
    static final class RemembersTheFirst extends WrongEngine {
        private final Map<ClientId, Map<String, String>> first = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<ClientId> createClient(Map<String, String> attributes) {
            return super.createClient(attributes).thenApply(client -> {
                first.put(client, Map.copyOf(attributes));
                return client;
            });
        }

        @Override
        public CompletionStage<Optional<Map<String, String>>> attach(ClientId client) {
            return super.attach(client).thenApply(found -> found.map(now -> first.getOrDefault(client, now)));
        }
    }

    /** An attribute that was removed is empty instead. */
    @Breaks("ATT-1")
    static final class RemovesNothing extends WrongEngine {
        @Override
        public CompletionStage<Change> setAttribute(ClientId client, String name, @Nullable String value) {
            return super.setAttribute(client, name, value == null ? "" : value);
        }
    }

    /** A list of clients shows the attributes as they were when the client was last attached or made. */
    @Breaks("ATT-1")
    static final class ListsWhatWas extends WrongEngine {
        private final Map<ClientId, Map<String, String>> seen = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Optional<Map<String, String>>> attach(ClientId client) {
            return super.attach(client).thenApply(found -> {
                found.ifPresent(now -> seen.put(client, now));
                return found;
            });
        }

        @Override
        public CompletionStage<ClientId> createClient(Map<String, String> attributes) {
            return super.createClient(attributes).thenApply(client -> {
                seen.put(client, Map.copyOf(attributes));
                return client;
            });
        }

        @Override
        public CompletionStage<Page> clients(@Nullable String cursor, int limit) {
            return super.clients(cursor, limit).thenApply(this::outdated);
        }

        private Page outdated(Page page) {
            Map<ClientId, Map<String, String>> then = new LinkedHashMap<>(page.clients());
            then.replaceAll((client, now) -> seen.getOrDefault(client, now));
            return new Page(then, page.next());
        }
    }

    /** Loses one of two attributes that are set at once. */
    @Breaks(value = "ATT-1", race = true)
    static final class LosesUpdates extends SmallEngine {
        @Override
        public CompletionStage<Change> setAttribute(ClientId client, String name, @Nullable String value) {
            Map<String, String> changed = new HashMap<>();
            return attributes(client).thenCompose(found -> {
                changed.putAll(found.orElse(Map.of()));
                if (value == null) {
                    changed.remove(name);
                } else {
                    changed.put(name, value);
                }
                Moment.pass();
                return look(client, Change.UNKNOWN_CLIENT, session -> {
                    session.attributes = changed;
                    return changed.equals(found.orElse(Map.of())) ? Change.UNCHANGED : Change.CHANGED;
                });
            });
        }
    }
}
