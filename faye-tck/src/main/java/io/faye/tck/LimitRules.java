package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.engine.QueueLimits.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

abstract class LimitRules extends SessionFixture {

    private void limit(Policy policy) {
        begin(settings -> settings.limited(3, policy));
    }

    private void publish(int last) {
        IntStream.rangeClosed(1, last).forEach(i -> service.publish("/a", i));
    }

    @EngineRule("QUE-3")
    @DisplayName("hold as much as they may")
    void holdTheLimit() {
        limit(Policy.END_SESSION);
        alice.attach();
        alice.subscribe("/a");
        publish(3);
        Check.equal("What waits", List.of("1", "2", "3"), alice.awaits(3));
        alice.acknowledge(3);
        publish(3);
        Check.equal("What waits then", List.of("1", "2", "3"), alice.awaits(3));
    }

    @EngineRule("QUE-3")
    @DisplayName("drop the oldest if they are told so, and count them")
    void dropOldest() {
        limit(Policy.DROP_OLDEST);
        alice.subscribe("/a");
        publish(5);
        alice.attach();
        service.patience()
                .until("alice can read the newest", () -> alice.read(0, 10).last() == 5);
        expect(alice.read(0, 10), 5, "3", "4", "5");
        expect(alice.read(0, 1), 3, "3");
        expect(alice.read(4, 10), 5, "5");
    }

    private static void expect(Batch batch, long last, String... data) {
        Check.equal("What is left", List.of(data), Client.data(batch));
        Check.equal("The position of the last", last, batch.last());
    }

    @EngineRule("QUE-3")
    @DisplayName("count bytes as well")
    void countBytes() {
        int length = Calls.message("/a", 1).toJson().length();
        begin(settings -> settings.limited(new QueueLimits(100, 3L * length, Policy.DROP_OLDEST)));
        alice.subscribe("/a");
        publish(5);
        alice.attach();
        service.patience()
                .until("alice can read the newest", () -> alice.read(0, 10).last() == 5);
        expect(alice.read(0, 10), 5, "3", "4", "5");
    }

    @EngineRule("QUE-3")
    @DisplayName("drop a message that is too long by itself, and all before it, and go on behind it")
    void dropTooLong() {
        int length = Calls.message("/a", 1).toJson().length();
        begin(settings -> settings.limited(new QueueLimits(100, 3L * length, Policy.DROP_OLDEST)));
        alice.subscribe("/a");
        alice.attach();
        publish(2);
        Check.equal("What waits", List.of("1", "2"), alice.awaits(2));
        service.publish("/a", "x".repeat(3 * length));
        service.patience()
                .until("nothing waits any more", () -> alice.read(0, 10).isEmpty());
        service.publish("/a", 4);
        alice.awaits(1);
        expect(alice.read(0, 10), 4, "4");
    }

    @EngineRule({"QUE-3", "EXP-2"})
    @DisplayName("end the session for their bytes as well, of which those acknowledged count no more")
    void endForBytes() {
        int length = Calls.message("/a", 1).toJson().length();
        begin(settings -> settings.limited(new QueueLimits(100, 3L * length, Policy.END_SESSION)));
        alice.attach();
        alice.subscribe("/a");
        for (int i = 1; i <= 3; i++) {
            publish(3);
            alice.awaits(3);
            alice.acknowledge(3L * i);
        }
        Check.that(alice.exists(), "Bytes that were acknowledged filled a queue and ended its session");
        publish(4);
        alice.attach();
        SessionEnds.expectByItself(alice, "/a");
    }

    @EngineRule({"QUE-3", "EXP-2"})
    @DisplayName("that are full end the session if they are told so, and leave the others alone")
    void endSession() {
        limit(Policy.END_SESSION);
        alice.subscribe("/a");
        alice.subscribe("/b");
        bob.subscribe("/a");
        for (int i = 1; i <= 5; i++) {
            carol.publish("/a", i);
            bob.receivesExactly(i);
        }
        alice.attach();
        SessionEnds.expectByItself(alice, "/a", "/b");
        Check.equal("attach after the queue was full", Optional.empty(), alice.attach());
        Check.that(bob.exists() && carol.exists(), "One full queue ended another session");
        Story.check(service);
    }

    @EngineRule({"QUE-3", "EXP-2"})
    @DisplayName("of the publisher itself end its session, and the message reaches the others")
    void endPublisher() {
        limit(Policy.END_SESSION);
        alice.subscribe("/a");
        bob.subscribe("/b");
        IntStream.rangeClosed(1, 4).forEach(i -> alice.publish("/a", i));
        alice.attach();
        SessionEnds.expectByItself(alice, "/a");
        alice.publish("/b", "still");
        bob.receivesExactly("still");
        Story.check(service);
    }
}
