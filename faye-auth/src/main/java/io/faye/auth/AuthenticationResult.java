package io.faye.auth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an {@link Authenticator} finds in the credentials of a message. */
public sealed interface AuthenticationResult {

    /** {@return the result if the message has no credential of the kind that this authenticator knows; the next one is asked} */
    static AuthenticationResult absent() {
        return Absent.ABSENT;
    }

    /**
     * {@return the result of a valid credential}
     *
     * @param principal the owner of the credential
     */
    static AuthenticationResult authenticated(Principal principal) {
        return new Authenticated(principal);
    }

    /**
     * {@return the result of an invalid credential: the message is refused, and no other authenticator is asked}
     *
     * @param reason why, for the log; must not contain the credential. The client does not get it
     */
    static AuthenticationResult invalid(String reason) {
        return new Invalid(reason);
    }

    /** {@return this result as a complete stage} */
    default CompletionStage<AuthenticationResult> now() {
        return CompletableFuture.completedFuture(this);
    }

    /** The message has no credential that the authenticator knows. */
    enum Absent implements AuthenticationResult {
        /** The only value. */
        ABSENT
    }

    /**
     * The credential is valid.
     *
     * @param principal the owner of the credential
     */
    record Authenticated(Principal principal) implements AuthenticationResult {}

    /**
     * The credential is invalid.
     *
     * @param reason why, for the log
     */
    record Invalid(String reason) implements AuthenticationResult {}
}
