package io.faye.tck;

import io.faye.engine.QueueLimits.Policy;
import org.junit.jupiter.api.DisplayName;

abstract class MemoryRules extends SessionFixture {

    private static final int LIMIT = 1 << 20;
    private static final String LONG = "x".repeat(64 << 10);
    /** So many long messages are more than may be in use. */
    private static final int TOO_MANY = LIMIT / LONG.length();

    private void limit(Policy policy) {
        begin(settings -> settings.limited(10_000, policy).limitedTo(LIMIT));
        alice.attach();
        alice.subscribe("/a");
        bob.attach();
        bob.subscribe("/b");
    }

    private void fill(Client client, String channel) {
        long evicted = host.memory().evicted();
        service.publish(channel, LONG);
        service.patience()
                .until(client + " can read a message", () -> !client.read(0, 1).isEmpty());
        applies(host.memory().used() > LONG.length(), "the engine keeps no queues in this process");
        for (int i = 1; i < TOO_MANY; i++) {
            service.publish(channel, LONG);
        }
        service.patience().until("a queue is evicted", () -> host.memory().evicted() > evicted);
    }

    /** Queues are evicted one after another: when the second one is, everything is done because of the first. */
    @EngineRule({"QUE-4", "EXP-2"})
    @DisplayName("ends the session, and leaves others alone")
    void endsTheSession() {
        limit(Policy.END_SESSION);
        service.publish("/b", 1);
        fill(alice, "/a");
        SessionEnds.expectByItself(alice, "/a");
        carol.attach();
        carol.subscribe("/c");
        fill(carol, "/c");
        SessionEnds.expectByItself(carol, "/c");
        service.publish("/b", 2);
        bob.receivesExactly(1, 2);
        Check.that(bob.exists(), "An evicted queue ended another session");
        Story.check(service);
    }

    @EngineRule("QUE-4")
    @DisplayName("drops its messages if it is told so, and counts them")
    void dropsMessages() {
        limit(Policy.DROP_OLDEST);
        fill(alice, "/a");
        service.publish("/a", "last");
        service.patience()
                .until("alice can read the newest", () -> alice.read(0, 100).last() == TOO_MANY + 1);
        Check.that(alice.exists(), "A session whose queue was to drop its messages has ended");
        Check.that(
                alice.read(0, 100).messages().size() <= TOO_MANY,
                "An evicted queue did not drop the messages that it held");
        Check.that(bob.exists() && carol.exists(), "An evicted queue ended another session");
    }
}
