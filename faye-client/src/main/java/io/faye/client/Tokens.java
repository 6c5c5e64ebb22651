package io.faye.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the application for a token before each handshake, and when the server wants a new one. Used on the client's loop only. */
final class Tokens {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    /** What the next message is. */
    enum Use {
        HANDSHAKE,
        CONNECT
    }

    private final @Nullable Supplier<? extends CompletionStage<String>> source;
    private final Loop loop;
    private @Nullable String token;
    private boolean renewing;

    Tokens(@Nullable Supplier<? extends CompletionStage<String>> source, Loop loop) {
        this.source = source;
        this.loop = loop;
    }

    /** {@return the token for the next message, or null if it needs none} */
    @Nullable
    String token() {
        return token;
    }

    /** The server has the token. */
    void accepted() {
        token = null;
    }

    /** Takes from a reply to a connect whether the server wants a new token. */
    void renew(boolean wanted) {
        renewing = wanted;
    }

    /**
     * Gets a token if the next message needs one. Without a new one a session goes on as long as it may: then the
     * application is asked again, for the next handshake.
     */
    CompletionStage<Void> prepare(Use use) {
        token = null;
        if (source == null || use == Use.CONNECT && !renewing) {
            return DONE;
        }
        return CompletableFuture.supplyAsync(source::get, loop.pool())
                .thenCompose(stage -> stage)
                .handleAsync((given, fault) -> take(use, given, fault), loop);
    }

    private @Nullable Void take(Use use, @Nullable String given, @Nullable Throwable fault) {
        if (given != null) {
            token = given;
            return null;
        }
        String reason = fault == null
                ? "it is null"
                : String.valueOf(Faults.cause(fault).getMessage());
        if (use == Use.HANDSHAKE) {
            throw new CompletionException(new FayeClientException("The application gave no token: " + reason, fault));
        }
        LOG.warn("The application gave no new token; the session goes on with the last (reason={})", reason);
        return null;
    }
}
