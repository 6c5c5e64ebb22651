package io.faye.tck;

import io.faye.engine.Change;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;

/** Tests of stages that complete late, because they had to wait for a slow listener. */
abstract class LateCompletionRules extends SessionFixture {

    /** Makes a call for alice wait, and goes on when it is let go. */
    private <T> T afterWaiting(Supplier<CompletableFuture<T>> calls) throws InterruptedException {
        Gate gate = new Gate(service.patience());
        host.then(heard -> {
            if ("/slow".equals(heard.channel())) {
                gate.pass();
            }
        });
        Thread slow = new Thread(() -> alice.subscribe("/slow"), "tck-caller");
        slow.start();
        gate.awaitSomebody();
        CompletableFuture<T> waiting = calls.get();
        gate.open();
        T result = service.patience().get("a call that had to wait, and the one after it", waiting);
        slow.join(service.patience().limit().toMillis());
        return result;
    }

    @EngineRule("PUB-4")
    @DisplayName("means that the message is queued: it reaches who unsubscribes then")
    void publishIsFinal() throws InterruptedException {
        bob.subscribe("/a");
        Change change =
                afterWaiting(() -> host.calls().publish(alice.id(), "/a", 1).thenCompose(nothing -> host.calls()
                        .unsubscribe(bob.id(), "/a")));
        Check.equal("unsubscribe", Change.CHANGED, change);
        bob.receivesExactly(1);
    }

    @EngineRule("SUB-2")
    @DisplayName("means that the subscription is in effect: what is published then arrives")
    void subscribeIsFinal() throws InterruptedException {
        afterWaiting(() -> host.calls().subscribe(alice.id(), "/a").thenCompose(change -> host.calls()
                .publish(Calls.message("/a", 1))));
        alice.receivesExactly(1);
    }

    @EngineRule("SUB-2")
    @DisplayName("means that the subscription is over: what is published then does not arrive")
    void unsubscribeIsFinal() throws InterruptedException {
        alice.subscribe("/a");
        afterWaiting(() -> host.calls().unsubscribe(alice.id(), "/a").thenCompose(change -> host.calls()
                .publish(Calls.message("/a", 1))));
        alice.receivesNothing();
    }

    @EngineRule("CLI-2")
    @DisplayName("means that the session is over: nobody finds it then")
    void destroyIsFinal() throws InterruptedException {
        boolean exists =
                afterWaiting(() -> host.calls().destroyClient(alice.id()).thenCompose(ended -> host.calls()
                        .exists(alice.id())));
        Check.equal("Whether the session exists when destroyClient has completed", false, exists);
    }
}
