package io.faye.tck.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.tck.history.Call.Attribute;
import io.faye.tck.history.Event.Kind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A record of sessions")
class SessionChecksTest {

    private final RecordedHistory told = RecordedHistory.ofOneProcess().begins(1, "alice");

    @Test
    @DisplayName("is right if they begin, are used and end")
    void right() {
        told.subscribes(10, "alice", "/a")
                .call(20, 21, Operation.PING, "alice", null, true)
                .sees(22, "alice", "first")
                .call(24, 25, Operation.SET, "alice", new Attribute(AttributeCheck.NAME, "second"), Change.CHANGED)
                .sees(26, "alice", "second")
                .event(31, Kind.UNSUBSCRIBE, "alice", "/a")
                .destroys(30, "alice")
                .call(40, 41, Operation.PING, "alice", null, false)
                .call(42, 43, Operation.DESTROY, "alice", null, false);
        assertThat(told.broken()).isEmpty();
    }

    @Test
    @DisplayName("CLI-1 is wrong if an id is given twice")
    void sameId() {
        told.begins(5, "alice");
        assertThat(told.broken()).containsExactly("CLI-1");
    }

    @Test
    @DisplayName("CLI-1 is wrong if a session begins and nothing is reported")
    void noHandshake() {
        told.call(5, 6, Operation.CREATE, "bob", Map.of(), null);
        assertThat(told.broken()).containsExactly("CLI-1");
    }

    @Test
    @DisplayName("EVT-1 is wrong if a handshake is reported after createClient has completed")
    void lateHandshake() {
        told.call(5, 6, Operation.CREATE, "bob", Map.of(), null).event(7, Kind.HANDSHAKE, "bob");
        assertThat(told.broken()).containsExactly("EVT-1");
    }

    @Test
    @DisplayName("CLI-2 is wrong if a session that has ended is answered for")
    void answersForEnded() {
        told.destroys(10, "alice").call(20, 21, Operation.ATTACH, "alice", null, Optional.of(Map.of()));
        assertThat(told.broken()).containsExactly("CLI-2");
    }

    /** Alice is ended in the first process, and read for in the second, which hears of the end at 38. */
    private static RecordedHistory readAfterTheEnd(long tick) {
        return RecordedHistory.ofTwoProcesses()
                .hearingWithin(10)
                .begins(1, "alice")
                .subscribes(5, "alice", "/a")
                .publishes(10, null, "/a", 1)
                .event(31, Kind.UNSUBSCRIBE, "alice", "/a")
                .destroys(30, "alice")
                .in(2)
                .reads(tick, "alice", 0, 1, 1)
                .event(38, Kind.ENDED, "alice");
    }

    @Test
    @DisplayName("CLI-2 is right if a process gives what it had of a session until it has heard of its end")
    void readsUntilItHasHeard() {
        assertThat(readAfterTheEnd(36).broken()).isEmpty();
    }

    @Test
    @DisplayName("CLI-2 is wrong if a process gives what it had when it has heard of the end")
    void readsAfterItHasHeard() {
        assertThat(readAfterTheEnd(39).broken()).containsExactly("CLI-2");
    }

    @Test
    @DisplayName("CLI-2 is wrong if the process that ended a session gives what it had, however late others hear of it")
    void readsWhereItEnded() {
        RecordedHistory late = readAfterTheEnd(20).in(1).reads(36, "alice", 0, 1, 1);
        assertThat(late.broken()).containsExactly("CLI-2");
    }

    @Test
    @DisplayName("CLI-2 is kept if another process knows a session until it hears of its end, and wrong after that")
    void hearsOfTheEnd() {
        RecordedHistory two = RecordedHistory.ofTwoProcesses()
                .hearingWithin(10)
                .begins(1, "alice")
                .destroys(20, "alice");
        two.in(2).event(27, Kind.ENDED, "alice").sees(25, "alice", "first");
        assertThat(two.broken()).isEmpty();
        assertThat(two.sees(28, "alice", "first").broken()).containsExactly("CLI-2");
    }

    @Test
    @DisplayName("CLI-2 is wrong if another process never hears of a session's end")
    void neverHearsOfTheEnd() {
        RecordedHistory two = RecordedHistory.ofTwoProcesses()
                .hearingWithin(10)
                .begins(1, "alice")
                .destroys(20, "alice");
        two.in(2).event(50, Kind.ENDED, "alice").sees(40, "alice", "first");
        assertThat(two.broken()).containsExactly("CLI-2");
    }

    @Test
    @DisplayName("CLI-2 is wrong if a session is unknown and goes on")
    void deniesLiving() {
        told.call(20, 21, Operation.PING, "alice", null, false).call(22, 23, Operation.PING, "alice", null, true);
        assertThat(told.broken()).containsExactly("CLI-2");
    }

    /** Begun in the first process, attached in the second. */
    private static RecordedHistory moved() {
        RecordedHistory two = RecordedHistory.ofTwoProcesses().begins(1, "alice");
        return two.in(2).call(10, 11, Operation.ATTACH, "alice", null, Optional.of(Map.of()));
    }

    @Test
    @DisplayName("DIS-1 is wrong if a session that is attached elsewhere is unknown and goes on")
    void deniesForeign() {
        RecordedHistory two = moved().call(30, 31, Operation.PING, "alice", null, true);
        two.in(1).call(20, 21, Operation.PING, "alice", null, false);
        assertThat(two.broken()).containsExactly("DIS-1");
    }

    @Test
    @DisplayName("CLI-2 is wrong if a session is unknown where it is attached, and goes on")
    void deniesItsOwn() {
        RecordedHistory two = moved().call(20, 21, Operation.PING, "alice", null, false);
        assertThat(two.broken()).containsExactly("CLI-2");
    }

    @Test
    @DisplayName("CLI-3 is wrong if two destroyed a session")
    void destroyedTwice() {
        told.destroys(10, "alice").call(11, 16, Operation.DESTROY, "alice", null, true);
        assertThat(told.broken()).containsExactly("CLI-3");
    }

    @Test
    @DisplayName("CLI-3 is wrong if a session was destroyed by nobody")
    void destroyedByNobody() {
        told.call(10, 15, Operation.DESTROY, "alice", null, false)
                .event(12, Kind.DISCONNECT, "alice")
                .event(13, Kind.ENDED, "alice");
        assertThat(told.broken()).containsExactly("CLI-3");
    }

    @Test
    @DisplayName("EXP-1 is right if a session ends two timeouts after its last ping")
    void expires() {
        told.call(500, 501, Operation.PING, "alice", null, true)
                .event(2_600, Kind.DISCONNECT, "alice")
                .event(2_601, Kind.ENDED, "alice");
        assertThat(told.broken()).isEmpty();
    }

    @Test
    @DisplayName("EXP-1 is wrong if a session ends sooner after its last ping")
    void expiresEarly() {
        told.call(500, 501, Operation.PING, "alice", null, true)
                .event(2_400, Kind.DISCONNECT, "alice")
                .event(2_401, Kind.ENDED, "alice");
        assertThat(told.broken()).containsExactly("EXP-1");
        assertThat(told.text()).contains("before 2 timeouts", "ping(alice)", "disconnect alice");
    }

    @Test
    @DisplayName("EXP-1 is wrong if a session that nobody pings goes on")
    void neverExpires() {
        told.begins(4_000, "bob");
        assertThat(told.broken()).containsExactly("EXP-1");
    }

    @Test
    @DisplayName("EXP-2 is wrong if a session ends and an unsubscribe is missing")
    void forgetsUnsubscribe() {
        told.subscribes(10, "alice", "/a").destroys(20, "alice");
        assertThat(told.broken()).containsExactly("EXP-2");
    }

    @Test
    @DisplayName("EXP-2 is wrong if disconnect comes before unsubscribe")
    void disconnectsFirst() {
        told.subscribes(10, "alice", "/a").destroys(20, "alice").event(23, Kind.UNSUBSCRIBE, "alice", "/a");
        assertThat(told.broken()).containsExactly("EXP-2");
    }

    @Test
    @DisplayName("EXP-2 is wrong if the engine says twice that it ended a session, or of one that was destroyed")
    void saysTwice() {
        told.call(500, 501, Operation.PING, "alice", null, true)
                .event(2_600, Kind.CLIENT_ENDED, "alice")
                .event(2_601, Kind.DISCONNECT, "alice");
        assertThat(told.broken()).isEmpty();
        assertThat(told.event(2_602, Kind.CLIENT_ENDED, "alice").broken()).containsExactly("EXP-2");
        RecordedHistory destroyed = RecordedHistory.ofOneProcess()
                .begins(1, "bob")
                .destroys(10, "bob")
                .event(12, Kind.CLIENT_ENDED, "bob");
        assertThat(destroyed.broken()).containsExactly("EXP-2");
    }

    @Test
    @DisplayName("SUB-3 is wrong if a subscription that began while the session ended is left")
    void leavesSubscription() {
        told.destroys(20, "alice")
                .subscribe(19, 25, "alice", "/a", Change.CHANGED)
                .event(21, Kind.SUBSCRIBE, "alice", "/a");
        assertThat(told.broken()).containsExactly("SUB-3");
    }

    @Test
    @DisplayName("EVT-2 is wrong if something follows the disconnect")
    void eventAfterEnd() {
        told.publish(21, 30, "alice", "/a", 1).reports(25, "alice", "/a", 1).destroys(20, "alice");
        assertThat(told.broken()).containsExactly("EVT-2");
    }

    @Test
    @DisplayName("ATT-1 is wrong if an attribute is seen as it was before")
    void oldAttribute() {
        told.call(10, 11, Operation.SET, "alice", new Attribute(AttributeCheck.NAME, "second"), Change.CHANGED)
                .sees(12, "alice", "first");
        assertThat(told.broken()).containsExactly("ATT-1");
        assertThat(told.text()).contains("setAttribute(alice, turn=second)");
    }

    @Test
    @DisplayName("SUB-1 is wrong if CHANGED is answered and nothing reported")
    void changedUnreported() {
        told.subscribe(10, 12, "alice", "/a", Change.CHANGED);
        assertThat(told.broken()).containsExactly("SUB-1");
    }

    @Test
    @DisplayName("SUB-1 is wrong if something is reported and UNCHANGED answered")
    void reportedUnchanged() {
        told.subscribes(10, "alice", "/a")
                .unsubscribes(15, "alice", "/a")
                .subscribe(20, 22, "alice", "/a", Change.UNCHANGED);
        assertThat(told.broken()).containsExactly("SUB-1");
    }

    @Test
    @DisplayName("SUB-1 is wrong if unsubscribe is answered UNCHANGED of what is held")
    void unsubscribedUnchanged() {
        told.subscribes(10, "alice", "/a")
                .call(20, 22, Operation.UNSUBSCRIBE, "alice", ChannelPattern.of("/a"), Change.UNCHANGED);
        assertThat(told.broken()).containsExactly("SUB-1");
    }

    @Test
    @DisplayName("EVT-1 is wrong if a subscribe is reported after it has completed")
    void lateSubscribe() {
        told.subscribe(10, 12, "alice", "/a", Change.CHANGED).event(14, Kind.SUBSCRIBE, "alice", "/a");
        assertThat(told.broken()).containsExactly("EVT-1");
    }

    @Test
    @DisplayName("THR-1 is wrong if a stage never completes")
    void hangs() {
        told.call(10, Long.MAX_VALUE, Operation.PING, "alice", null, null);
        assertThat(told.broken()).containsExactly("THR-1");
        assertThat(told.text()).contains("ping did not complete", "not answered");
    }
}
