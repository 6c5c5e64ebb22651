package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Attachment;
import io.faye.engine.EngineOptions;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of its own, since it counts everybody's commands; and so long a timeout that housekeeping is rare. */
@DisplayName("The Redis engine asks Redis")
class CommandsTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MESSAGES = 200;
    /** Housekeeping comes once a second, with a script each, which sets something up to twice. */
    private static final int PROCESSES = 2;

    private static final int SESSIONS_OF_A_SCRIPT = 200;

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
        assertThat(commands.scripts())
                .as("scripts that write the positions of %s sessions once a second", count)
                .isLessThanOrEqualTo(heartbeats() + commands.heartbeats() * (count / SESSIONS_OF_A_SCRIPT));
        assertThat(commands.since("xread", "xrange"))
                .as("reads of two processes, of which one a second may find nothing")
                .isLessThanOrEqualTo(PROCESSES * MESSAGES + heartbeats());
        assertThat(commands.since("publish", "rpush", "lpush", "sadd", "hset", "smembers"))
                .as("anything for each subscriber, but for positions once a second, and not for each message")
                .isLessThanOrEqualTo(2 * heartbeats() + commands.heartbeats() * count);
        for (ClientId client : clients) {
            assertThat(subscribers.waiting(client)).hasSize(MESSAGES);
        }
    }

    private long heartbeats() {
        return PROCESSES * commands.heartbeats();
    }

    private List<ClientId> subscribe(int count) {
        List<ClientId> clients =
                IntStream.range(0, count).mapToObj(i -> ClientId.random(RANDOM)).toList();
        List<CompletionStage<?>> begun = new ArrayList<>();
        for (ClientId client : clients) {
            begun.add(subscribers.engine.createClient(client, Map.of()));
            begun.add(subscribers.engine.subscribe(client, ChannelPattern.of("/news")));
        }
        begun.forEach(Member::get);
        clients.forEach(subscribers::attach);
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
        expectScripts(() -> Member.get(publisher.engine.unsubscribe(client, ChannelPattern.of("/a"))));
        expectScripts(2, () -> Member.get(publisher.attach(client).release("note")));
        expectScripts(() -> Member.get(publisher.engine.destroyClient(client)));
    }

    @Test
    @DisplayName("for two fields when a session is attached again by the process that has just attached it")
    void asksLittleOfPollingClients() {
        ClientId client = publisher.client();
        publisher.attach(client);
        commands.forget();
        for (int i = 0; i < MESSAGES; i++) {
            publisher.attach(client);
        }
        assertThat(commands.since("hmget")).isBetween((long) MESSAGES, MESSAGES + 3 * heartbeats());
        assertThat(commands.scripts()).isLessThanOrEqualTo(heartbeats());
    }

    @Test
    @DisplayName("once for a client that leaves and closes its connection before it is answered")
    void asksOnceForLeavers() {
        List<ClientId> clients = subscribe(MESSAGES);
        Map<ClientId, Attachment> attachments = new HashMap<>();
        clients.forEach(client -> attachments.put(client, subscribers.attach(client)));
        commands.forget();
        List<CompletionStage<Void>> released = new ArrayList<>();
        for (ClientId client : clients) {
            subscribers.engine.destroyClient(client);
            released.add(attachments.get(client).release(""));
        }
        released.forEach(Member::get);
        assertThat(commands.scripts()).isBetween((long) MESSAGES, MESSAGES + heartbeats());
    }

    /** Repeats it, so that a call of housekeeping, once a second, shows as what it is. */
    private void expectScripts(Runnable operation) {
        expectScripts(1, operation);
    }

    private void expectScripts(long each, Runnable operation) {
        int rounds = 50;
        commands.forget();
        for (int i = 0; i < rounds; i++) {
            operation.run();
        }
        assertThat(commands.scripts()).isBetween(each * rounds, each * rounds + heartbeats());
    }

    @Test
    @DisplayName("for nothing when a queue is read or acknowledged")
    void readsFromMemory() {
        ClientId client = subscribe(1).get(0);
        Attachment attachment = subscribers.attach(client);
        publisher.publish("/news", 1);
        Member.until("it has come", () -> subscribers.waiting(client).size() == 1);
        commands.forget();
        for (int i = 0; i < MESSAGES; i++) {
            Member.get(attachment.read(0, 10, 1_000));
            Member.get(attachment.acknowledge(0));
        }
        assertThat(commands.scripts()).isLessThanOrEqualTo(heartbeats());
    }
}
