package io.faye.tck.selftest.shared;

import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.QueueLimits;
import io.faye.engine.Traits;
import io.faye.engine.support.Offload;
import io.faye.tck.selftest.shared.Store.QueueLimit;
import java.rmi.RemoteException;
import java.time.Duration;

/** Makes the engine named {@code "shared"}; its option {@code store} is what a {@link StoreServer} is called. */
public class SharedEngineProvider implements EngineProvider {

    private static final int THREADS = 4;

    /** Makes a provider. */
    public SharedEngineProvider() {}

    @Override
    public String name() {
        return "shared";
    }

    @Override
    public Traits traits() {
        return new Traits(true, true, true, Duration.ofSeconds(1));
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        Store store = StoreServer.named(options.text("store", ""));
        options.requireAllRead();
        SharedEngine engine = engine(context, new Access(store));
        join(context, store, engine.node);
        return start(context, engine);
    }

    /** {@return the engine itself; wrong ones return another} */
    SharedEngine engine(EngineContext context, Access store) {
        return new SharedEngine(context, store);
    }

    private static void join(EngineContext context, Store store, String node) {
        QueueLimits limits = context.queueLimits();
        try {
            store.join(
                    node,
                    context.timeout().toMillis(),
                    new QueueLimit(limits.maxMessages(), limits.maxBytes(), limits.policy()));
        } catch (RemoteException e) {
            throw new EngineException("The store is away", e);
        }
    }

    private static Engine start(EngineContext context, SharedEngine engine) {
        Offload offload = new Offload(context, engine, "shared", THREADS);
        engine.lanes = offload::execute;
        engine.beat = new Beat(context, engine);
        return offload;
    }
}
