package io.faye.auth;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks authenticators in turn, until one finds a credential. */
final class Authenticators {

    private final List<Authenticator> list;

    Authenticators(List<Authenticator> list) {
        this.list = List.copyOf(list);
    }

    CompletionStage<Outcome> ask(Credentials credentials) {
        return ask(credentials, 0);
    }

    private CompletionStage<Outcome> ask(Credentials credentials, int index) {
        CompletionStage<Outcome> outcome = ask(list.get(index), credentials);
        return index + 1 == list.size()
                ? outcome
                : outcome.thenCompose(found -> found == Outcome.absent() ? ask(credentials, index + 1) : found.now());
    }

    private static CompletionStage<Outcome> ask(Authenticator authenticator, Credentials credentials) {
        try {
            return authenticator.authenticate(credentials).handle((outcome, fault) -> {
                if (outcome == null) {
                    throw new AuthenticatorFault(authenticator, fault);
                }
                return outcome;
            });
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(new AuthenticatorFault(authenticator, e));
        }
    }

    /** Tells what failed and where, in words of ours: those of the fault could quote a credential, and this is logged. */
    private static final class AuthenticatorFault extends RuntimeException {

        private static final long serialVersionUID = 1;

        AuthenticatorFault(Authenticator authenticator, @Nullable Throwable fault) {
            super(authenticator.getClass().getName() + " failed: " + cause(fault));
            setStackTrace(fault == null ? getStackTrace() : fault.getStackTrace());
        }

        private static String cause(@Nullable Throwable fault) {
            Throwable cause =
                    fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
            return cause == null ? "no outcome" : cause.getClass().getName();
        }
    }
}
