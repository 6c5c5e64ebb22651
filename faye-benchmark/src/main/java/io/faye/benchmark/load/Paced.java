package io.faye.benchmark.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One publisher that publishes at a pace of its own, and subscribers that note how long each message took. */
public final class Paced implements Traffic {

    private static final String CHANNEL = "/bench/paced";
    private static final int MOST_UNDER_WAY = 1 << 16;
    private static final int TO_MANY_PER_SECOND = 5;

    private final Ledger ledger = new Ledger();
    private final Latencies latencies = new Latencies();
    private final List<LoadClient> clients = new ArrayList<>();
    private final long[] sentNanos = new long[MOST_UNDER_WAY];
    private final LoadLoop loop;
    private final Wire.Opener subscribers;
    private final int size;
    private final int perSecond;
    private @Nullable LoadClient publisher;
    private @Nullable Future<?> ticking;
    private long beginNanos;
    private long published;
    private long done;

    private Paced(LoadLoop loop, Wire.Opener subscribers, int size, int perSecond) {
        this.loop = loop;
        this.subscribers = subscribers;
        this.size = size;
        this.perSecond = perSecond;
    }

    /**
     * {@return a publisher at the first server with one subscriber at the last}
     *
     * @param loop where the clients live
     * @param perSecond how many messages a second
     */
    public static Paced toOne(LoadLoop loop, int perSecond) {
        return new Paced(loop, loop.webSockets(Target.LAST), 1, perSecond);
    }

    /**
     * {@return a slow publisher with many subscribers at all servers}
     *
     * @param loop where the clients live
     * @param size how many subscribers
     */
    public static Paced toMany(LoadLoop loop, int size) {
        return new Paced(loop, loop.webSockets(Target.EACH), size, TO_MANY_PER_SECOND);
    }

    @Override
    public CompletableFuture<Void> prepare() {
        return Repetition.of(size, Math.min(size, 32), this::subscriber).thenCompose(ready -> publisher());
    }

    private CompletableFuture<Void> subscriber(int number) {
        return LoadClient.open(subscribers, ledger, (from, message) -> delivered(number, message))
                .thenCompose(client -> {
                    clients.add(client);
                    return client.handshake()
                            .thenCompose(shaken -> client.subscribe(CHANNEL))
                            .thenRun(client::connect);
                });
    }

    private CompletableFuture<Void> publisher() {
        return LoadClient.open(loop.webSockets(Target.FIRST), ledger, (from, message) -> {})
                .thenCompose(client -> {
                    clients.add(client);
                    publisher = client;
                    return client.handshake().thenRun(client::connect);
                });
    }

    @Override
    public void start() {
        beginNanos = System.nanoTime();
        ticking = loop.everyMillisecond(this::publishDue);
    }

    private void publishDue() {
        long due = (long) ((System.nanoTime() - beginNanos) / 1e9 * perSecond);
        while (published < due && publisher != null) {
            publish(publisher);
        }
    }

    private void publish(LoadClient from) {
        int number = 0;
        for (int subscriber = 0; subscriber < size; subscriber++) {
            number = ledger.sent(0, subscriber);
        }
        published++;
        sentNanos[number % MOST_UNDER_WAY] = System.nanoTime();
        from.publish(CHANNEL, Payload.of(0, number));
    }

    private void delivered(int subscriber, int message) {
        if (ledger.received(0, subscriber, message)) {
            latencies.add(System.nanoTime() - sentNanos[message % MOST_UNDER_WAY]);
            done++;
        }
    }

    /** {@return how long the messages took, each to each subscriber} */
    public Latencies latencies() {
        return latencies;
    }

    /** {@return how many messages were published so far} */
    public long published() {
        return published;
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public void stop() {
        if (ticking != null) {
            ticking.cancel(false);
        }
    }

    @Override
    public boolean isDrained() {
        return done >= published * size;
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
