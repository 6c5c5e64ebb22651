package io.faye.tck.selftest.shared;

import io.faye.engine.Batch;
import io.faye.engine.EngineContext;
import io.faye.engine.support.BlockingContext;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Wrong about what other processes do. Public, so that the kit can make them in a process of its own. */
final class WrongProcesses {

    private WrongProcesses() {}

    /** Lets only those be pinged whom this process reads for. */
    @Breaks(value = "DIS-1", follows = "EXP-1", because = "who is pinged in another process is not kept")
    public static final class ServesItsOwn extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            return new SharedEngine(node, store, context, host) {
                @Override
                public boolean ping(ClientId client) {
                    return store.get(at -> at.owns(node, client.toString())) && super.ping(client);
                }
            };
        }
    }

    /** Keeps an attribute as it was when it was looked at first. */
    @Breaks("ATT-1")
    public static final class RemembersAttributes extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            Map<ClientId, Map<String, String>> known = new ConcurrentHashMap<>();
            return new SharedEngine(node, store, context, host) {
                @Override
                public Optional<Map<String, String>> attributes(ClientId client) {
                    Optional<Map<String, String>> found = super.attributes(client);
                    found.ifPresent(now -> known.putIfAbsent(client, now));
                    return found.map(now -> known.getOrDefault(client, now));
                }

                @Override
                public Optional<Map<String, String>> attach(ClientId client) {
                    Optional<Map<String, String>> found = super.attach(client);
                    found.ifPresent(now -> known.putIfAbsent(client, now));
                    return found;
                }
            };
        }
    }

    /** Keeps acknowledgements to itself until the client is released. */
    @Breaks("DIS-2")
    public static final class AcknowledgesToItself extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            Map<ClientId, Long> floors = new ConcurrentHashMap<>();
            Map<ClientId, Long> seen = new ConcurrentHashMap<>();
            return new SharedEngine(node, store, context, host) {
                @Override
                public void acknowledge(ClientId client, long upTo) {
                    if (upTo <= seen.getOrDefault(client, 0L)) {
                        floors.merge(client, upTo, Math::max);
                    }
                }

                @Override
                public Batch read(ClientId client, long after, int maxMessages, int maxBytes) {
                    long from = Math.max(after, floors.getOrDefault(client, 0L));
                    Batch batch = super.read(client, from, maxMessages, maxBytes);
                    if (!batch.isEmpty()) {
                        seen.merge(client, batch.last(), Math::max);
                    }
                    return batch;
                }

                @Override
                public void release(ClientId client) {
                    super.acknowledge(client, floors.getOrDefault(client, 0L));
                    super.release(client);
                }
            };
        }
    }

    /** Reports the end of a session in every process. */
    @Breaks(
            value = "EVT-1",
            follows = {"CLI-3", "DIS-3", "EXP-1", "QUE-3"},
            because = "each way to end says that it is reported once")
    public static final class ReportsEverywhere extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            return new SharedEngine(node, store, context, host) {
                @Override
                void closed(ClientId client) {
                    context.listener().disconnect(client);
                    super.closed(client);
                }
            };
        }
    }

    /** Tells two callers in two processes that each has ended a session. */
    @Breaks(
            value = "CLI-3",
            follows = {"EVT-1", "EXP-2"},
            because = "whoever thinks that it has ended a session reports that too",
            race = true)
    public static final class EndsInTwoPlaces extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            return new SharedEngine(node, store, context, host) {
                @Override
                public Optional<Set<ChannelPattern>> destroyClient(ClientId client) {
                    boolean there = attributes(client).isPresent();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                    Optional<Set<ChannelPattern>> ended = super.destroyClient(client);
                    return there && ended.isEmpty() ? Optional.of(Set.of()) : ended;
                }
            };
        }
    }

    /** Tells only those processes that a session is over where it began or was attached. */
    @Breaks(
            value = "EXP-2",
            follows = {"DIS-3", "QUE-3"},
            because = "each way to end says that all processes are told")
    public static final class TellsWhomItConcerns extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            Set<ClientId> known = ConcurrentHashMap.newKeySet();
            return new SharedEngine(node, store, context, host) {
                @Override
                public void createClient(ClientId client, Map<String, String> attributes) {
                    super.createClient(client, attributes);
                    known.add(client);
                }

                @Override
                public Optional<Map<String, String>> attach(ClientId client) {
                    known.add(client);
                    return super.attach(client);
                }

                @Override
                void tell(Store.Notice notice) {
                    boolean concerns =
                            known.contains(ClientId.parse(notice.client()).orElseThrow());
                    if (concerns || notice.kind() != Store.Kind.CLOSED) {
                        super.tell(notice);
                    }
                }
            };
        }
    }

    /** Leaves it to each process to end the sessions that it reads for, also to one that is dead. */
    @Breaks("DIS-3")
    public static final class WaitsForTheDead extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            return new SharedEngine(node, store, context, host) {
                @Override
                Optional<Set<ChannelPattern>> expire(ClientId client) {
                    boolean reads = store.get(at -> at.owns(node, client.toString()));
                    return reads ? super.expire(client) : Optional.empty();
                }
            };
        }
    }

    /** Ends the sessions that it reads for when it is closed. */
    @Breaks("LIF-1")
    public static final class EndsItsSessions extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            return new SharedEngine(node, store, context, host) {
                @Override
                public void close() {
                    store.get(at -> at.clients("", Integer.MAX_VALUE)).keySet().stream()
                            .filter(client -> store.get(at -> at.owns(node, client)))
                            .forEach(client -> store.get(at -> at.destroy(node, client)));
                    super.close();
                }
            };
        }
    }

    /** Does not tell a process that it has lost a client. */
    @Breaks("DIS-4")
    public static final class KeepsMovesSecret extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            return new SharedEngine(node, store, context, host) {
                @Override
                void moved(ClientId client) {}
            };
        }
    }

    /** Tells a process twice that it has lost a client. */
    @Breaks("DIS-4")
    public static final class TellsMovesTwice extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            return new SharedEngine(node, store, context, host) {
                @Override
                void moved(ClientId client) {
                    super.moved(client);
                    super.moved(client);
                }
            };
        }
    }

    /** Forgets what a session was subscribed to when it ends by itself. */
    @Breaks(value = "EXP-2", follows = "DIS-3", because = "sessions of the dead end by themselves")
    public static final class ForgetsSubscriptions extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            return new SharedEngine(node, store, context, host) {
                @Override
                Optional<Set<ChannelPattern>> expire(ClientId client) {
                    return super.expire(client).map(patterns -> Set.of());
                }
            };
        }
    }

    /** Knows as publishers only those whose sessions it has begun. */
    @Breaks("PUB-3")
    public static final class NamesItsOwn extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, EngineContext context, BlockingContext host) {
            Set<ClientId> begun = ConcurrentHashMap.newKeySet();
            return new SharedEngine(node, store, context, host) {
                @Override
                public void createClient(ClientId client, Map<String, String> attributes) {
                    begun.add(client);
                    super.createClient(client, attributes);
                }

                @Override
                public Optional<ClientId> publish(Message message) {
                    return super.publish(message).filter(begun::contains);
                }
            };
        }
    }
}
