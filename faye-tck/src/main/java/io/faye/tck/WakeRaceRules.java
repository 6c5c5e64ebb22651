package io.faye.tck;

import io.faye.tck.Heard.Kind;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

abstract class WakeRaceRules extends SessionFixture {

    @EngineRule("QUE-2")
    @DisplayName("comes for messages that are published because of a wake-up")
    void duringWakeUps() {
        alice.subscribe("/a");
        AtomicInteger published = new AtomicInteger();
        Reading reading = alice.listen();
        host.then(heard -> {
            if (heard.is(Kind.AVAILABLE, alice) && published.get() % 2 == 1) {
                published.incrementAndGet();
                host.calls().publish(Calls.message("/a", "because of that"));
            }
        });
        for (int round : rounds(100)) {
            published.incrementAndGet();
            service.publish("/a", round);
            service.patience().until("alice was told of message " + round, () -> published.get() % 2 == 0);
            reading.awaits(published.get());
        }
    }

    @EngineRule("QUE-2")
    @DisplayName("is not lost when a message comes during a read")
    void duringReads() {
        alice.subscribe("/a");
        Reading reading = alice.listen();
        int published = 0;
        for (int round : rounds(4_000)) {
            service.publish("/a", published++);
            spin(round);
            service.publish("/a", published++);
            reading.awaits(published);
        }
        Check.equal(
                "What alice read",
                IntStream.range(0, published).mapToObj(String::valueOf).toList(),
                reading.data());
    }

    /** Lets the second message come at any moment of the read that the first one led to. */
    private static void spin(int round) {
        long end = System.nanoTime() + ThreadLocalRandom.current().nextLong(1 + round % 100 * 1_000L);
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    @EngineRule({"QUE-2", "THR-1", "PUB-1"})
    @DisplayName("is not lost when several publish at once: who reads only when told gets everything")
    void underLoad() {
        alice.subscribe("/a");
        Reading reading = alice.listen();
        Queue<String> published = new ConcurrentLinkedQueue<>();
        Concurrently.run(2, thread -> {
            for (int round : rounds(3_000)) {
                service.publish("/a", thread * 100_000 + round);
                published.add("" + (thread * 100_000 + round));
            }
        });
        reading.awaits(published.size());
        Check.sameInAnyOrder("What alice read", published, reading.data());
    }
}
