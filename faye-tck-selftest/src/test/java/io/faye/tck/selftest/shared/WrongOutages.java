package io.faye.tck.selftest.shared;

import io.faye.engine.Engine;
import io.faye.engine.Engine.Change;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.Lent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wrong about a store that goes away and comes back. */
final class WrongOutages {

    private WrongOutages() {}

    /** Tells no process anything any more. */
    @Breaks("FLT-2")
    static final class ForgetsWhomToTell extends MemoryStore {
        @Override
        synchronized void forgive() {
            super.forgive();
            nodes.clear();
        }
    }

    /** Ends sessions that could not be pinged while it was away. */
    @Breaks("FLT-2")
    static final class ForgivesNobody extends MemoryStore {
        @Override
        void forgive() {}
    }

    /** Comes back without the messages that waited. */
    @Breaks("FLT-2")
    static final class LosesMessages extends MemoryStore {
        @Override
        synchronized void forgive() {
            super.forgive();
            for (Session session : sessions.values()) {
                session.inbox.acknowledge(session.inbox
                        .read(0, Integer.MAX_VALUE, Integer.MAX_VALUE)
                        .batch()
                        .last());
            }
        }
    }

    /** Reports a message also when the store does not take it. */
    @Breaks(
            value = {"PUB-3", "FLT-1"},
            because = "only while the backend is away is a message refused")
    public static final class ReportsWhatFails extends SharedEngineProvider {
        @Override
        SharedEngine engine(EngineContext context, Access store) {
            return new SharedEngine(context, store) {
                @Override
                public void publish(Message message) {
                    try {
                        super.publish(message);
                    } catch (EngineException e) {
                        report(message);
                        throw e;
                    }
                }

                private void report(Message message) {
                    reports.event(listener -> listener.publish(
                            message.clientId(),
                            message.channel().orElseThrow(),
                            message.data().orElse(Json.NULL)));
                }
            };
        }
    }

    /** Asks a store that is away again and again, and lets its callers wait. */
    @Breaks("FLT-1")
    public static final class HangsOn extends SharedEngineProvider {
        private static final Duration LONG = Duration.ofSeconds(30);

        @Override
        public Engine create(EngineContext context, EngineOptions options) {
            return super.create(
                    new Lent(context) {
                        @Override
                        public Duration operationTimeout() {
                            return LONG;
                        }
                    },
                    options);
        }

        @Override
        SharedEngine engine(EngineContext context, Access store) {
            return super.engine(context, new Access(stubborn(store.store())));
        }

        private static Store stubborn(Store store) {
            return (Store) Proxy.newProxyInstance(
                    Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                        while (true) {
                            try {
                                return method.invoke(store, arguments);
                            } catch (InvocationTargetException e) {
                                if (!(e.getCause() instanceof RemoteException)) {
                                    throw e.getCause();
                                }
                                TimeUnit.MILLISECONDS.sleep(20);
                            }
                        }
                    });
        }
    }

    /** Claims to have set an attribute when the store is away. */
    @Breaks("FLT-1")
    public static final class ClaimsSuccess extends SharedEngineProvider {
        @Override
        SharedEngine engine(EngineContext context, Access store) {
            return new SharedEngine(context, store) {
                @Override
                public Change setAttribute(ClientId client, String name, @Nullable String value) {
                    try {
                        return super.setAttribute(client, name, value);
                    } catch (EngineException e) {
                        return Change.CHANGED;
                    }
                }
            };
        }
    }
}
