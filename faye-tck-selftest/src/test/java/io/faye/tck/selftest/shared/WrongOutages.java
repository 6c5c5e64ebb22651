package io.faye.tck.selftest.shared;

import io.faye.engine.Change;
import io.faye.engine.EngineException;
import io.faye.engine.support.BlockingContext;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;

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
        /** At once, so that no ping can come before the next look for sessions that are due. */
        @Override
        synchronized void forgive() {
            due().forEach(client -> expire("", client));
        }
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
