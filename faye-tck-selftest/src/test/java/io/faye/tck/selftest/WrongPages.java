package io.faye.tck.selftest;

import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about the list of sessions. */
final class WrongPages {

    private WrongPages() {}

    /** Remembers how many sessions were listed, and skips as many, although some have ended since. */
    @Breaks("CLI-4")
    static final class SkipsByNumber extends WrongEngine {
        @Override
        public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
            int skipped = cursor.isStart() ? 0 : Integer.parseInt(cursor.value());
            return super.clients(SessionPage.Cursor.START, Integer.MAX_VALUE)
                    .thenApply(all -> page(all, skipped, limit));
        }

        private static SessionPage page(SessionPage all, int skipped, int limit) {
            Map<ClientId, Map<String, String>> page = new LinkedHashMap<>();
            all.sessions().entrySet().stream()
                    .skip(skipped)
                    .limit(limit)
                    .forEach(session -> page.put(session.getKey(), session.getValue()));
            return new SessionPage(
                    page,
                    page.size() < limit
                            ? Optional.empty()
                            : Optional.of(new SessionPage.Cursor(String.valueOf(skipped + limit))));
        }
    }

    /** Gives pages as long as it likes. */
    @Breaks("CLI-4")
    static final class GivesLongPages extends WrongEngine {
        @Override
        public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
            return super.clients(cursor, Math.max(limit, 100));
        }
    }

    /** Lists sessions that have ended. */
    @Breaks(value = "CLI-4", follows = "CLI-5", because = "sessions are counted by listing them")
    static final class ListsTheEnded extends WrongEngine {
        private final Set<ClientId> ended = ConcurrentHashMap.newKeySet();

        @Override
        public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
            return super.destroyClient(client).thenApply(patterns -> {
                patterns.ifPresent(last -> ended.add(client));
                return patterns;
            });
        }

        @Override
        public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
            return super.clients(cursor, limit).thenApply(page -> {
                Map<ClientId, Map<String, String>> sessions = new LinkedHashMap<>(page.sessions());
                ended.stream()
                        .filter(client -> sessions.size() < limit && page.next().isEmpty())
                        .forEach(client -> sessions.put(client, Map.of()));
                return new SessionPage(sessions, page.next());
            });
        }
    }
}
