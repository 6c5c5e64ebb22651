package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.engine.QueueLimits.Policy;
import io.faye.tck.Heard.Kind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

abstract class AttachmentRules extends SessionFixture {

    @Override
    void begun() {
        alice.subscribe("/a");
    }

    private void publish(Object... data) {
        for (Object each : data) {
            service.publish("/a", each);
        }
    }

    private static void expectNothingRead(String what, Handle handle) {
        Check.equal("What " + what + " reads after 0", new Batch(List.of(), 0), handle.read(0));
        Check.equal("What " + what + " reads after 7", new Batch(List.of(), 7), handle.read(7));
    }

    @EngineRule("HND-1")
    @DisplayName("reads if it is the newest, and no other one does")
    void newestReads() {
        Handle first = alice.handle();
        publish(1, 2);
        first.awaits(1, 2);
        Handle second = alice.handle();
        second.awaits(1, 2);
        expectNothingRead("a superseded attachment", first);
        publish(3);
        second.awaits(1, 2, 3);
        expectNothingRead("a superseded attachment", first);
    }

    @EngineRule("HND-1")
    @DisplayName("that was released reads nothing, and the next one reads everything")
    void releasedReadsNothing() {
        Handle first = alice.handle();
        publish(1);
        first.awaits(1);
        first.release("");
        expectNothingRead("a released attachment", first);
        publish(2);
        expectNothingRead("a released attachment", first);
        alice.handle().awaits(1, 2);
        expectNothingRead("a released attachment", first);
    }

    @EngineRule({"HND-1", "QUE-2"})
    @DisplayName("that was superseded or released ends nothing by its release")
    void oldReleaseEndsNothing() {
        Handle first = alice.handle();
        Handle second = alice.handle();
        second.release("");
        try (Reading reading = alice.listen()) {
            reading.awaitsQuiet();
            first.release("");
            publish(1);
            reading.awaits(1);
            second.release("again");
            publish(2);
            reading.awaits(2);
        }
    }

    @EngineRule({"HND-1", "QUE-1"})
    @DisplayName("acknowledges, whether or not it still reads")
    void acknowledgesWhenOver() {
        Handle first = alice.handle();
        publish(1, 2, 3, 4);
        first.awaits(1, 2, 3, 4);
        Handle second = alice.handle();
        first.acknowledge(1);
        second.awaits(2, 3, 4);
        second.release("");
        second.acknowledge(2);
        Handle third = alice.handle();
        third.awaits(3, 4);
        first.acknowledge(3);
        third.awaits(4);
        Check.equal("The position of the last", 4L, third.read(0).last());
    }

    @EngineRule({"HND-1", "CLI-2"})
    @DisplayName("of a session that has ended reads nothing, and its acknowledge and release do nothing")
    void endedReadsNothing() {
        Handle first = alice.handle();
        publish(1);
        first.awaits(1);
        Handle second = alice.handle();
        alice.destroy();
        for (Handle over : List.of(first, second)) {
            expectNothingRead("an attachment of a session that has ended", over);
            over.acknowledge(1);
            over.release("note");
            expectNothingRead("an attachment of a session that has ended", over);
        }
    }

    @EngineRule("HND-2")
    @DisplayName("that the same process superseded is told nothing, neither of messages nor of a move nor of the end")
    void supersededIsToldNothing() {
        Handle first = alice.handle();
        first.read(0);
        Handle second = alice.handle();
        second.read(0);
        List<Kind> before = List.copyOf(first.told());
        publish(1);
        service.patience().until("the newest attachment is told of a message", () -> second.told(Kind.AVAILABLE) > 0);
        alice.destroy();
        service.patience().until("the newest attachment is told of the end", () -> second.told(Kind.ENDED) > 0);
        Check.equal("What the superseded attachment was told in the end", before, List.copyOf(first.told()));
        Check.equal("How often they were told of a move", 0, first.told(Kind.MOVED) + second.told(Kind.MOVED));
    }

    @EngineRule("HND-3")
    @DisplayName("is told of the end once, after the events of the end")
    void isToldOfTheEnd() {
        Handle superseded = alice.handle();
        Handle newest = alice.handle();
        alice.destroy();
        SessionEnds.expect(alice, "/a");
        settle();
        Check.equal("How often the newest attachment was told of the end", 1, newest.told(Kind.ENDED));
        Check.equal("How often the superseded attachment was told of the end", 0, superseded.told(Kind.ENDED));
    }

    @EngineRule("HND-3")
    @DisplayName("that was released is not told of the end")
    void releasedIsNotTold() {
        Handle released = alice.handle();
        released.release("");
        alice.destroy();
        SessionEnds.expect(alice, "/a");
        settle();
        Check.equal("What a released attachment was told", 0, released.told(Kind.ENDED) + released.told(Kind.MOVED));
    }

    @EngineRule({"HND-3", "EXP-2", "QUE-3"})
    @DisplayName("is told of an end that nobody asked for, once, after the events of the end")
    void isToldOfOverflow() {
        begin(settings -> settings.limited(1, Policy.END_SESSION));
        alice.handle();
        publish(1, 2);
        alice.attach();
        SessionEnds.expectByItself(alice, "/a");
        Check.equal(
                "How often the newest attachment was told of the end, whether it came before that or after",
                1,
                host.handles(alice.id()).stream()
                        .mapToInt(handle -> handle.told(Kind.ENDED))
                        .sum());
    }

    /** Another session's end is told after whatever else there was to be told. */
    private void settle() {
        Handle marker = carol.handle();
        carol.destroy();
        service.patience().until("carol's attachment is told of the end", () -> marker.told(Kind.ENDED) > 0);
    }
}
