package io.faye.tck.selftest.shared;

import io.faye.engine.support.BlockingContext;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;

/** Wrong about sessions that move. Public, so that the kit can make them in a process of its own. */
final class WrongMoves {

    private WrongMoves() {}

    /** Does not call {@code moved}. */
    @Breaks(
            value = {"DIS-4", "HND-2"},
            follows = {"HND-1", "HND-3", "HND-4"},
            because = "both rules say that it is called; without it a process does not know that it reads no more")
    public static final class KeepsMovesSecret extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                void moved(ClientId client, Attached newest) {
                    handOver(client, newest.id(), "");
                }
            };
        }
    }

    /** Calls {@code moved} twice. */
    @Breaks(
            value = {"DIS-4", "HND-2"},
            because = "both rules say that it is called once")
    public static final class MovesTwice extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                void moved(ClientId client, Attached newest) {
                    super.moved(client, newest);
                    newest.listener().moved();
                }
            };
        }
    }

    /** Tells a listener of messages after {@code moved}. */
    @Breaks("HND-2")
    public static final class WakesTheMoved extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                void moved(ClientId client, Attached newest) {
                    super.moved(client, newest);
                    newest.listener().messagesAvailable();
                }
            };
        }
    }

    /** Calls {@code ended} also on the listener of an attachment that has moved. */
    @Breaks(
            value = {"HND-2", "HND-3"},
            follows = "EXP-2",
            because = "nothing is called after moved, and ended only on the newest attachment's listener")
    public static final class EndsTheMoved extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                void moved(ClientId client, Attached newest) {
                    super.moved(client, newest);
                    newest.listener().ended();
                }
            };
        }
    }

    /** Loses the note of an attachment that another process supersedes. */
    @Breaks("HND-4")
    public static final class LosesNotesOfTheMoved extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                void moved(ClientId client, Attached newest) {
                    handOver(client, newest.id(), "");
                    super.moved(client, newest);
                }
            };
        }
    }
}
