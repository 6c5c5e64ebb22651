package io.faye.auth;

import io.faye.auth.support.PluginFault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks authenticators in turn, until one finds a credential. The one place that meets authenticators: whatever one
 * returns or throws becomes an outcome, or a plain future that fails with a {@link PluginFault}.
 */
final class Authenticators {

    /** How long an authenticator takes before the log names it. The server's time limit refuses the message. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<Authenticator> list;
    private final SlowAuthenticatorLog slow = new SlowAuthenticatorLog(PATIENCE);

    Authenticators(List<Authenticator> list) {
        this.list = List.copyOf(list);
    }

    CompletableFuture<AuthenticationResult> ask(Credentials credentials) {
        return ask(credentials, 0);
    }

    private CompletableFuture<AuthenticationResult> ask(Credentials credentials, int index) {
        CompletableFuture<AuthenticationResult> outcome = ask(list.get(index), credentials);
        return index + 1 == list.size()
                ? outcome
                : outcome.thenCompose(
                        found -> found == AuthenticationResult.absent() ? ask(credentials, index + 1) : found.now());
    }

    private CompletableFuture<AuthenticationResult> ask(Authenticator authenticator, Credentials credentials) {
        try {
            CompletableFuture<AuthenticationResult> outcome =
                    adopt(authenticator, authenticator.authenticate(credentials));
            if (!outcome.isDone()) {
                slow.watch(outcome, authenticator);
            }
            return outcome;
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(PluginFault.of(authenticator, e));
        }
    }

    /** {@return a stage of any class as a future whose methods work} {@code isDone} of a minimal stage throws. */
    private static CompletableFuture<AuthenticationResult> adopt(
            Authenticator authenticator, CompletionStage<AuthenticationResult> stage) {
        CompletableFuture<AuthenticationResult> adopted = new CompletableFuture<>();
        stage.whenComplete((outcome, fault) -> {
            try {
                adopted.complete(PluginFault.required(outcome, fault, authenticator, "outcome"));
            } catch (PluginFault e) {
                adopted.completeExceptionally(e);
            }
        });
        return adopted;
    }
}
