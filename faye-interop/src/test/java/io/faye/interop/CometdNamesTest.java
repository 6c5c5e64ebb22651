package io.faye.interop;

import static io.faye.interop.ClientKind.COMETD_LONG_POLLING;
import static io.faye.interop.ClientKind.COMETD_SCRIPT_LONG_POLLING;
import static io.faye.interop.ClientKind.COMETD_SCRIPT_WEBSOCKET;
import static io.faye.interop.ClientKind.COMETD_WEBSOCKET;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("A server with CometD's names of channels")
class CometdNamesTest {

    private static final int TIMEOUT_SECONDS = 5;
    private static final List<String> NAMES =
            List.of("/GOOG.N", "/a+b", "/#1", "/my channel", "/a*", "/***", "/{a}b", "/(x)@~!$-_");

    private static RedisProcess redis;
    private static ServerProcess first;
    private static ServerProcess second;

    private final String here = Channels.own();
    private final World world;

    CometdNamesTest(World world) {
        this.world = world;
    }

    /** Two servers on one Redis: what one is told, the other delivers. */
    @BeforeAll
    static void start() {
        redis = new RedisProcess();
        first = ServerProcess.start("cometd-names-first", TIMEOUT_SECONDS, options());
        second = ServerProcess.start("cometd-names-second", TIMEOUT_SECONDS, options());
    }

    private static String[] options() {
        List<String> options = new ArrayList<>(List.of(redis.options()));
        Collections.addAll(options, "--channel-names", "cometd");
        return options.toArray(String[]::new);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        redis.close();
    }

    private enum Engine {
        MEMORY,
        REDIS
    }

    static Stream<Arguments> clients() {
        return Stream.of(Engine.values()).flatMap(engine -> Stream.of(
                        COMETD_WEBSOCKET, COMETD_LONG_POLLING, COMETD_SCRIPT_WEBSOCKET, COMETD_SCRIPT_LONG_POLLING)
                .map(kind -> Arguments.of(engine, kind)));
    }

    private InteropClient listener(Engine engine, ClientKind kind) {
        return kind.open(world, url(engine, first));
    }

    private InteropClient publisher(Engine engine, ClientKind kind) {
        return kind.open(world, url(engine, second));
    }

    private URI url(Engine engine, ServerProcess ofRedis) {
        return (engine == Engine.MEMORY ? world.cometdNames() : ofRedis).url();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("clients")
    @DisplayName("delivers by each of them, until a client unsubscribes")
    void delivers(Engine engine, ClientKind kind) {
        try (InteropClient client = listener(engine, kind);
                InteropClient other = publisher(engine, COMETD_WEBSOCKET)) {
            for (String name : NAMES) {
                client.subscribe(here + name);
                other.publish(here + name, name);
            }
            for (String name : NAMES) {
                client.unsubscribe(here + name);
                other.publish(here + name, "too late");
            }
            client.subscribe(here);
            other.publish(here, "the last");
            List<Object> expected = new ArrayList<>(NAMES);
            expected.add("the last");
            client.inbox().receives(expected);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("clients")
    @DisplayName("delivers to wildcards what a client publishes there")
    void wildcards(Engine engine, ClientKind kind) {
        try (InteropClient client = listener(engine, COMETD_SCRIPT_WEBSOCKET);
                InteropClient other = publisher(engine, kind)) {
            client.subscribe(here + "/my stock/*");
            other.publish(here + "/my stock", "above");
            other.publish(here + "/my stock/GOOG.N", "one below");
            other.publish(here + "/my stock/GOOG.N/a b", "two below");
            // Otherwise a message that is still on its way meets two subscriptions of the client's.
            client.inbox().receives("one below");
            client.subscribe(here + "/**");
            other.publish(here + "/my stock/GOOG.N/*a", "three below");
            client.inbox().receives("one below", "three below");
        }
    }
}
