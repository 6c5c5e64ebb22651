package io.faye.benchmark.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Clients that come and go over HTTP connections that stay: handshake, subscribe, disconnect. */
public final class Handshakes implements Traffic {

    private final Ledger ledger = new Ledger();
    private final List<LoadClient> clients = new ArrayList<>();
    private final Wire.Opener opener;
    private final int size;
    private int busy;
    private long done;
    private boolean stopped;

    /**
     * Makes this load.
     *
     * @param loop where the clients live
     * @param size how many clients at once
     */
    public Handshakes(LoadLoop loop, int size) {
        this.opener = loop.polling(Target.EACH);
        this.size = size;
    }

    @Override
    public CompletableFuture<Void> prepare() {
        return Repetition.of(size, 32, number -> LoadClient.open(opener, ledger, (publisher, message) -> {})
                .thenAccept(clients::add));
    }

    @Override
    public void start() {
        busy = size;
        clients.forEach(this::cycle);
    }

    private void cycle(LoadClient client) {
        client.handshake()
                .thenCompose(shaken -> client.subscribe("/bench/visit"))
                .thenCompose(subscribed -> client.disconnect())
                .whenComplete((nothing, fault) -> again(client, fault == null));
    }

    private void again(LoadClient client, boolean went) {
        if (went) {
            done++;
        }
        if (went && !stopped) {
            cycle(client);
        } else {
            busy--;
        }
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean isDrained() {
        return busy == 0;
    }

    @Override
    public Faults faults() {
        return ledger.faults();
    }

    @Override
    public void leave() {
        clients.forEach(LoadClient::leave);
    }
}
