package io.faye.interop;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(World.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A client for phones that takes one message of each frame")
class FrameReadingClientsTest {

    private static final int MANY = 200;

    private final ServerProcess server;
    private RedisProcess redis;
    private ServerProcess onRedis;

    FrameReadingClientsTest(World world) {
        server = world.server();
    }

    @BeforeAll
    void start() {
        redis = new RedisProcess();
        onRedis = ServerProcess.start("frames", 5, redis.options());
    }

    @AfterAll
    void stop() {
        onRedis.close();
        redis.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("gets 200 messages that were published in one request")
    void batch(FrameReader reader) {
        getsBatch(reader, server);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Tag("not-in-faye")
    @DisplayName("gets 200 messages that were published in one request, on the Redis engine")
    void batchOnRedis(FrameReader reader) {
        getsBatch(reader, onRedis);
    }

    private void getsBatch(FrameReader reader, ServerProcess server) {
        String channel = Channels.own();
        String batch = IntStream.rangeClosed(1, MANY)
                .mapToObj(number -> FrameReadingClient.message(channel, number))
                .collect(joining(",", "[", "]"));
        try (FrameReadingClient client = FrameReadingClient.open(reader, server, channel);
                RawHttp publisher = new RawHttp(server.port())) {
            assertThat(publisher.post(batch).body()).doesNotContain("\"error\"");
            client.inbox().receives(InteropClient.numbers(MANY));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("gets 200 messages of a publisher that waits for no reply")
    void pipeline(FrameReader reader) {
        String channel = Channels.own();
        try (FrameReadingClient client = FrameReadingClient.open(reader, server, channel);
                RawWebSocket publisher = RawWebSocket.open(server.port())) {
            IntStream.rangeClosed(1, MANY)
                    .forEach(number -> publisher.send(FrameReadingClient.message(channel, number)));
            client.inbox().receives(InteropClient.numbers(MANY));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("gets 200 messages of its own, whose replies come over the same connection")
    void own(FrameReader reader) {
        String channel = Channels.own();
        try (FrameReadingClient client = FrameReadingClient.open(reader, server, channel)) {
            IntStream.rangeClosed(1, MANY).forEach(client::publish);
            client.inbox().receives(InteropClient.numbers(MANY));
        }
    }
}
