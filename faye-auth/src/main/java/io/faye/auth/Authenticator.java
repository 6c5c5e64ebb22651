package io.faye.auth;

import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Finds out who sent a message, from the credentials that came with it. Called from many threads at once; must not
 * block, and may return at once what it knows at once ({@link AuthenticationResult#now}).
 */
@FunctionalInterface
public interface Authenticator {

    /**
     * {@return what it makes of the credentials} A stage that fails, like an exception, refuses the message with
     * {@code 500::Internal server error}; the log tells its class and where it comes from, not its text, which could
     * quote the credential.
     *
     * @param credentials what came with one message
     */
    CompletionStage<AuthenticationResult> authenticate(Credentials credentials);

    /**
     * {@return the members of {@code ext} that it reads beside {@code auth}; they are removed from every message, whatever
     * becomes of it}
     */
    default Set<String> reads() {
        return Set.of();
    }
}
