package io.faye.tck;

import io.faye.engine.QueueLimits.Policy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

abstract class BoundaryRules extends SessionFixture {

    @EngineRule("SUB-2")
    @DisplayName("let through what is published between subscribing and unsubscribing")
    void boundDelivery() {
        for (String pattern : List.of("/a/b", "/a/*", "/a/**", "/**")) {
            service.publish("/a/b", "before");
            alice.subscribe(pattern);
            service.publish("/a/b", "between");
            alice.unsubscribe(pattern);
            service.publish("/a/b", "after");
            alice.receivesExactly("between");
        }
    }

    @EngineRule({"SUB-2", "PUB-1"})
    @DisplayName("that end leave the others of the same client as they are")
    void leaveOthers() {
        List<String> patterns = List.of("/a/b", "/a/*", "/a/**", "/**");
        patterns.forEach(alice::subscribe);
        for (String pattern : patterns) {
            service.publish("/a/b", "until " + pattern);
            alice.unsubscribe(pattern);
        }
        service.publish("/a/b", "too late");
        alice.receivesExactly("until /a/b", "until /a/*", "until /a/**", "until /**");
    }

    @EngineRule("SUB-2")
    @DisplayName("of one channel hold exactly, also while somebody publishes all the time")
    void holdDuringPublishing() {
        holdDuringPublishing("/a/b");
    }

    @EngineRule("SUB-2")
    @DisplayName("of many channels hold exactly, also while somebody publishes all the time")
    void holdDuringPublishingForPatterns() {
        holdDuringPublishing("/a/**");
    }

    /** With room for all that is published while a slow machine does something else. */
    private void holdDuringPublishing(String pattern) {
        begin(settings -> settings.limited(Integer.MAX_VALUE, Policy.END_SESSION));
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        Concurrently.run(2, thread -> {
            if (thread == 1) {
                publishUntil(done, begun, accepted);
                return;
            }
            try {
                rounds(300).repeat(() -> subscribeForAWhile(pattern, begun, accepted));
            } finally {
                done.set(true);
            }
        });
    }

    private void publishUntil(AtomicBoolean done, AtomicInteger begun, AtomicInteger accepted) {
        while (!done.get() && Concurrently.goesOn()) {
            service.publish("/a/b", begun.incrementAndGet());
            accepted.incrementAndGet();
        }
    }

    private void subscribeForAWhile(String pattern, AtomicInteger begun, AtomicInteger accepted) {
        alice.subscribe(pattern);
        int last = begun.get();
        service.patience().until("somebody publishes", () -> accepted.get() >= last + 3);
        int sure = accepted.get();
        alice.unsubscribe(pattern);
        int possible = begun.get();
        List<Integer> got = alice.received().stream().map(Integer::valueOf).toList();
        List<Integer> expected = got.isEmpty()
                ? List.of()
                : IntStream.rangeClosed(got.get(0), got.get(got.size() - 1))
                        .boxed()
                        .toList();
        Check.equal("What came while subscribed, from the first to the last", expected, got);
        Check.that(
                !got.isEmpty() && got.get(0) <= last + 1,
                "Number " + (last + 1) + " was published after subscribe completed, but did not come: " + got);
        Check.that(
                got.get(got.size() - 1) >= sure,
                "Number " + sure + " was accepted before unsubscribe was called, but did not come: " + got);
        Check.that(
                got.get(got.size() - 1) <= possible,
                "Number " + (possible + 1) + " was published after unsubscribe completed, but came: " + got);
    }
}
