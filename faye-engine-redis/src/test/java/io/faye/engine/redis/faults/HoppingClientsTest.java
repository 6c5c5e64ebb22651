package io.faye.engine.redis.faults;

import io.faye.engine.redis.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(180)
@DisplayName("Clients that attach elsewhere with each read")
class HoppingClientsTest {

    private static final Logger LOG = LoggerFactory.getLogger(HoppingClientsTest.class);
    private static final int CLIENTS = 10;
    private static final int ROUNDS = 40;

    private final Fleet fleet = new Fleet();
    private final List<Peer> peers = new ArrayList<>();
    private Random random;

    @BeforeEach
    void start() {
        Setup setup = Setup.on(fleet.has(RedisServer.start()));
        for (int i = 0; i < 3; i++) {
            peers.add(fleet.peer(setup));
        }
        long seed = System.nanoTime();
        LOG.info("Seed {}", seed);
        random = new Random(seed);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private Peer any() {
        return peers.get(random.nextInt(peers.size()));
    }

    @Test
    @DisplayName("get each message once, in order, though what they have is told only where they come next")
    void getEachMessageOnce() {
        List<Hopper> hoppers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            hoppers.add(new Hopper(any().subscriber("/flood")));
        }
        Flood flood = Flood.from(peers.get(0), "/flood");
        for (int round = 0; round < ROUNDS; round++) {
            hoppers.forEach(hopper -> hopper.hopsTo(any(), random.nextBoolean()));
        }
        int last = flood.stop();
        for (Hopper hopper : hoppers) {
            Await.until(
                    () -> hopper.subscriber() + " has message " + last + "; it has "
                            + hopper.subscriber().got("/flood").size(),
                    () -> {
                        hopper.hopsTo(any(), true);
                        return hopper.subscriber().hasGot("/flood", last);
                    });
        }
        Tally.exact(
                "Clients that hopped " + ROUNDS + " times",
                flood,
                hoppers.stream().map(Hopper::subscriber).toList());
    }
}
