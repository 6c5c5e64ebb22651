package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of its own, since it counts everybody's commands; and so long a timeout that housekeeping is rare. */
@DisplayName("The Redis engine asks Redis")
class CommandsTest {

    private static final int MESSAGES = 200;
    /** Housekeeping comes once a second, with a script each, which sets something up to twice. */
    private static final int PROCESSES = 2;

    private final RedisServer redis = RedisServer.start();
    private final EngineOptions options = RedisTests.options(redis);
    private final Member publisher = new Member(options, Duration.ofMinutes(10));
    private final Member subscribers = new Member(options, Duration.ofMinutes(10));
    private final Commands commands = new Commands(redis);

    @AfterEach
    void close() {
        publisher.close();
        subscribers.close();
        redis.close();
    }

    @ParameterizedTest(name = "with {0} subscribers")
    @ValueSource(ints = {1, 1_000})
    @DisplayName("for one command for each publish, whoever gets it")
    void publishesWithOneCommand(int count) {
        List<ClientId> clients = subscribe(count);
        commands.forget();
        for (int i = 0; i < MESSAGES; i++) {
            publisher.publish("/news", i);
        }
        ClientId last = clients.get(count - 1);
        Member.until("all has come", () -> subscribers.waiting(last).size() == MESSAGES);
        assertThat(commands.since("xadd")).as("appended").isEqualTo(MESSAGES);
        assertThat(commands.since("evalsha")).as("scripts").isLessThanOrEqualTo(beats());
        assertThat(commands.since("xread", "xrange"))
                .as("reads of two processes, of which one a second may find nothing")
                .isLessThanOrEqualTo(PROCESSES * MESSAGES + beats());
        assertThat(commands.since("publish", "rpush", "lpush", "sadd", "hset", "smembers"))
                .as("anything for each subscriber")
                .isLessThanOrEqualTo(2 * beats());
        for (ClientId client : clients) {
            assertThat(subscribers.waiting(client)).hasSize(MESSAGES);
        }
    }

    private long beats() {
        return PROCESSES * commands.beats();
    }

    private List<ClientId> subscribe(int count) {
        List<CompletionStage<ClientId>> begun = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            begun.add(subscribers.engine.createClient(java.util.Map.of()));
        }
        List<ClientId> clients = begun.stream().map(Member::get).toList();
        clients.stream()
                .map(client -> subscribers.engine.subscribe(client, ChannelPattern.of("/news")))
                .toList()
                .forEach(Member::get);
        return clients;
    }

    @Test
    @DisplayName("once for each operation of a session")
    void asksOnce() {
        expectScripts(() -> publisher.client());
        ClientId client = publisher.client();
        expectScripts(() -> publisher.subscribe(client, "/a"));
        expectScripts(() -> publisher.subscribe(client, "/a"));
        expectScripts(() -> Member.get(publisher.engine.ping(client)));
        expectScripts(() -> Member.get(publisher.engine.attach(client)));
        expectScripts(() -> Member.get(publisher.engine.unsubscribe(client, ChannelPattern.of("/a"))));
        expectScripts(() -> Member.get(publisher.engine.release(client)));
        expectScripts(() -> Member.get(publisher.engine.destroyClient(client)));
    }

    @Test
    @DisplayName("once for a client that leaves and closes its connection before it is answered")
    void asksOnceForLeavers() {
        List<ClientId> clients = subscribe(MESSAGES);
        commands.forget();
        List<CompletionStage<Void>> released = new ArrayList<>();
        for (ClientId client : clients) {
            subscribers.engine.destroyClient(client);
            released.add(subscribers.engine.release(client));
        }
        released.forEach(Member::get);
        assertThat(commands.since("evalsha")).isBetween((long) MESSAGES, MESSAGES + beats());
    }

    /** Repeats it, so that a call of housekeeping, once a second, shows as what it is. */
    private void expectScripts(Runnable operation) {
        int rounds = 50;
        commands.forget();
        for (int i = 0; i < rounds; i++) {
            operation.run();
        }
        assertThat(commands.since("evalsha")).isBetween((long) rounds, rounds + beats());
    }

    @Test
    @DisplayName("for nothing when a queue is read or acknowledged")
    void readsFromMemory() {
        ClientId client = subscribe(1).get(0);
        publisher.publish("/news", 1);
        Member.until("it has come", () -> subscribers.waiting(client).size() == 1);
        commands.forget();
        for (int i = 0; i < MESSAGES; i++) {
            Member.get(subscribers.engine.read(client, 0, 10, 1_000));
            Member.get(subscribers.engine.acknowledge(client, 0));
        }
        assertThat(commands.since("evalsha")).isLessThanOrEqualTo(beats());
    }
}
