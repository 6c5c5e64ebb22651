package io.faye.benchmark.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One publisher, many subscribers of one channel; the next message goes out when all have an earlier one. */
public final class FanOut implements Traffic {

    private static final String CHANNEL = "/bench/all";

    private final Ledger ledger = new Ledger();
    private final List<LoadClient> clients = new ArrayList<>();
    private final Map<Integer, Integer> outstanding = new HashMap<>();
    private final Wire.Opener subscribers;
    private final Wire.Opener publishers;
    private final int size;
    private final int window;
    private long done;
    private boolean stopped;

    private FanOut(Wire.Opener subscribers, Wire.Opener publishers, int size, int window) {
        this.subscribers = subscribers;
        this.publishers = publishers;
        this.size = size;
        this.window = window;
    }

    /**
     * {@return fan-out over WebSockets}
     *
     * @param loop where the clients live
     * @param size how many subscribers
     */
    public static FanOut overWebSockets(LoadLoop loop, int size) {
        // As many deliveries on their way whatever the size, within reason.
        int window = Math.max(4, Math.min(64, 1_600 / size));
        return new FanOut(loop.webSockets(Target.LAST), loop.webSockets(Target.FIRST), size, window);
    }

    /**
     * {@return fan-out to clients that poll, one message at a time}
     *
     * @param loop where the clients live
     * @param size how many subscribers
     */
    public static FanOut overPolling(LoadLoop loop, int size) {
        return new FanOut(loop.polling(Target.LAST), loop.webSockets(Target.FIRST), size, 1);
    }

    @Override
    public CompletableFuture<Void> prepare() {
        return Repetition.of(size, 32, this::subscriber).thenCompose(ready -> publisher());
    }

    private CompletableFuture<Void> subscriber(int number) {
        return LoadClient.open(subscribers, ledger, (publisher, message) -> delivered(number, message))
                .thenCompose(client -> {
                    clients.add(client);
                    return client.handshake()
                            .thenCompose(shaken -> client.subscribe(CHANNEL))
                            .thenRun(client::connect);
                });
    }

    private CompletableFuture<Void> publisher() {
        return LoadClient.open(publishers, ledger, (publisher, message) -> {}).thenCompose(client -> {
            clients.add(client);
            return client.handshake().thenRun(client::connect);
        });
    }

    @Override
    public void start() {
        for (int i = 0; i < window; i++) {
            publish();
        }
    }

    private void publish() {
        int number = 0;
        for (int subscriber = 0; subscriber < size; subscriber++) {
            number = ledger.sent(0, subscriber);
        }
        outstanding.put(number, size);
        clients.get(size).publish(CHANNEL, Payload.of(0, number));
    }

    private void delivered(int subscriber, int message) {
        if (!ledger.received(0, subscriber, message)) {
            return;
        }
        done++;
        if (outstanding.merge(message, -1, Integer::sum) == 0) {
            outstanding.remove(message);
            if (!stopped) {
                publish();
            }
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
        return outstanding.isEmpty();
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
