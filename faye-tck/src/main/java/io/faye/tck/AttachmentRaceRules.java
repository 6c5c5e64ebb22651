package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** A client connects over a new connection, and its old one closes while that attach is under way. */
abstract class AttachmentRaceRules extends SessionFixture {

    private static final int MOST = 1_000;

    @Override
    void begun() {
        alice.subscribe("/a");
    }

    @EngineRule({"HND-1", "QUE-2"})
    @DisplayName("is told of messages and reads, however the release of the one before it raced its attach")
    void releaseRacesAttach() {
        Reading reading = alice.listen();
        for (int round : rounds(300)) {
            Handle old = reading.handle();
            AtomicReference<@Nullable Reading> fresh = new AtomicReference<>();
            Concurrently.run(2, thread -> {
                if (thread == 0) {
                    fresh.set(alice.listen());
                } else {
                    old.release("");
                }
            });
            reading = Objects.requireNonNull(fresh.get());
            reading.awaitsQuiet();
            service.publish("/a", round);
            Check.equal("What the newest attachment read in round " + round, List.of("" + round), reading.awaits(1));
        }
    }

    private enum Order {
        RELEASE_FIRST,
        ATTACH_FIRST,
        RELEASE_WHEN_ATTACHED,
        ATTACH_WHEN_RELEASED
    }

    private Handle change(Handle old, Order order) {
        List<CompletableFuture<?>> stages = new ArrayList<>();
        AtomicReference<@Nullable Handle> fresh = new AtomicReference<>();
        Runnable attach = () -> fresh.set(Handle.attach(host, alice.id(), null));
        Runnable release = () -> stages.add(old.releases(""));
        switch (order) {
            case RELEASE_FIRST -> {
                release.run();
                attach.run();
            }
            case ATTACH_FIRST -> {
                attach.run();
                release.run();
            }
            case RELEASE_WHEN_ATTACHED -> {
                attach.run();
                stages.add(fresh(fresh).stage().thenRun(release));
            }
            case ATTACH_WHEN_RELEASED -> stages.add(old.releases("").thenRun(attach));
        }
        List.copyOf(stages).forEach(stage -> service.patience().get("release or attach, " + order, stage));
        fresh(fresh).attachment();
        return fresh(fresh);
    }

    private static Handle fresh(AtomicReference<@Nullable Handle> fresh) {
        return Objects.requireNonNull(fresh.get());
    }

    @EngineRule({"HND-1", "QUE-2", "ORD-1"})
    @DisplayName("is told of messages and reads, in whatever order it was attached and the one before it released")
    void forcedOrders() {
        Handle newest = alice.handle();
        for (int round : rounds(100)) {
            for (Order order : Order.values()) {
                newest = change(newest, order);
                newest.read(0);
                Handle reader = newest;
                int told = reader.told(Kind.AVAILABLE);
                service.publish("/a", round);
                service.patience()
                        .until(
                                "the newest attachment is told of a message after " + order,
                                () -> reader.told(Kind.AVAILABLE) > told);
                reader.awaits(round);
                reader.acknowledge(reader.read(0).last());
            }
        }
    }

    @EngineRule({"HND-1", "QUE-1", "THR-1"})
    @DisplayName("finds every message at its position, while several attach, read, acknowledge and release in turn")
    void readInTurn() {
        Map<Long, String> seen = new ConcurrentHashMap<>();
        AtomicInteger published = new AtomicInteger();
        AtomicInteger publishing = new AtomicInteger(1);
        Concurrently.run(3, thread -> {
            if (thread == 0) {
                for (int round : rounds(MOST)) {
                    service.publish("/a", round);
                    published.incrementAndGet();
                }
                publishing.set(0);
                return;
            }
            while ((publishing.get() > 0 || seen.size() < published.get()) && Concurrently.goesOn()) {
                readOnce(seen, thread == 1);
            }
        });
        List<String> inOrder = new ArrayList<>(new TreeMap<>(seen).values());
        Check.equal(
                "What was read, by position",
                IntStream.range(0, published.get()).mapToObj(String::valueOf).toList(),
                inOrder);
        alice.receivesNothing();
    }

    private void readOnce(Map<Long, String> seen, boolean releases) {
        Handle handle = alice.handle();
        Batch batch = handle.read(0);
        long position = batch.last() - batch.messages().size();
        for (String data : Client.data(batch)) {
            String before = seen.putIfAbsent(++position, data);
            Check.equal("The message at position " + position, before == null ? data : before, data);
        }
        handle.acknowledge(batch.last());
        if (releases) {
            handle.release("");
        }
    }
}
