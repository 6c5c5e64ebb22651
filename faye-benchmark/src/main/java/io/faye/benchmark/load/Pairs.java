package io.faye.benchmark.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Clients with a channel each, over WebSockets; each sends to another by chance, one message at a time. */
public final class Pairs implements Traffic {

    private static final long SEED = 20_261_122;

    private final Ledger ledger = new Ledger();
    private final List<LoadClient> clients = new ArrayList<>();
    private final Random random = new Random(SEED);
    private final Wire.Opener opener;
    private final int size;
    private int onTheirWay;
    private long done;
    private boolean stopped;

    /**
     * Makes this load.
     *
     * @param loop where the clients live
     * @param size how many clients
     */
    public Pairs(LoadLoop loop, int size) {
        this.opener = loop.webSockets(Target.EACH);
        this.size = size;
    }

    @Override
    public CompletableFuture<Void> prepare() {
        for (int i = 0; i < size; i++) {
            clients.add(null);
        }
        return Repetition.of(size, 32, this::client);
    }

    private CompletableFuture<Void> client(int number) {
        return LoadClient.open(opener, ledger, (publisher, message) -> delivered(publisher, number, message))
                .thenCompose(client -> {
                    clients.set(number, client);
                    return client.handshake()
                            .thenCompose(shaken -> client.subscribe(channel(number)))
                            .thenRun(client::connect);
                });
    }

    private static String channel(int number) {
        return "/bench/one/" + number;
    }

    @Override
    public void start() {
        for (int publisher = 0; publisher < size; publisher++) {
            publish(publisher);
        }
    }

    private void publish(int publisher) {
        int subscriber = (publisher + 1 + random.nextInt(size - 1)) % size;
        onTheirWay++;
        String data = Payload.of(publisher, ledger.sent(publisher, subscriber));
        clients.get(publisher).publish(channel(subscriber), data);
    }

    private void delivered(int publisher, int subscriber, int message) {
        if (!ledger.received(publisher, subscriber, message)) {
            return;
        }
        done++;
        onTheirWay--;
        if (!stopped) {
            publish(publisher);
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
        return onTheirWay == 0;
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
