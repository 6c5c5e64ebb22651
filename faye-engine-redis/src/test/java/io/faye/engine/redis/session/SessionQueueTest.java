package io.faye.engine.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.AttachmentListener;
import io.faye.engine.redis.TestHost;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Position;
import io.faye.engine.support.QueuedMessage;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The queue of a session")
class SessionQueueTest {

    private static final AttachmentListener READER = new AttachmentListener() {
        @Override
        public void messagesAvailable() {}

        @Override
        public String moved() {
            return "";
        }

        @Override
        public void ended() {}
    };

    private final ClientId alice = ClientId.random(new SecureRandom());
    private final TestHost host = new TestHost(Duration.ofSeconds(10));

    @AfterEach
    void close() {
        host.close();
    }

    private static LogId at(long millis) {
        return new LogId(millis, 0);
    }

    private static Arrival arrival(SessionState state) {
        return arrival(state, new Position(0, at(1)));
    }

    private static Arrival arrival(SessionState state, Position position) {
        boolean waits = state == SessionState.CLAIMED;
        return new Arrival(waits, at(1), 2, position, Map.of(), 0, Set.of(), "");
    }

    private SessionQueue queue(SessionState state) {
        SessionQueue queue = new SessionQueue(alice, arrival(state), host, () -> {});
        queue.attach(READER);
        return queue;
    }

    private static void append(SessionQueue queue, long millis) {
        queue.append(new QueuedMessage(Message.to(Channel.of("/a")).with("data", Json.of(millis))), at(millis));
    }

    private static List<String> read(SessionQueue queue, long after) {
        return queue.read(READER, after, 100, 100_000).batch().messages().stream()
                .map(message -> message.data().orElseThrow().toString())
                .toList();
    }

    @Test
    @DisplayName("does not return what was acknowledged while it was being filled")
    void remembersAcknowledgements() {
        SessionQueue queue = queue(SessionState.REPLAYING);
        append(queue, 11);
        assertThat(queue.acknowledge(2)).as("Told here only").isFalse();
        append(queue, 12);
        append(queue, 13);
        queue.goLive();
        assertThat(read(queue, 0)).containsExactly("13");
        assertThat(queue.position(at(13))).isEqualTo(new Position(2, at(13).predecessor()));
    }

    @Test
    @DisplayName("ignores an acknowledgement of more than was queued, also while it was being filled")
    void ignoresWhatIsAhead() {
        SessionQueue queue = queue(SessionState.REPLAYING);
        queue.acknowledge(5);
        append(queue, 11);
        queue.goLive();
        assertThat(read(queue, 0)).containsExactly("11");
    }

    @Test
    @DisplayName("stays at its position when the process has missed something, so that another process misses it, too")
    void staysAtItsPositionWhenClosed() {
        SessionQueue queue = queue(SessionState.REPLAYING);
        queue.goLive();
        append(queue, 11);
        queue.acknowledge(1);
        queue.close();
        append(queue, 30);
        queue.leave(at(40));
        assertThat(queue.position(at(40))).isEqualTo(new Position(1, at(11)));
    }

    @Test
    @DisplayName("goes on with lower ids after Redis has lost the end of the log")
    void goesOnWithLowerIds() {
        SessionQueue queue = queue(SessionState.REPLAYING);
        append(queue, 11);
        append(queue, 30);
        queue.goLive();
        queue.rewind(at(20));
        append(queue, 21);
        assertThat(read(queue, 0)).containsExactly("11", "30", "21");
        assertThat(queue.position(at(21)))
                .as("Another process replays the two that the log holds, and leaves a position out between them")
                .isEqualTo(new Position(0, at(11).predecessor(), List.of(new Position.Lost(at(11), 1))));
        queue.acknowledge(1);
        assertThat(queue.position(at(21))).isEqualTo(new Position(2, at(21).predecessor()));
        queue.acknowledge(3);
        assertThat(queue.position(at(25))).isEqualTo(new Position(3, at(25)));
    }

    private SessionQueue goingOn(Position position) {
        SessionQueue queue = new SessionQueue(alice, arrival(SessionState.REPLAYING, position), host, () -> {});
        queue.attach(READER);
        return queue;
    }

    private static long last(SessionQueue queue, long after) {
        return queue.read(READER, after, 100, 100_000).batch().last();
    }

    @Test
    @DisplayName("goes on after a process whose messages Redis has lost in part, at the same positions")
    void leavesOutWhatIsLost() {
        Position position = new Position(4, at(10), List.of(new Position.Lost(at(12), 3)));
        SessionQueue queue = goingOn(position);
        append(queue, 11);
        append(queue, 12);
        assertThat(queue.position(at(12)).lost())
                .as("Before it knows what follows")
                .isEqualTo(position.lost());
        append(queue, 21);
        queue.goLive();
        assertThat(read(queue, 0)).containsExactly("11", "12");
        assertThat(last(queue, 0)).isEqualTo(6);
        assertThat(read(queue, 6)).containsExactly("21");
        assertThat(last(queue, 6)).isEqualTo(10);
        assertThat(queue.position(at(21)))
                .isEqualTo(new Position(4, at(11).predecessor(), List.of(new Position.Lost(at(12), 3))));
        queue.acknowledge(8);
        assertThat(queue.position(at(21))).isEqualTo(new Position(9, at(21).predecessor()));
    }

    @Test
    @DisplayName("leaves positions out also if nothing follows, and believes the log that they were acknowledged")
    void acknowledgesWhatIsLost() {
        SessionQueue queue = goingOn(new Position(4, at(10), List.of(new Position.Lost(at(11), 3))));
        append(queue, 11);
        queue.acknowledged(6, at(20));
        assertThat(queue.position(at(20))).isEqualTo(new Position(8, at(11)));
        queue.goLive();
        append(queue, 21);
        assertThat(last(queue, 0)).isEqualTo(9);

        SessionQueue another = goingOn(new Position(4, at(10), List.of(new Position.Lost(at(11), 3))));
        another.goLive();
        append(another, 21);
        assertThat(last(another, 0)).isEqualTo(8);
    }

    @Test
    @DisplayName("keeps what is lost in two losses apart")
    void rewindsTwice() {
        SessionQueue queue = queue(SessionState.REPLAYING);
        queue.goLive();
        append(queue, 11);
        append(queue, 12);
        append(queue, 30);
        queue.rewind(at(20));
        append(queue, 21);
        append(queue, 40);
        queue.rewind(at(25));
        assertThat(queue.position(at(25)))
                .isEqualTo(new Position(
                        0, at(11).predecessor(), List.of(new Position.Lost(at(12), 1), new Position.Lost(at(21), 1))));
        queue.rewind(at(11));
        assertThat(queue.position(at(11)))
                .isEqualTo(new Position(0, at(11).predecessor(), List.of(new Position.Lost(at(11), 4))));
        queue.rewind(LogId.NONE);
        assertThat(queue.position(LogId.NONE)).isEqualTo(new Position(5, LogId.NONE));
    }

    @Test
    @DisplayName("has a position that scripts and the log keep as a text")
    void writesItsPosition() {
        List<Position> positions = List.of(
                new Position(3, at(7)),
                new Position(3, at(7).predecessor(), List.of(new Position.Lost(at(7), 2))),
                new Position(
                        3, at(7), List.of(new Position.Lost(at(8).predecessor(), 2), new Position.Lost(at(9), 1))));
        assertThat(positions).allSatisfy(position -> {
            Object[] words = Position.arguments(position);
            assertThat(Position.parse((long) words[0], words[1].toString())).isEqualTo(position);
        });
    }

    private long memory() {
        return host.memoryBudget().usage().used();
    }

    @Test
    @DisplayName("counts in the memory budget until another process owns the session")
    void countsUntilItIsLeft() {
        SessionQueue queue = queue(SessionState.REPLAYING);
        queue.goLive();
        append(queue, 11);
        assertThat(memory()).isPositive();
        queue.leave(at(11));
        assertThat(queue.position(LogId.NONE)).isEqualTo(new Position(0, at(11).predecessor()));
        assertThat(memory()).isZero();
    }

    @Test
    @DisplayName("holds no memory any more after its session was released, nor do the subscriptions")
    void holdsNothingAfterRelease() {
        Session session = new Session(alice, arrival(SessionState.REPLAYING), host, overflowing -> {});
        SessionRegistry registry = new SessionRegistry();
        registry.add(session);
        registry.subscribe(session, ChannelPattern.of("/a"));
        long subscribed = memory();
        append(session.queue(), 11);
        assertThat(memory()).isGreaterThan(subscribed).isPositive();
        registry.leave(session);
        assertThat(memory()).isZero();
    }

    @Test
    @DisplayName("counts what the session takes beside it, also after the position was handed over")
    void countsSubscriptions() {
        SessionQueue queue = queue(SessionState.CLAIMED);
        queue.countOther(100);
        queue.handedOver(new Position(7, at(5)));
        assertThat(memory()).isEqualTo(100);
        queue.close();
        assertThat(memory()).isZero();
    }

    @Test
    @DisplayName("has its position also when it was left and Redis has lost entries after that")
    void keepsItsPositionWhenItIsLeft() {
        SessionQueue queue = queue(SessionState.REPLAYING);
        queue.goLive();
        append(queue, 11);
        append(queue, 30);
        queue.acknowledge(1);
        queue.leave(at(40));
        assertThat(queue.position(LogId.NONE)).isEqualTo(new Position(1, at(30).predecessor()));
        queue.rewind(at(20));
        assertThat(queue.position(LogId.NONE)).isEqualTo(new Position(2, at(20)));
    }

    @Test
    @DisplayName("does not know its position before the previous owner has handed it over")
    void waitsForItsPosition() {
        SessionQueue queue = queue(SessionState.CLAIMED);
        assertThat(queue.position(at(10))).isNull();
        assertThat(queue.handedOver(new Position(7, at(5)))).isTrue();
        assertThat(queue.handedOver(new Position(3, at(2)))).as("Twice").isFalse();
        append(queue, 11);
        queue.goLive();
        assertThat(queue.read(READER, 0, 10, 1_000).batch().last()).isEqualTo(8);
    }
}
