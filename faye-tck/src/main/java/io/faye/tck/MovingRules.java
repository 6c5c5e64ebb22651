package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

abstract class MovingRules extends SharedFixture {

    private static final int MANY = 200;
    private static final long NEVER_QUEUED = 1L << 40;

    private void publish(int first, int last) {
        for (int i = first; i <= last; i++) {
            service.publish(hosts().get(i % 3), "/a", i);
        }
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toList();
    }

    /** Reads until there are as many as were published. */
    private Batch reads(Client client, int count) {
        client.awaits(count);
        return client.read(0, Client.ALL);
    }

    @EngineRule("DIS-1")
    @DisplayName("lets nobody read but the process that attached last")
    void readsInOneProcess() {
        alice.subscribe("/a");
        Handle before = alice.in(third).handle();
        publish(1, 3);
        before.awaits(1, 2, 3);
        for (Host each : List.of(host, second, third)) {
            Handle newest = alice.in(each).handle();
            newest.awaits(1, 2, 3);
            Check.equal("What the process read that had alice before", List.of(), Client.data(before.read(0)));
            before = newest;
        }
    }

    @EngineRule("DIS-2")
    @DisplayName("gives a client everything from where it had acknowledged, at the same positions")
    void goesOnElsewhere() {
        for (boolean politely : new boolean[] {true, false}) {
            begin();
            alice.subscribe("/a");
            alice.attach();
            publish(1, 5);
            Check.equal("the position of the fifth message", 5L, reads(alice, 5).last());
            alice.acknowledge(2);
            if (politely) {
                alice.release();
            }
            Client there = alice.in(second);
            there.attach();
            publish(6, 7);
            Batch batch = reads(there, 5);
            Check.equal("What alice got elsewhere, released: " + politely, numbers(3, 7), Client.data(batch));
            Check.equal("the position of the last", 7L, batch.last());
            Check.equal("What is behind position 5", numbers(6, 7), Client.data(there.read(5, Client.ALL)));
        }
    }

    @EngineRule({"DIS-2", "LIF-1"})
    @DisplayName("gives a client what a process that is closed had read, and the client not acknowledged")
    void goesOnAfterClosing() {
        alice.subscribe("/a");
        alice.attach();
        publish(1, 5);
        reads(alice, 5);
        alice.acknowledge(2);
        host.close();
        service.publish(third, "/a", 6);
        Client there = alice.in(second);
        there.attach();
        Batch batch = reads(there, 4);
        Check.equal("What alice got elsewhere", numbers(3, 6), Client.data(batch));
        Check.equal("the position of the last", 6L, batch.last());
    }

    @EngineRule("DIS-2")
    @DisplayName("takes an acknowledgement in a process that has not seen the messages")
    void acknowledgesElsewhere() {
        alice.subscribe("/a");
        alice.attach();
        publish(1, 5);
        reads(alice, 5);
        Client there = alice.in(second);
        there.attach();
        there.acknowledge(4);
        publish(6, 6);
        Check.equal("What is left", numbers(5, 6), Client.data(reads(there, 2)));
        there.receivesExactly(5, 6);
    }

    @EngineRule("DIS-2")
    @DisplayName("ignores, also where nobody reads, that something was acknowledged which was never queued")
    void ignoresWhatWasNeverQueued() {
        alice.subscribe("/a");
        alice.attach();
        publish(1, 5);
        reads(alice, 5);
        alice.acknowledge(2);
        alice.release();
        Client there = alice.in(second);
        Handle released = there.handle();
        released.release("");
        released.acknowledge(NEVER_QUEUED);
        there.attach();
        Check.equal("What alice got elsewhere", numbers(3, 5), Client.data(reads(there, 3)));
    }

    @EngineRule("DIS-2")
    @DisplayName("gives a client that polls one process after another each message once, in order")
    void hops() {
        alice.subscribe("/a");
        List<String> got = new ArrayList<>();
        long position = 0;
        for (int i = 1; i <= 30; i++) {
            Client there = alice.in(hosts().get(i % 3));
            service.publish(hosts().get((i / 3) % 3), "/a", i);
            there.attach();
            there.acknowledge(position);
            there.awaits(1);
            Batch batch = there.read(0, Client.ALL);
            got.addAll(Client.data(batch));
            position = batch.last();
        }
        Check.equal("What alice got", numbers(1, 30), got);
        Check.equal("the position of the last", 30L, position);
    }

    @EngineRule("DIS-2")
    @DisplayName("loses and doubles nothing while a client moves and others publish")
    void movesWhileOthersPublish() {
        alice.subscribe("/a");
        CompletableFuture<Void> published = CompletableFuture.runAsync(
                () -> {
                    for (int i = 1; i <= MANY && Concurrently.goesOn(); i++) {
                        service.publish(third, "/a", i);
                    }
                },
                service.threads());
        List<String> got = new ArrayList<>();
        long[] position = {0};
        service.patience().until("alice, who moves all the time, gets all " + MANY, () -> {
            for (Host where : List.of(host, second)) {
                Client there = alice.in(where);
                there.attach();
                there.acknowledge(position[0]);
                Batch batch = there.read(0, 7);
                got.addAll(Client.data(batch));
                position[0] = Math.max(position[0], batch.last());
            }
            return got.size() >= MANY;
        });
        service.patience().get("publishing", published);
        Check.equal("What alice got", numbers(1, MANY), got);
        Check.equal("the position of the last", (long) MANY, position[0]);
    }

    @EngineRule("DIS-4")
    @DisplayName("tells the process that loses a client, once, and no other")
    void tellsLoser() {
        alice.attach();
        alice.in(second).attach();
        awaitsTold(Kind.MOVED, alice, host);
        alice.in(second).attach();
        hosts().forEach(this::settle);
        List<Integer> told = new ArrayList<>();
        hosts().forEach(each -> told.add(told(Kind.MOVED, alice, each)));
        Check.equal("how often processes 1, 2, 3 were told that alice had moved", List.of(1, 0, 0), told);
    }

    @EngineRule("DIS-4")
    @DisplayName("says that a client moved only when another process reads for it")
    void tellsNobodyElse() {
        alice.attach();
        alice.attach();
        alice.in(second).subscribe("/a");
        alice.in(third).ping();
        hosts().forEach(this::settle);
        Check.equal("how often alice moved", 0, log.count(Kind.MOVED, alice));
    }

    @EngineRule("DIS-1")
    @DisplayName("does not let a release undo an attach that came later elsewhere")
    void releasesOnlyItsOwn() {
        alice.subscribe("/a");
        alice.attach();
        try (Reading reading = alice.in(second).listen()) {
            alice.release();
            publish(1, 3);
            Check.equal(
                    "What alice, whose host reads after each messagesAvailable, got", numbers(1, 3), reading.awaits(3));
        }
    }
}
