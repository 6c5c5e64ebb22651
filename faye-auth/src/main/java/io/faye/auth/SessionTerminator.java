package io.faye.auth;

import io.faye.extension.Sessions;
import io.faye.extension.Sessions.Page;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Goes through all sessions of the service, a page at a time, and ends those of one principal. */
final class SessionTerminator {

    private static final int PAGE = 500;

    private final Sessions sessions;
    private final String name;

    SessionTerminator(Sessions sessions, String name) {
        this.sessions = sessions;
        this.name = name;
    }

    CompletionStage<Integer> run() {
        return from(null, 0);
    }

    private CompletionStage<Integer> from(@Nullable String cursor, int before) {
        return sessions.list(cursor, PAGE).thenCompose(page -> end(page).thenCompose(ended -> {
            int now = before + ended;
            return page.next() == null ? CompletableFuture.completedFuture(now) : from(page.next(), now);
        }));
    }

    private CompletionStage<Integer> end(Page page) {
        List<CompletableFuture<Boolean>> ends = page.clients().entrySet().stream()
                .filter(entry -> belongs(entry.getValue()))
                .map(Map.Entry::getKey)
                .map(this::end)
                .toList();
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).thenApply(done ->
                (int) ends.stream().filter(CompletableFuture::join).count());
    }

    private CompletableFuture<Boolean> end(ClientId client) {
        return sessions.disconnect(client).toCompletableFuture();
    }

    private boolean belongs(Map<String, String> attributes) {
        return Principal.of(attributes)
                .filter(principal -> principal.name().equals(name))
                .isPresent();
    }
}
