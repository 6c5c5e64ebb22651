package io.faye.tck.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Batch;
import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.tck.history.Call.ReadFrom;
import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A record of messages")
class MessageChecksTest {

    private final RecordedHistory told = RecordedHistory.ofOneProcess()
            .begins(1, "alice")
            .begins(5, "bob")
            .subscribes(10, "alice", "/a")
            .subscribes(15, "alice", "/**")
            .publishes(20, "bob", "/a", 1)
            .publishes(25, null, "/a", 2);

    @Test
    @DisplayName("is right if all arrive once, in order, and wait until they are acknowledged")
    void right() {
        told.reads(30, "alice", 0, 2, 1, 2)
                .reads(40, "alice", 0, 2, 1, 2)
                .acknowledges(42, "alice", 1)
                .reads(44, "alice", 0, 2, 2)
                .acknowledges(46, "alice", 1_000_000)
                .acknowledges(48, "alice", 2)
                .reads(50, "alice", 0, 2);
        assertThat(told.broken()).isEmpty();
    }

    @Test
    @DisplayName("PUB-1 is wrong if one is lost")
    void lost() {
        told.publishes(27, null, "/a", 3).reads(40, "alice", 0, 2, 1, 3);
        assertThat(told.broken()).containsExactly("PUB-1");
        assertThat(told.text()).contains("did not arrive", "#2", "subscribe(alice");
    }

    @Test
    @DisplayName("PUB-1 is wrong if one arrives twice")
    void twice() {
        told.reads(30, "alice", 0, 3, 1, 2, 2);
        assertThat(told.broken()).containsExactly("PUB-1");
        assertThat(told.text()).contains("#2 was delivered at position 2 and again at 3");
    }

    @Test
    @DisplayName("PUB-1 is wrong if one arrives at somebody who never subscribed")
    void unwanted() {
        told.reads(30, "alice", 0, 2, 1, 2).reads(32, "bob", 0, 1, 1);
        assertThat(told.broken()).containsExactly("PUB-1");
    }

    @Test
    @DisplayName("SUB-2 is wrong if what is published after unsubscribe arrives")
    void afterUnsubscribe() {
        told.subscribes(30, "bob", "/b")
                .unsubscribes(35, "bob", "/b")
                .publishes(40, null, "/b", 3)
                .reads(50, "alice", 0, 3, 1, 2, 3)
                .reads(52, "bob", 0, 1, 3);
        assertThat(told.broken()).containsExactly("SUB-2");
        assertThat(told.text()).contains("unsubscribe(bob, /b)");
    }

    @Test
    @DisplayName("SUB-2 is right if what is published during unsubscribe arrives, or does not")
    void duringUnsubscribe() {
        told.subscribes(30, "bob", "/b")
                .publishes(34, 39, null, "/b", 3)
                .publishes(34, 40, null, "/b", 4)
                .unsubscribes(36, "bob", "/b")
                .reads(50, "alice", 0, 4, 1, 2, 3, 4)
                .reads(52, "bob", 0, 1, 3);
        assertThat(told.broken()).isEmpty();
    }

    @Test
    @DisplayName("SUB-2 is wrong if what is published just after subscribe is lost")
    void afterSubscribe() {
        told.subscribes(30, "bob", "/b")
                .publishes(33, null, "/b", 3)
                .publishes(36, null, "/b", 4)
                .reads(50, "alice", 0, 4, 1, 2, 3, 4)
                .reads(52, "bob", 0, 1, 4);
        assertThat(told.broken()).containsExactly("SUB-2");
    }

    @Test
    @DisplayName("is right if what came last was not read before the session ended")
    void unread() {
        told.publishes(27, null, "/a", 3)
                .reads(30, "alice", 0, 2, 1, 2)
                .event(41, Kind.UNSUBSCRIBE, "alice", "/a")
                .event(41, Kind.UNSUBSCRIBE, "alice", "/**")
                .destroys(40, "alice");
        assertThat(told.broken()).isEmpty();
    }

    @Test
    @DisplayName("PUB-2 is wrong if messages of one publisher change places, also if he did not wait")
    void publisherOrder() {
        told.publishes(30, 40, "bob", "/a", 3).publishes(32, 38, "bob", "/a", 4).reads(50, "alice", 0, 4, 1, 2, 4, 3);
        assertThat(told.broken()).containsExactly("PUB-2");
        assertThat(told.text()).contains("#4 at position 3, #3 at 4");
    }

    @Test
    @DisplayName("PUB-2 is wrong if subscribers see messages of several publishers in different orders")
    void subscriberOrder() {
        told.subscribes(30, "bob", "/c")
                .publishes(40, 50, "alice", "/c", 3)
                .publishes(41, 51, "bob", "/c", 4)
                .reads(60, "alice", 0, 4, 1, 2, 3, 4)
                .reads(62, "bob", 0, 2, 4, 3);
        assertThat(told.broken()).containsExactly("PUB-2");
        assertThat(told.text()).contains("#3 before #4", "#4 before #3");
    }

    @Test
    @DisplayName("PUB-2 is right if messages to several channels come in different orders")
    void channelsApart() {
        told.subscribes(30, "bob", "/**")
                .publishes(40, 50, "alice", "/c", 3)
                .publishes(41, 51, "bob", "/d", 4)
                .reads(60, "alice", 0, 4, 1, 2, 3, 4)
                .reads(62, "bob", 0, 2, 4, 3);
        assertThat(told.broken()).isEmpty();
    }

    @Test
    @DisplayName("PUB-3 is wrong if an accepted message is not reported, or twice, or as somebody else's")
    void reports() {
        told.reads(28, "alice", 0, 2, 1, 2);
        assertThat(told.reports(26, null, "/a", 2).broken()).containsExactly("PUB-3");
        RecordedHistory unreported =
                RecordedHistory.ofOneProcess().begins(1, "alice").publish(10, 12, "alice", "/a", 1);
        assertThat(unreported.broken()).containsExactly("PUB-3");
        assertThat(unreported.reports(11, null, "/a", 1).broken()).containsExactly("PUB-3");
    }

    @Test
    @DisplayName("EVT-1 is wrong if a message is reported after publish has completed")
    void lateReport() {
        RecordedHistory late =
                RecordedHistory.ofOneProcess().publish(10, 12, null, "/a", 1).reports(14, null, "/a", 1);
        assertThat(late.broken()).containsExactly("EVT-1");
    }

    @Test
    @DisplayName("PUB-4 is wrong if an accepted message cannot be read yet")
    void notYetQueued() {
        told.reads(30, "alice", 0, 1, 1).reads(40, "alice", 1, 2, 2);
        assertThat(told.broken()).containsExactly("PUB-4");
    }

    /** Sixty messages, accepted one after another, of which the first batch has so many though there was room for all. */
    private static RecordedHistory cutShortAfter(int count) {
        RecordedHistory many = RecordedHistory.ofOneProcess().begins(1, "alice").subscribes(10, "alice", "/a");
        List<Message> messages = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            many.publishes(20 + 4L * i, null, "/a", i);
            messages.add(new Sent(i, Channel.of("/a"), null).message());
        }
        ReadFrom first = new ReadFrom(0, 0, 1_000, Integer.MAX_VALUE);
        ReadFrom second = new ReadFrom(0, count, 1_000, Integer.MAX_VALUE);
        return many.call(400, 401, Operation.READ, "alice", first, new Batch(messages.subList(0, count), count))
                .call(402, 403, Operation.READ, "alice", second, new Batch(messages.subList(count, 60), 60));
    }

    @Test
    @DisplayName("PUB-4 is right if the engine bounds what it gives at once")
    void cutShort() {
        assertThat(cutShortAfter(50).broken()).isEmpty();
    }

    @Test
    @DisplayName("PUB-4 is wrong if a short batch leaves out what was accepted")
    void cutTooShort() {
        assertThat(cutShortAfter(40).broken()).containsExactly("PUB-4");
    }

    @Test
    @DisplayName("PUB-4 is wrong if what was accepted before comes after")
    void acceptedEarly() {
        told.reads(30, "alice", 0, 2, 2, 1);
        assertThat(told.broken()).containsExactly("PUB-4");
    }

    @Test
    @DisplayName("PUB-5 is wrong if a message arrives otherwise than sent")
    void changed() {
        Message first = Message.to(Channel.of("/a")).with("id", Json.of("h1")).with("data", Json.of(1));
        Message other =
                Message.to(Channel.of("/a")).with("id", Json.of("other")).with("data", Json.of(2));
        told.readsAs(Operation.READ, 30, "alice", 0, new Batch(List.of(first, other), 2));
        assertThat(told.broken()).containsExactly("PUB-5");
    }

    @Test
    @DisplayName("QUE-1 is wrong if what was not acknowledged is gone")
    void gone() {
        told.reads(30, "alice", 0, 2, 1, 2).acknowledges(32, "alice", 1).reads(34, "alice", 0, 2);
        assertThat(told.broken()).containsExactly("QUE-1");
    }

    private RecordedHistory released() {
        return told.reads(30, "alice", 0, 2, 1, 2)
                .acknowledges(32, "alice", 2)
                .call(34, 35, Operation.RELEASE, "alice", null, null);
    }

    @Test
    @DisplayName("QUE-1 is right if a process that does not read for a client ends an empty batch where it began")
    void emptyWhereItBegan() {
        assertThat(released().reads(36, "alice", 1, 1).broken()).isEmpty();
    }

    @Test
    @DisplayName("QUE-1 is wrong if an empty batch ends before what was asked for, also when nobody reads")
    void emptyBeforeItBegan() {
        assertThat(released().reads(36, "alice", 1, 0).broken()).containsExactly("QUE-1");
    }

    @Test
    @DisplayName("QUE-1 is wrong if an empty batch forgets what was acknowledged where the client is attached")
    void emptyForgets() {
        RecordedHistory attached = released().attaches(36, "alice", 2);
        assertThat(attached.readsWith(2, 38, "alice", 0, 0).broken()).containsExactly("QUE-1");
    }

    @Test
    @DisplayName("QUE-1 is wrong if what was acknowledged is read again")
    void again() {
        told.reads(30, "alice", 0, 2, 1, 2).acknowledges(32, "alice", 1).reads(34, "alice", 0, 2, 1, 2);
        assertThat(told.broken()).containsExactly("QUE-1");
        assertThat(told.text()).contains("Position 1 was read after it had been acknowledged", "acknowledge(alice, 1)");
    }

    @Test
    @DisplayName("QUE-1 is wrong if a position changes its message")
    void replaced() {
        told.reads(30, "alice", 0, 1, 1).reads(34, "alice", 0, 1, 2);
        assertThat(told.broken()).containsExactly("QUE-1");
    }

    @Test
    @DisplayName("DIS-2 is wrong if a message has another position in another process")
    void otherPosition() {
        RecordedHistory two = RecordedHistory.ofTwoProcesses()
                .begins(1, "alice")
                .subscribes(10, "alice", "/a")
                .publishes(20, 30, null, "/a", 1)
                .publishes(21, 31, null, "/a", 2)
                .reads(40, "alice", 0, 2, 1, 2)
                .in(2)
                .reads(50, "alice", 0, 2, 2, 1);
        assertThat(two.broken()).containsExactly("DIS-2");
    }

    @Test
    @DisplayName("QUE-2 is wrong if somebody who reads when told misses something")
    void notWoken() {
        told.reads(22, "alice", 0, 1, 1).reads(Operation.INSPECT, 40, "alice", 1, 2, 2);
        assertThat(told.broken()).containsExactly("QUE-2");
        assertThat(told.text()).contains("Messages wait from position 2", "publish(by nobody, /a #2)");
    }
}
