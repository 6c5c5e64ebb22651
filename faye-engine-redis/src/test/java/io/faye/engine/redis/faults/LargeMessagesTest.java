package io.faye.engine.redis.faults;

import io.faye.engine.redis.RedisServer;
import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
@DisplayName("Messages of a mebibyte")
class LargeMessagesTest {

    private static final int MORE_THAN_ITS_MEMORY = 300;
    private static final String LARGE = "x".repeat(1 << 20);

    private final Fleet fleet = new Fleet();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    @DisplayName("that a process has to read at once do not fill its memory: it goes on, and its clients with it")
    void areReadInPieces() {
        RedisServer redis = fleet.has(RedisServer.start(List.of()));
        Setup setup = Setup.on(redis);
        Peer peer = fleet.peer(setup);
        Child child = fleet.has(Child.start(setup));
        Collection<Subscriber> there = child.listeners(10, "/flood");
        Flood flood = Flood.from(peer, "/flood");
        flood.goesOnBy(100);
        child.freeze();
        for (int i = 0; i < MORE_THAN_ITS_MEMORY; i++) {
            Await.get(
                    "publish",
                    peer.engine().publish(Message.to(Channel.of("/large")).with("data", Json.of(LARGE))));
        }
        child.thaw();
        int last = flood.stop();
        Await.until("it has read all", () -> there.stream().allMatch(each -> each.hasGot("/flood", last)));
    }
}
