package io.faye.junit;

import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.transport.http.FayeHttpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** A server with the clients that tests were given. JUnit closes it; the interface is that of all its versions. */
@SuppressWarnings("deprecation")
final class RunningServer implements CloseableResource {

    final FayeHttpServer server;
    private final List<AutoCloseable> clients = new ArrayList<>();

    RunningServer(Consumer<BayeuxServerBuilder> options) {
        BayeuxServerBuilder bayeux = BayeuxServer.builder();
        options.accept(bayeux);
        server = FayeHttpServer.builder()
                .host("127.0.0.1")
                .threads(2)
                .bayeux(bayeux.engine("memory"))
                .start();
    }

    synchronized <T extends AutoCloseable> T add(T client) {
        clients.add(client);
        return client;
    }

    @Override
    public synchronized void close() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        server.close();
    }
}
