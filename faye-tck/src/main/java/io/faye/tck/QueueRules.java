package io.faye.tck;

import io.faye.engine.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

abstract class QueueRules extends SessionFixture {

    /** Publishes numbers for alice, and waits until she can read as many as wait for her then. */
    private void queue(int first, int last, int waiting) {
        alice.attach();
        alice.subscribe("/a");
        for (int i = first; i <= last; i++) {
            service.publish("/a", i);
        }
        alice.awaits(waiting);
    }

    private void expectRead(long after, int most, long last, String... data) {
        Batch batch = alice.read(after, most);
        Check.equal("What is read after " + after, List.of(data), Client.data(batch));
        Check.equal("The position of the last that is read after " + after, last, batch.last());
    }

    @EngineRule("QUE-1")
    @DisplayName("give again what was read and not acknowledged")
    void giveAgain() {
        queue(1, 4, 4);
        expectRead(0, 3, 3, "1", "2", "3");
        expectRead(3, 3, 4, "4");
        expectRead(0, 10, 4, "1", "2", "3", "4");
        expectRead(2, 1, 3, "3");
        expectRead(4, 10, 4);
        alice.release();
        alice.attach();
        expectRead(0, 10, 4, "1", "2", "3", "4");
    }

    @EngineRule("QUE-1")
    @DisplayName("never give again what was acknowledged, and all that was not")
    void forgetWhatWasAcknowledged() {
        queue(1, 4, 4);
        alice.acknowledge(2);
        expectRead(0, 10, 4, "3", "4");
        expectRead(1, 10, 4, "3", "4");
        alice.acknowledge(2);
        alice.acknowledge(1);
        alice.acknowledge(0);
        expectRead(0, 10, 4, "3", "4");
        alice.acknowledge(3);
        expectRead(0, 10, 4, "4");
        alice.acknowledge(4);
        expectRead(0, 10, 4);
    }

    @EngineRule("QUE-1")
    @DisplayName("ignore what is acknowledged before it was ever queued")
    void ignoreTheFuture() {
        queue(1, 2, 2);
        alice.acknowledge(9);
        expectRead(0, 10, 2, "1", "2");
        queue(3, 3, 3);
        expectRead(0, 10, 3, "1", "2", "3");
    }

    @EngineRule("QUE-1")
    @DisplayName("count on when they were empty in between, each for itself")
    void countOn() {
        bob.subscribe("/a");
        queue(1, 2, 2);
        alice.acknowledge(2);
        expectRead(0, 10, 2);
        expectRead(7, 10, 7);
        queue(3, 4, 2);
        expectRead(0, 10, 4, "3", "4");
        expectRead(3, 10, 4, "4");
        bob.receivesExactly(1, 2, 3, 4);
    }

    @EngineRule("QUE-1")
    @DisplayName("give as much as the reader has room for, at least one message")
    void keepToTheRoom() {
        queue(1, 5, 5);
        Batch one = alice.read(0, 10, 1);
        Check.equal("What is read with room for one byte", List.of("1"), Client.data(one));
        int two = 2 * one.messages().get(0).toJson().length();
        Check.equal("What is read with room for two", List.of("1", "2"), Client.data(alice.read(0, 10, two)));
        Check.equal("What is read with room for not quite two", List.of("1"), Client.data(alice.read(0, 10, two - 1)));
        Check.equal("The position of the last", 2L, alice.read(0, 10, two).last());
    }

    @EngineRule({"QUE-1", "PUB-1"})
    @DisplayName("lose and double nothing while messages come, are read and acknowledged at once")
    void survivesRaces() {
        alice.attach();
        alice.subscribe("/a");
        AtomicInteger published = new AtomicInteger();
        AtomicInteger publishing = new AtomicInteger(2);
        List<String> taken = new ArrayList<>();
        Concurrently.run(3, thread -> {
            if (thread == 0) {
                service.patience()
                        .until("alice has got all", () -> take(taken, publishing.get() == 0, published), taken::size);
                return;
            }
            for (int round : rounds(4_000)) {
                service.publish("/a", thread * 100_000 + round);
                published.incrementAndGet();
            }
            publishing.decrementAndGet();
        });
        Check.equal("How many different messages were read", published.get(), (int)
                taken.stream().distinct().count());
        Check.equal("How many messages were read", published.get(), taken.size());
        alice.receivesNothing();
    }

    /** {@return whether all was taken that will ever come} */
    private boolean take(List<String> taken, boolean all, AtomicInteger published) {
        Batch batch;
        do {
            batch = alice.read(0, 1 + taken.size() % 7);
            taken.addAll(Client.data(batch));
            alice.acknowledge(batch.last());
            Check.equal("The position of the last of the " + taken.size() + " read", (long) taken.size(), batch.last());
        } while (!batch.isEmpty() && Concurrently.goesOn());
        return all && taken.size() >= published.get();
    }
}
