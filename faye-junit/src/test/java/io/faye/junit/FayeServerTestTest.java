package io.faye.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.client.FayeClient;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.server.LocalClient;
import io.faye.transport.http.FayeHttpServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@FayeServerTest
@DisplayName("A class of tests with a server")
class FayeServerTestTest {

    private static final List<FayeHttpServer> SERVERS = new ArrayList<>();

    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    private URI address;

    @BeforeEach
    void ask(URI given, FayeHttpServer server) {
        address = given;
        SERVERS.add(server);
    }

    @AfterAll
    static void eachTestHadOne() {
        assertThat(SERVERS).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("gets a client that is connected to it")
    void client(FayeClient client) throws InterruptedException {
        client.subscribe("/chat/*", received::add).join();
        client.publish("/chat/lobby", "Hello").join();
        assertThat(received.poll(30, TimeUnit.SECONDS).data()).contains(Json.of("Hello"));
    }

    @Test
    @DisplayName("gets two clients for two parameters, and a client inside of the server")
    void clients(FayeClient ada, FayeClient bob, LocalClient inside) throws Exception {
        assertThat(ada).isNotSameAs(bob);
        ada.subscribe("/a", received::add).join();
        inside.subscribe("/b", message -> inside.publish("/a", "from inside"))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        bob.publish("/b", 1).join();
        assertThat(received.poll(30, TimeUnit.SECONDS).data()).contains(Json.of("from inside"));
    }

    @Test
    @DisplayName("gets one server in each test, which @BeforeEach sees too")
    void sameServer(FayeHttpServer server, BayeuxServer bayeux) {
        assertThat(server.uri()).isEqualTo(address);
        assertThat(server.bayeux()).isSameAs(bayeux);
        assertThat(SERVERS).contains(server);
    }
}
