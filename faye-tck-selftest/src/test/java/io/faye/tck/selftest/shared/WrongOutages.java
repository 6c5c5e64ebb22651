package io.faye.tck.selftest.shared;

import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.engine.support.BlockingContext;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Wrong about outages of the store. */
final class WrongOutages {

    private WrongOutages() {}

    /** Tells no process anything any more. */
    @Breaks(value = "FLT-2", follows = "HLT-1", because = "messages do not arrive any more, as the engine says")
    static final class ForgetsItsProcesses extends MemoryStore {
        @Override
        synchronized void forgive() {
            super.forgive();
            nodes.clear();
        }
    }

    /** Ends sessions that could not be pinged during the outage. */
    @Breaks("FLT-2")
    static final class ForgivesNothing extends MemoryStore {
        @Override
        void forgive() {}
    }

    /** Comes back without the messages that waited. */
    @Breaks("FLT-2")
    static final class LosesMessages extends MemoryStore {
        @Override
        synchronized void forgive() {
            super.forgive();
            sessions.values().forEach(LosesMessages::lose);
        }

        private static void lose(Session session) {
            Reader reader = session.reader;
            if (reader != null) {
                session.inbox.acknowledge(session.inbox
                        .read(reader, 0, Integer.MAX_VALUE, Integer.MAX_VALUE)
                        .batch()
                        .last());
            }
        }
    }

    /** Delivers a message twice after the outage that it has refused before. */
    @Breaks(
            value = {"FLT-2", "PUB-4"},
            because = "a message whose fate was unknown is delivered at most once")
    public static final class DoublesWhatItRefused extends SharedEngineProvider {
        private static final Executor LATER = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                private volatile boolean closed;

                @Override
                public boolean publish(Message message) {
                    try {
                        return super.publish(message);
                    } catch (EngineException e) {
                        LATER.execute(() -> publishLater(message));
                        throw e;
                    }
                }

                private void publishLater(Message message) {
                    try {
                        super.publish(message);
                        super.publish(message);
                    } catch (EngineException e) {
                        if (!closed) {
                            LATER.execute(() -> publishLater(message));
                        }
                    }
                }

                @Override
                public void close() {
                    closed = true;
                    super.close();
                }
            };
        }
    }

    /** Asks a store that does not answer again and again, and lets its callers wait. */
    @Breaks("FLT-1")
    public static final class HangsOn extends SharedEngineProvider {
        private static final Duration LONG = Duration.ofSeconds(30);

        @Override
        public Engine create(EngineContext context, EngineOptions options) {
            return super.create(
                    new ForwardingContext(context) {
                        @Override
                        public Duration operationTimeout() {
                            return LONG;
                        }
                    },
                    options);
        }

        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return super.engine(node, new Access(stubborn(store.store())), host);
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

    /** Says that it has set an attribute although the store does not answer. */
    @Breaks("FLT-1")
    public static final class ClaimsSuccess extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                public Change setAttribute(ClientId client, String name, String value) {
                    try {
                        return super.setAttribute(client, name, value);
                    } catch (EngineException e) {
                        return Change.CHANGED;
                    }
                }
            };
        }
    }

    /** Says that it works whatever happens. */
    @Breaks("HLT-1")
    public static final class IsAlwaysHealthy extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                public void health() {}
            };
        }
    }

    /** Says for ever that it does not work once the store did not answer. */
    @Breaks("HLT-1")
    public static final class NeverRecovers extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                private volatile boolean failed;

                @Override
                public void health() {
                    if (failed) {
                        throw new EngineException("The store did not answer");
                    }
                    try {
                        super.health();
                    } catch (EngineException e) {
                        failed = true;
                        throw e;
                    }
                }
            };
        }
    }

    /** Asks only whether it can read from the store. */
    @Breaks("HLT-1")
    public static final class ReadsForItsHealth extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                public void health() {
                    store.get(Store::due);
                }
            };
        }
    }
}
