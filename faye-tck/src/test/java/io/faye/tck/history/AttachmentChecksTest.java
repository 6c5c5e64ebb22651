package io.faye.tck.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.tck.history.Event.Kind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A record of attachments")
class AttachmentChecksTest {

    private final RecordedHistory told = RecordedHistory.ofOneProcess().begins(1, "alice");

    @Test
    @DisplayName("HND-3 is wrong if a listener is told twice of an end")
    void endedTwice() {
        RecordedHistory two =
                RecordedHistory.ofTwoProcesses().begins(1, "alice").destroys(30, "alice");
        two.in(2).attaches(6, "alice", 1).told(38, Kind.ENDED, "alice", 1);
        assertThat(two.broken()).isEmpty();
        assertThat(two.told(39, Kind.ENDED, "alice", 1).broken()).containsExactly("HND-3");
    }

    @Test
    @DisplayName("HND-3 is wrong if the newest listener does not hear of the end")
    void endUntold() {
        RecordedHistory two = RecordedHistory.ofTwoProcesses()
                .begins(1, "alice")
                .in(2)
                .attaches(5, "alice", 1)
                .in(1)
                .destroys(10, "alice");
        assertThat(two.broken()).containsExactly("HND-3");
        assertThat(two.in(2).told(20, Kind.ENDED, "alice", 1).broken()).isEmpty();
    }

    @Test
    @DisplayName("HND-3 is right if nobody tells a listener of the end whose attachment was released")
    void endUntoldAfterRelease() {
        told.attaches(5, "alice", 1).releases(8, "alice", 1).destroys(10, "alice");
        assertThat(told.broken()).isEmpty();
    }

    @Test
    @DisplayName("HND-3 is wrong if a listener that the same process superseded hears of the end")
    void endToldToOld() {
        told.attaches(5, "alice", 1)
                .attaches(7, "alice", 2)
                .destroys(10, "alice")
                .told(13, Kind.ENDED, "alice", 1)
                .told(13, Kind.ENDED, "alice", 2);
        assertThat(told.broken()).containsExactly("HND-3");
    }

    @Test
    @DisplayName("HND-3 is right if a listener is told of the end that was superseded while the session ended")
    void endToldToBoth() {
        told.attaches(5, "alice", 1)
                .call(9, 12, Operation.ATTACH, "alice", 2L, Optional.of(RecordedHistory.first()))
                .destroys(10, "alice")
                .told(14, Kind.ENDED, "alice", 1);
        assertThat(told.broken()).containsExactly("HND-3");
        assertThat(told.text()).contains("newest listener was not told");
        assertThat(told.told(15, Kind.ENDED, "alice", 2).broken()).isEmpty();
    }

    @Test
    @DisplayName("HND-3 is wrong if a listener is told of the end before disconnect")
    void endToldEarly() {
        told.attaches(5, "alice", 1).told(11, Kind.ENDED, "alice", 1).destroys(10, "alice");
        assertThat(told.broken()).containsExactly("HND-3");
    }

    @Test
    @DisplayName("HND-2 is wrong if a listener is told of a move that there was not")
    void movedNowhere() {
        RecordedHistory two = RecordedHistory.ofTwoProcesses()
                .begins(1, "alice")
                .attaches(5, "alice", 1)
                .attaches(7, "alice", 2)
                .in(2)
                .attaches(20, "alice", 3)
                .in(1)
                .told(21, Kind.MOVED, "alice", 1);
        assertThat(two.broken()).containsExactly("HND-2");
    }

    @Test
    @DisplayName("HND-2 is wrong if a listener is told of the end after it was told of a move")
    void movedThenEnded() {
        RecordedHistory two = RecordedHistory.ofTwoProcesses()
                .begins(1, "alice")
                .attaches(5, "alice", 1)
                .in(2)
                .attaches(20, "alice", 2)
                .in(1)
                .told(21, Kind.MOVED, "alice", 1)
                .in(2)
                .destroys(30, "alice")
                .told(33, Kind.ENDED, "alice", 2);
        assertThat(two.broken()).isEmpty();
        assertThat(two.in(1).told(34, Kind.ENDED, "alice", 1).broken()).containsExactly("HND-2");
    }

    @Test
    @DisplayName("HND-1 is wrong if an attachment reads that was superseded or released")
    void readsWithOld() {
        told.subscribes(10, "alice", "/a").publishes(20, null, "/a", 1).attaches(30, "alice", 1);
        told.readsWith(1, 32, "alice", 0, 1, 1).attaches(34, "alice", 2);
        assertThat(told.readsWith(1, 36, "alice", 0, 0).broken()).isEmpty();
        assertThat(told.readsWith(1, 38, "alice", 0, 1, 1).broken()).containsExactly("HND-1");
    }

    @Test
    @DisplayName("DIS-4 is wrong if a process is not told that a client moved away")
    void notTold() {
        RecordedHistory two = RecordedHistory.ofTwoProcesses()
                .begins(1, "alice")
                .call(10, 11, Operation.ATTACH, "alice", null, Optional.of(Map.of(AttributeCheck.NAME, "first")))
                .in(2)
                .call(20, 21, Operation.ATTACH, "alice", null, Optional.of(Map.of(AttributeCheck.NAME, "first")));
        assertThat(two.broken()).containsExactly("DIS-4");
        assertThat(two.in(1).event(25, Kind.MOVED, "alice").broken()).isEmpty();
        assertThat(two.event(26, Kind.MOVED, "alice").broken()).containsExactly("DIS-4");
    }

    @Test
    @DisplayName("DIS-4 is kept if a client moved and then ended, so that who attached it was told that it is unknown")
    void movedAndEnded() {
        RecordedHistory two = RecordedHistory.ofTwoProcesses()
                .begins(1, "alice")
                .call(10, 11, Operation.ATTACH, "alice", null, Optional.of(RecordedHistory.first()))
                .in(2)
                .call(20, 40, Operation.ATTACH, "alice", null, Optional.empty())
                .in(1)
                .event(25, Kind.MOVED, "alice")
                .destroys(30, "alice");
        assertThat(two.broken()).isEmpty();
        assertThat(two.in(1).event(26, Kind.MOVED, "alice").broken()).containsExactly("DIS-4");
    }

    @Test
    @DisplayName("DIS-4 is wrong if a client is said to have moved whom nobody attached before it had ended")
    void movedByNobody() {
        RecordedHistory two = RecordedHistory.ofTwoProcesses()
                .begins(1, "alice")
                .event(25, Kind.MOVED, "alice")
                .destroys(30, "alice")
                .in(2)
                .event(35, Kind.ENDED, "alice")
                .call(50, 51, Operation.ATTACH, "alice", null, Optional.empty());
        assertThat(two.broken()).containsExactly("DIS-4");
    }
}
