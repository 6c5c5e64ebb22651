package io.faye.tck.selftest.shared;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.EngineLimits;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.support.BlockingContext;
import io.faye.engine.support.BlockingEngineAdapter;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.UUID;

/** Makes the engine named {@code "shared"}; its option {@code store} is what a {@link StoreServer} is called. */
public class SharedEngineProvider implements EngineProvider {

    private static final int THREADS = 8;

    /** Makes a provider. */
    public SharedEngineProvider() {}

    @Override
    public String name() {
        return "shared";
    }

    @Override
    public EngineCapabilities capabilities() {
        return EngineCapabilities.builder()
                .shared()
                .ownClock()
                .durable()
                .maxNotificationDelay(Duration.ofSeconds(1))
                .build();
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        Store store = StoreServer.named(options.text("store", ""));
        options.requireAllRead();
        String node = UUID.randomUUID().toString();
        join(context, store, node);
        return new BlockingEngineAdapter(context, "shared", THREADS, host -> engine(node, new Access(store), host));
    }

    /** {@return the engine itself; wrong ones return another} */
    SharedEngine engine(String node, Access store, BlockingContext host) {
        return new SharedEngine(node, store, host);
    }

    private static void join(EngineContext context, Store store, String node) {
        EngineLimits limits = context.limits();
        try {
            store.join(
                    node,
                    context.timeout().toMillis(),
                    new Store.Limits(
                            limits.queue().maxMessages(),
                            limits.queue().maxBytes(),
                            limits.queue().policy(),
                            limits.maxSessions(),
                            limits.maxSubscriptions()));
        } catch (RemoteException e) {
            throw new EngineException("The store does not answer", e);
        }
    }
}
