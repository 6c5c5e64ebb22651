package io.faye.client;

import io.faye.client.spi.ClientNetwork;
import io.faye.protocol.ClientId;
import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.server.LocalClient;
import io.faye.transport.http.FayeHttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server in this process, on one port for its whole life, restarts included. */
final class Server implements AutoCloseable {

    private final int port = freePort();
    private final Duration timeout;
    private final Consumer<BayeuxServerBuilder> options;
    private @Nullable FayeHttpServer running;

    Server(Duration timeout) {
        this(timeout, options -> {});
    }

    Server(Duration timeout, Consumer<BayeuxServerBuilder> options) {
        this.timeout = timeout;
        this.options = options;
        start();
    }

    /** Below the ports that outgoing connections get, so that nobody takes it during a restart. */
    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one may be free.
            }
        }
        throw new IllegalStateException("No free port found in 100 attempts");
    }

    void start() {
        BayeuxServerBuilder bayeux = BayeuxServer.builder().timeout(timeout);
        options.accept(bayeux);
        running = FayeHttpServer.builder()
                .host("127.0.0.1")
                .port(port)
                .bayeux(bayeux)
                .start();
    }

    void stop() {
        if (running != null) {
            running.close();
        }
        running = null;
    }

    void restart() {
        stop();
        start();
    }

    int port() {
        return port;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/faye");
    }

    FayeHttpServer http() {
        if (running == null) {
            throw new IllegalStateException("The server is stopped");
        }
        return running;
    }

    /** {@return a client inside of the server, to publish and to listen with} */
    LocalClient local() {
        return http().bayeux().client();
    }

    /** Publishes the numbers in a range, each when the one before was accepted. */
    void publish(String channel, int first, int last) {
        try (LocalClient local = local()) {
            for (int number = first; number <= last; number++) {
                Wait.until("a local publish", local.publish(channel, number));
            }
        }
    }

    List<ClientId> sessions() {
        Map<ClientId, Map<String, String>> clients = Wait.until(
                        "the list of sessions", http().bayeux().sessions().list(null, 1_000))
                .clients();
        return new ArrayList<>(clients.keySet());
    }

    void endSessions() {
        for (ClientId id : sessions()) {
            Wait.until("the end of a session", http().bayeux().sessions().disconnect(id));
        }
    }

    FayeClientBuilder client(Way way) {
        return way.builder(uri());
    }

    @Override
    public void close() {
        stop();
    }

    /** How a client is connected: by the JDK's network, or by that which the system property {@code faye.client.network} names. */
    enum Way {
        WEBSOCKET("websocket"),
        LONG_POLLING("long-polling");

        private final String wireName;

        Way(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }

        FayeClientBuilder builder(URI uri) {
            FayeClientBuilder builder = FayeClient.builder(uri).retry(Duration.ofMillis(100));
            String network = System.getProperty("faye.client.network", "");
            if (!network.isEmpty()) {
                builder.network(newNetwork(network));
            }
            return this == WEBSOCKET ? builder : builder.withoutWebSocket();
        }
    }

    private static ClientNetwork newNetwork(String className) {
        try {
            return Class.forName(className)
                    .asSubclass(ClientNetwork.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot use the network that the system property names", e);
        }
    }

    /** {@return completed futures' values in order} */
    static <T> List<T> all(List<CompletableFuture<T>> futures) {
        return futures.stream().map(future -> Wait.until("a reply", future)).toList();
    }
}
