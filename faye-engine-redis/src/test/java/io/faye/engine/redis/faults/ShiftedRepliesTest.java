package io.faye.engine.redis.faults;

import io.faye.engine.Change;
import io.faye.engine.redis.RedisServer;
import io.faye.protocol.ChannelPattern;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
@DisplayName("While messages flow, Redis sends")
class ShiftedRepliesTest {

    private static final int SOME = 200;

    private final Fleet fleet = new Fleet();

    @AfterEach
    void close() {
        fleet.close();
    }

    @ParameterizedTest(name = "such as {0}")
    @ValueSource(strings = {"+OK\r\n", ":1\r\n", "$-1\r\n", "*0\r\n", "-ERR no\r\n"})
    @DisplayName("a reply too many: its connection is replaced, and no reply is taken for another's")
    void replyTooMany(String reply) {
        RedisServer redis = fleet.has(RedisServer.start());
        Relay relay = fleet.has(new Relay(redis.port()));
        Setup setup = Setup.on(redis);
        Peer first = fleet.peer(setup.through(relay.port()));
        Peer second = fleet.peer(setup);
        List<Subscriber> subscribers = List.of(first.listener("/flood"), second.listener("/flood"));
        Flood flood = Flood.from(first, "/flood");
        flood.goesOnBy(SOME);
        relay.inject(reply);
        flood.goesOnBy(SOME);
        for (int i = 0; i < SOME; i++) {
            ChannelPattern pattern = ChannelPattern.of("/other/" + i);
            Change begun = Await.get(
                    "subscribe", first.engine().subscribe(subscribers.get(0).id(), pattern));
            Change again = Await.get(
                    "subscribe", first.engine().subscribe(subscribers.get(0).id(), pattern));
            Assertions.assertEquals(List.of(Change.CHANGED, Change.UNCHANGED), List.of(begun, again));
        }
        Tally.exact("A reply too many", flood, subscribers);
    }
}
