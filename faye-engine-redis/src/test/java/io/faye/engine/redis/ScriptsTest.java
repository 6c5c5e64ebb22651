package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Change;
import io.faye.engine.EngineOptions;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import redis.clients.jedis.Jedis;

@DisplayName("When Redis has forgotten the scripts")
class ScriptsTest {

    private final EngineOptions options = RedisTests.options(RedisTests.shared());
    private final Member process = new Member(options);

    @AfterEach
    void close() {
        process.close();
    }

    @RepeatedTest(20)
    @DisplayName("a publish does not overtake what its publisher did before")
    void keepsOrder() {
        ClientId alice = process.client();
        process.attach(alice);
        try (Jedis client = RedisTests.shared().connect()) {
            client.scriptFlush();
        }
        CompletionStage<Change> subscribed = process.engine.subscribe(alice, ChannelPattern.of("/a"));
        CompletionStage<Boolean> published =
                process.engine.publish(Member.message("/a", 1).with("clientId", Json.of(alice.toString())));
        assertThat(Member.get(subscribed)).isEqualTo(Change.CHANGED);
        assertThat(Member.get(published)).isTrue();
        Member.until("her own message has come", () -> process.waiting(alice).size() == 1);
    }
}
