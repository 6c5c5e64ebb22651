package io.faye.tck.selftest;

import io.faye.engine.Page;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Wrong about the list of clients. */
final class WrongPages {

    private WrongPages() {}

    /** Remembers how many clients were listed, and skips as many, whoever has gone since. */
    @Breaks("CLI-4")
    static final class SkipsByNumber extends WrongEngine {
        @Override
        public CompletionStage<Page> clients(@Nullable String cursor, int limit) {
            int skipped = cursor == null ? 0 : Integer.parseInt(cursor);
            return super.clients(null, Integer.MAX_VALUE).thenApply(all -> page(all, skipped, limit));
        }

        private static Page page(Page all, int skipped, int limit) {
            Map<ClientId, Map<String, String>> page = new LinkedHashMap<>();
            all.clients().entrySet().stream()
                    .skip(skipped)
                    .limit(limit)
                    .forEach(client -> page.put(client.getKey(), client.getValue()));
            return new Page(page, page.size() < limit ? null : String.valueOf(skipped + limit));
        }
    }

    /** Gives pages as long as it likes. */
    @Breaks("CLI-4")
    static final class GivesLongPages extends WrongEngine {
        @Override
        public CompletionStage<Page> clients(@Nullable String cursor, int limit) {
            return super.clients(cursor, Math.max(limit, 100));
        }
    }
}
