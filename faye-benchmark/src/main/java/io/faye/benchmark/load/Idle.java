package io.faye.benchmark.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Clients that are there, each subscribed to a channel of its own and connected, and do nothing. */
public final class Idle {

    private final Ledger ledger = new Ledger();
    private final List<LoadClient> clients = new ArrayList<>();
    private final Wire.Opener opener;

    /**
     * Makes this load.
     *
     * @param loop where the clients live
     */
    public Idle(LoadLoop loop) {
        this.opener = loop.webSockets(Target.EACH);
    }

    /**
     * {@return done when the clients are there}
     *
     * @param size how many
     */
    public CompletableFuture<Void> open(int size) {
        return Repetition.of(size, 64, this::client);
    }

    private CompletableFuture<Void> client(int number) {
        return LoadClient.open(opener, ledger, (publisher, message) -> {}).thenCompose(client -> {
            clients.add(client);
            return client.handshake()
                    .thenCompose(shaken -> client.subscribe("/bench/idle/" + number))
                    .thenRun(client::connect);
        });
    }

    /** {@return what went wrong so far} */
    public Faults faults() {
        return ledger.faults();
    }

    /** Lets all clients go. */
    public void leave() {
        clients.forEach(LoadClient::leave);
    }
}
