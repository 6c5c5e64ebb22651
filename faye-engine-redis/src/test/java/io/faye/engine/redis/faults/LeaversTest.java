package io.faye.engine.redis.faults;

import io.faye.engine.redis.RedisServer;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("When thousands of clients of a process leave at once")
class LeaversTest {

    private static final int MANY = 5_000;
    /** Enough for all of them, also on a machine that does other things too. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Fleet fleet = new Fleet();
    private Relay relay;
    private Peer process;
    private List<ClientId> leavers;

    @BeforeEach
    void start() {
        RedisServer redis = fleet.has(RedisServer.start());
        relay = fleet.has(new Relay(redis.port()));
        process = fleet.peer(Setup.on(redis).through(relay.port()).operationTimeout(LONG));
        List<CompletionStage<ClientId>> begun = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            begun.add(process.client());
        }
        leavers = begun.stream().map(each -> Await.get("createClient", each)).toList();
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    @DisplayName("messages overtake them, and none is refused")
    void messagesOvertake() {
        AtomicInteger left = new AtomicInteger();
        relay.stall();
        List<CompletionStage<Optional<Set<ChannelPattern>>>> leaving = new ArrayList<>();
        for (ClientId leaver : leavers) {
            CompletionStage<Optional<Set<ChannelPattern>>> gone =
                    process.engine().destroyClient(leaver);
            gone.thenRun(left::incrementAndGet);
            leaving.add(gone);
        }
        // Counted by whom the acceptance is told first: this thread may wake up when all have left.
        CompletionStage<Integer> published = process.publish("/news", 1).thenApply(accepted -> left.get());
        relay.flow();
        int before = Await.get("publish", published);
        Assertions.assertTrue(before < MANY / 2, "So many had left when the message was accepted: " + before);
        leaving.forEach(
                each -> Assertions.assertTrue(Await.get("destroyClient", each).isPresent(), "Who left was known"));
    }
}
