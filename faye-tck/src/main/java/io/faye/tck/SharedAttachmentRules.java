package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

abstract class SharedAttachmentRules extends SharedFixture {

    private static final int ROUNDS = 30;

    @Override
    void begun() {
        super.begun();
        alice.subscribe("/a");
    }

    private Handle handle(Host where) {
        return alice.in(where).handle("from process " + where.number());
    }

    private void awaits(Kind kind, Handle handle) {
        service.patience().until("a listener of alice is told " + kind, () -> handle.told(kind) > 0);
    }

    private static void expectNothingRead(Handle over) {
        Check.equal("What a superseded attachment reads after 0", new Batch(List.of(), 0), over.read(0));
        Check.equal("What a superseded attachment reads after 7", new Batch(List.of(), 7), over.read(7));
    }

    @EngineRule("HND-1")
    @DisplayName("reads if it is the newest of all processes, and no other one does")
    void newestReads() {
        Handle first = handle(host);
        service.publish(third, "/a", 1);
        first.awaits(1);
        Handle other = handle(second);
        other.awaits(1);
        expectNothingRead(first);
        service.publish(host, "/a", 2);
        other.awaits(1, 2);
        expectNothingRead(first);
        Handle back = handle(host);
        back.awaits(1, 2);
        expectNothingRead(other);
        expectNothingRead(first);
    }

    @EngineRule({"HND-1", "QUE-2"})
    @DisplayName("is not ended by the release of one that it superseded in another process, or in its own before that")
    void oldReleaseEndsNothing() {
        Handle own = handle(second);
        Handle other = handle(host);
        try (Reading reading = alice.in(second).listen()) {
            reading.awaitsQuiet();
            other.release("");
            own.release("");
            service.publish(third, "/a", 1);
            reading.awaits(1);
            Check.equal(
                    "How often the newest attachment was told of a move",
                    0,
                    reading.handle().told(Kind.MOVED));
        }
    }

    @EngineRule({"HND-1", "DIS-2"})
    @DisplayName("acknowledges, also if another process reads now")
    void acknowledgesWhenOver() {
        Handle first = handle(host);
        for (int i = 1; i <= 4; i++) {
            service.publish(hosts().get(i % 3), "/a", i);
        }
        first.awaits(1, 2, 3, 4);
        Handle other = handle(second);
        awaits(Kind.MOVED, first);
        first.acknowledge(2);
        handle(third).awaits(3, 4);
        other.acknowledge(3);
        Handle last = handle(host);
        last.awaits(4);
        Check.equal("The position of the last", 4L, last.read(0).last());
    }

    @EngineRule({"HND-1", "QUE-2"})
    @DisplayName("is told of messages and reads, however the release in another process raced its attach")
    void releaseRacesAttach() {
        Reading reading = alice.listen();
        for (int round = 0; round < ROUNDS; round++) {
            Handle old = reading.handle();
            Client there = alice.in(hosts().get((round + 1) % 3));
            List<Reading> fresh = new ArrayList<>();
            Concurrently.run(2, thread -> {
                if (thread == 0) {
                    fresh.add(there.listen());
                } else {
                    old.release("");
                }
            });
            reading = fresh.get(0);
            reading.awaitsQuiet();
            service.publish(hosts().get(round / 2 % 3), "/a", round);
            Check.equal("What the newest attachment read in round " + round, List.of("" + round), reading.awaits(1));
            // Its own acknowledgement is not awaited, and no rule orders that and what other processes do.
            reading.handle().acknowledge(round + 1L);
        }
    }

    @EngineRule("HND-2")
    @DisplayName("that another process superseded is told of the move, once, and nothing afterwards")
    void movesOnce() {
        Handle first = handle(host);
        Handle other = handle(second);
        awaits(Kind.MOVED, first);
        service.publish(third, "/a", 1);
        awaits(Kind.AVAILABLE, other);
        handle(third);
        awaits(Kind.MOVED, other);
        alice.in(host).destroy();
        hosts().forEach(this::settle);
        Check.equal("How often the first one was told of a move", 1, first.told(Kind.MOVED));
        Check.equal("How often the second one was told of a move", 1, other.told(Kind.MOVED));
        Check.equal(
                "What the first one was told after the move",
                List.of(),
                first.told()
                        .subList(
                                first.told().indexOf(Kind.MOVED) + 1,
                                first.told().size()));
        Check.equal("How often the second one was told of the end", 0, other.told(Kind.ENDED));
    }

    @EngineRule("HND-2")
    @DisplayName("that its own process superseded is told nothing, also if another process attaches after that")
    void movesAcrossProcessesOnly() {
        Handle first = handle(host);
        Handle newer = handle(host);
        List<Kind> before = List.copyOf(first.told());
        handle(second);
        awaits(Kind.MOVED, newer);
        hosts().forEach(this::settle);
        Check.equal("What the first one was told", before, List.copyOf(first.told()));
        Check.equal("How often the newer one was told of a move", 1, newer.told(Kind.MOVED));
    }

    @EngineRule("HND-2")
    @DisplayName("that was released is not told of a move")
    void releasedDoesNotMove() {
        Handle released = handle(host);
        released.release("");
        handle(second);
        hosts().forEach(this::settle);
        Check.equal("How often a released attachment was told of a move", 0, released.told(Kind.MOVED));
    }

    @EngineRule({"HND-2", "THR-1"})
    @DisplayName("is told of a move without a lock held")
    void movesWithoutLocks() {
        LockProbe detour = new LockProbe(service, bob, carol);
        Handle first = handle(host);
        detour.onCallsOf(host);
        handle(second);
        awaits(Kind.MOVED, first);
        service.patience().until("the detour is over", detour::isOver);
        detour.expectNothingHeld();
    }

    @EngineRule("HND-3")
    @DisplayName("is told of the end if it is the newest, in whatever process, and no other one is")
    void newestIsToldOfTheEnd() {
        for (Host ending : hosts()) {
            begin();
            Host ends = hosts().get(ending.number() - 1);
            Handle released = handle(host);
            released.release("");
            Handle moved = handle(second);
            Handle newest = handle(third);
            awaits(Kind.MOVED, moved);
            alice.in(ends).destroy();
            awaits(Kind.ENDED, newest);
            hosts().forEach(this::settle);
            Check.equal("How often the newest one was told of the end", 1, newest.told(Kind.ENDED));
            Check.equal("How often others were", 0, released.told(Kind.ENDED) + moved.told(Kind.ENDED));
        }
    }

    private void expectNote(String note, Handle handle) {
        Check.equal("The note that an attach in another process finds", Optional.of(note), handle.note());
    }

    @EngineRule("HND-4")
    @DisplayName("finds the note of the one that it superseded, with the position that belongs to it, once")
    void notesOfMoves() {
        Handle before = handle(host);
        for (int round = 1; round <= ROUNDS; round++) {
            service.publish(hosts().get(round % 2), "/a", round);
            before.awaits(round);
            before.acknowledge(round);
            before.notes("after " + round);
            Handle next = handle(hosts().get(round % 3));
            expectNote("after " + round, next);
            Check.equal("What is left", List.of(), Client.data(next.read(0)));
            Check.equal(
                    "The position that was acknowledged",
                    (long) round,
                    next.read(0).last());
            before = next;
        }
        Handle last = before.notes("");
        Host other = hosts().get((ROUNDS + 1) % 3);
        Check.equal(
                "The note of one that has none", Optional.empty(), handle(other).note());
        awaits(Kind.MOVED, last);
    }

    @EngineRule("HND-4")
    @DisplayName("finds the note of the one that was released in another process, with its position, once")
    void notesOfReleases() {
        for (int round = 1; round <= ROUNDS; round++) {
            Handle before = handle(hosts().get(round % 3));
            service.publish(hosts().get(round % 2), "/a", round);
            before.awaits(round);
            before.acknowledges(round);
            before.release("after " + round);
            Handle next = handle(hosts().get((round + 1) % 3)).notes("");
            expectNote("after " + round, next);
            Check.equal("What is left", List.of(), Client.data(next.read(0)));
            Handle later = handle(hosts().get((round + 2) % 3)).notes("");
            Check.equal("The note that a later attach finds", Optional.empty(), later.note());
            later.release("");
        }
    }
}
