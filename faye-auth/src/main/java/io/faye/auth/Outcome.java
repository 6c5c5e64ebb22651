package io.faye.auth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an {@link Authenticator} makes of the credentials that it was shown. */
public sealed interface Outcome {

    /** {@return there is no credential of the kind that this authenticator knows: others may know one} */
    static Outcome absent() {
        return Absent.ABSENT;
    }

    /**
     * {@return the credential is right}
     *
     * @param principal whom it stands for
     */
    static Outcome known(Principal principal) {
        return new Known(principal);
    }

    /**
     * {@return there is a credential, and it is not right: the message is refused, whoever its sender may be otherwise}
     *
     * @param reason why, for the log; must not hold the credential. The client is not told
     */
    static Outcome wrong(String reason) {
        return new Wrong(reason);
    }

    /** {@return this outcome, as an authenticator that needs no time returns it} */
    default CompletionStage<Outcome> now() {
        return CompletableFuture.completedFuture(this);
    }

    /** There is no credential. */
    enum Absent implements Outcome {
        /** The only one. */
        ABSENT
    }

    /**
     * The credential is right.
     *
     * @param principal whom it stands for
     */
    record Known(Principal principal) implements Outcome {}

    /**
     * The credential is not right.
     *
     * @param reason why
     */
    record Wrong(String reason) implements Outcome {}
}
