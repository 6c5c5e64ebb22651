package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("not-in-faye")
@DisplayName("With the servers of others our Java client")
class OtherServersTest {

    private static final int MANY = 200;
    private static final String FAYE =
            """
            const http = require('http');
            const faye = require('faye');
            const bayeux = new faye.NodeAdapter({ mount: '/faye', timeout: 5 });
            const server = http.createServer();
            bayeux.attach(server);
            server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('Faye at http://127.0.0.1'));
            """;

    private enum Others {
        FAYE,
        COMETD
    }

    @TempDir
    private static Path folder;

    private static int fayePort;
    private static FayeApplication faye;
    private static CometdServer cometd;

    private final String here = Channels.own();

    @BeforeAll
    static void start() throws IOException {
        fayePort = Ports.free();
        Files.writeString(folder.resolve("server.js"), FAYE);
        String modules =
                NodeModules.install().resolve("node_modules").toAbsolutePath().toString();
        faye = FayeApplication.start(
                "faye-on-node", folder, Map.of("NODE_PATH", modules), "node", "server.js", String.valueOf(fayePort));
        cometd = new CometdServer();
    }

    @AfterAll
    static void stop() {
        faye.close();
        cometd.close();
    }

    static Stream<Arguments> servers() {
        return Stream.of(Others.values()).flatMap(other -> Stream.of(Transport.WEBSOCKET, Transport.LONG_POLLING)
                .map(transport -> Arguments.of(other, transport)));
    }

    private static int port(Others other) {
        return other == Others.FAYE ? fayePort : cometd.port();
    }

    private static Inbox inbox() {
        return new Inbox(() -> "See target/interop");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("servers")
    @DisplayName("gets 200 messages in order, of exact channels and of patterns, until it cancels")
    void conversation(Others other, Transport transport) {
        try (CuttingProxy proxy = new CuttingProxy(port(other));
                JavaClient client = new JavaClient(proxy.url(), transport, inbox());
                JavaClient publisher = new JavaClient(proxy.url(), Transport.WEBSOCKET, inbox())) {
            client.subscribe(here + "/*");
            publisher.publish(here + "/a/b", "not for it");
            publisher.publishNumbers(here + "/a", MANY);
            client.inbox().receives(InteropClient.numbers(MANY));
            client.unsubscribe(here + "/*");
            client.subscribe(here + "/b");
            publisher.publish(here + "/a", "too late");
            publisher.publish(here + "/b", "the last");
            client.inbox().receivesAtLast((long) MANY, "the last");
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("servers")
    @DisplayName("learns why a subscription is refused")
    void refusal(Others other, Transport transport) {
        try (CuttingProxy proxy = new CuttingProxy(port(other));
                JavaClient client = new JavaClient(proxy.url(), transport, inbox())) {
            String error =
                    Limits.await("the refusal", client.trySubscribe("/meta/x")).error();
            assertThat(error).startsWith("403:");
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("servers")
    @DisplayName("gets what was published while its connection was cut, once and in order")
    void cut(Others other, Transport transport) {
        try (CuttingProxy proxy = new CuttingProxy(port(other));
                JavaClient client = new JavaClient(proxy.url(), transport, inbox());
                CuttingProxy direct = new CuttingProxy(port(other));
                JavaClient publisher = new JavaClient(direct.url(), Transport.WEBSOCKET, inbox())) {
            client.subscribe(here);
            publisher.publish(here, "before");
            client.inbox().receives("before");
            proxy.cutAll();
            if (other == Others.FAYE && transport == Transport.LONG_POLLING) {
                // Faye sends to the poll that was cut what is published before the next one, and nobody acknowledges.
                reach(client, publisher);
                publisher.publishNumbers(here, 3);
                client.inbox().receivesAtLast(1L, 2L, 3L);
                return;
            }
            publisher.publishNumbers(here, 3);
            client.inbox().receives("before", 1L, 2L, 3L);
        }
    }

    /** Publishes until the client gets something. */
    private void reach(InteropClient client, InteropClient publisher) {
        boolean reached = false;
        for (int attempt = 0; attempt < Limits.PATIENCE.toSeconds() && !reached; attempt++) {
            publisher.publish(here, "again");
            reached = client.inbox().hasWithin("again", Duration.ofSeconds(1));
        }
    }
}
