package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Change;
import io.faye.engine.EngineOptions;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

@DisplayName("While much is published to many sessions,")
class PacingTest {

    private static final int SESSIONS = 600;
    private static final int MESSAGES = 600;
    private static final Pattern CHANNEL = Pattern.compile("\"channel\":\"([^\"]+)\"");

    private final RedisServer redis = RedisServer.start();
    private final EngineOptions options = RedisTests.options(redis);
    private final Member process = new Member(options);
    private final List<CompletionStage<Boolean>> published = new ArrayList<>();
    private ClientId one;

    @BeforeEach
    void subscribe() {
        List<ClientId> clients =
                Stream.generate(process::client).limit(SESSIONS).toList();
        for (ClientId client : clients) {
            assertThat(process.subscribe(client, "/many")).isEqualTo(Change.CHANGED);
        }
        one = clients.get(0);
        process.attach(one);
    }

    @AfterEach
    void close() {
        process.close();
        redis.close();
    }

    private void publish(Message message) {
        published.add(process.engine.publish(message));
    }

    private void publishMuch() {
        for (int i = 0; i < MESSAGES; i++) {
            publish(Member.message("/many", i));
        }
    }

    @Test
    @DisplayName("a message to few waits behind little of it, and all of it arrives")
    void fewAreNotHeldUp() {
        ClientId bob = process.client();
        process.subscribe(bob, "/few");
        process.attach(bob);
        redis.pause();
        publishMuch();
        publish(Member.message("/few", "soon"));
        redis.resume();

        published.forEach(Member::get);
        assertThat(loggedBefore("/few")).hasSizeLessThan(MESSAGES / 2);
        Member.until("bob has got it", () -> process.waiting(bob).equals(List.of("\"soon\"")));
        Member.until("all has arrived", () -> process.waiting(one).size() == MESSAGES);
    }

    /** {@return the channels of the messages that come before that on a channel in the log} */
    private List<String> loggedBefore(String channel) {
        try (Jedis client = redis.connect()) {
            return client.xrange("{" + options.text("namespace", "") + "}:log", "-", "+").stream()
                    .flatMap(entry -> CHANNEL.matcher(entry.getFields().getOrDefault("m", ""))
                            .results())
                    .map(found -> found.group(1))
                    .takeWhile(found -> !found.equals(channel))
                    .toList();
        }
    }

    @Test
    @DisplayName("a publisher's own messages keep their order, and its session ends after them")
    void publisherKeepsOrder() {
        ClientId alice = process.client();
        process.subscribe(one, "/few");
        publishMuch();
        publish(Member.message("/many", "last but one").with("clientId", alice.toJson()));
        publish(Member.message("/few", "last").with("clientId", alice.toJson()));
        assertThat(Member.get(process.engine.destroyClient(alice))).isPresent();

        assertThat(published.stream().filter(Member::get))
                .as("messages whose publisher lived")
                .hasSize(2);
        Member.until("all has arrived", () -> process.waiting(one).size() == MESSAGES + 2);
        assertThat(process.waiting(one)).endsWith("\"last but one\"", "\"last\"");
    }
}
