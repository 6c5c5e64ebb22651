package io.faye.junit;

import io.faye.client.FayeClient;
import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.server.LocalClient;
import io.faye.transport.http.FayeHttpServer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** A server with the clients that tests were given. JUnit closes it: before 5.13 by one of the interfaces, then by the other. */
@SuppressWarnings("deprecation")
final class RunningServer implements CloseableResource, AutoCloseable {

    private static final Duration RETRY = Duration.ofMillis(100);

    final FayeHttpServer server;
    private final Queue<Runnable> closings = new ConcurrentLinkedQueue<>();

    RunningServer(Consumer<BayeuxServerBuilder> options) {
        BayeuxServerBuilder bayeux = BayeuxServer.builder();
        options.accept(bayeux);
        server = FayeHttpServer.builder()
                .host("127.0.0.1")
                .threads(2)
                .bayeux(bayeux.engine("memory"))
                .start();
    }

    FayeClient client() {
        FayeClient client = FayeClient.builder(server.uri()).retry(RETRY).build();
        closings.add(client::close);
        return client;
    }

    LocalClient localClient() {
        LocalClient client = server.bayeux().client();
        closings.add(client::close);
        return client;
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
        server.close();
    }
}
