package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.server.BayeuxServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A server for each test that wants one, closed behind it. */
abstract class TestServer {

    private FayeHttpServer server;

    /** A server that holds connects for a minute. */
    final FayeHttpServer server() {
        return server(builder());
    }

    final FayeHttpServer server(FayeHttpServerBuilder builder) {
        if (server == null) {
            server = builder.start();
        }
        return server;
    }

    static FayeHttpServerBuilder builder() {
        return builder(Duration.ofMinutes(1));
    }

    static FayeHttpServerBuilder builder(Duration timeout) {
        return FayeHttpServer.builder()
                .host("localhost")
                .bayeux(BayeuxServer.builder()
                        .engine("memory", EngineOptions.none())
                        .timeout(timeout));
    }

    final RawConnection connection() {
        return new RawConnection(server());
    }

    final RawWebSocket socket() {
        return new RawWebSocket(server());
    }

    /** Handshakes by a poll. */
    static String handshake(RawConnection connection) {
        return connection
                .post(
                        "/faye",
                        "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['long-polling']}")
                .reply()
                .member("clientId");
    }

    /** Handshakes and subscribes by polls. */
    static String subscribe(RawConnection connection, String pattern) {
        String client = handshake(connection);
        connection
                .post(
                        "/faye",
                        "{'channel':'/meta/subscribe','clientId':'" + client + "','subscription':'" + pattern + "'}")
                .reply();
        return client;
    }

    static String connect(String client) {
        return "{'id':'c1','channel':'/meta/connect','clientId':'" + client + "','connectionType':'long-polling'}";
    }

    static String publish(String channel, String data) {
        return "{'channel':'" + channel + "','data':'" + data + "'}";
    }

    @AfterEach
    final void closeServer() {
        if (server != null) {
            server.close();
        }
        assertThat(LeakRecorder.LEAKS).isEmpty();
    }
}
