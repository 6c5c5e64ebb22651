package io.faye.tck.selftest.shared;

import io.faye.engine.Batch;
import io.faye.engine.EngineContext;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about what other processes do. Public, so that the kit can make them in a process of its own. */
final class WrongProcesses {

    private WrongProcesses() {}

    /** Lets only those be pinged whom this process reads for. */
    @Breaks("DIS-1")
    public static final class ServesItsOwn extends SharedEngineProvider {
        @Override
        SharedEngine engine(EngineContext context, Access store) {
            return new SharedEngine(context, store) {
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
        SharedEngine engine(EngineContext context, Access store) {
            Map<ClientId, Map<String, String>> known = new ConcurrentHashMap<>();
            return new SharedEngine(context, store) {
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
        SharedEngine engine(EngineContext context, Access store) {
            Map<ClientId, Long> floors = new ConcurrentHashMap<>();
            return new SharedEngine(context, store) {
                @Override
                public void acknowledge(ClientId client, long upTo) {
                    floors.merge(client, upTo, Math::max);
                }

                @Override
                public Batch read(ClientId client, long after, int maxMessages, int maxBytes) {
                    return super.read(client, Math.max(after, floors.getOrDefault(client, 0L)), maxMessages, maxBytes);
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
    @Breaks("EVT-1")
    public static final class ReportsEverywhere extends SharedEngineProvider {
        @Override
        SharedEngine engine(EngineContext context, Access store) {
            Set<ClientId> endedHere = ConcurrentHashMap.newKeySet();
            return new SharedEngine(context, store) {
                @Override
                boolean ended(Store.Ended ended) {
                    if (ended != null) {
                        endedHere.add(ClientId.parse(ended.client()).orElseThrow());
                    }
                    return super.ended(ended);
                }

                @Override
                void tell(Store.Notice notice) {
                    ClientId client = ClientId.parse(notice.client()).orElseThrow();
                    if (notice.kind() == Store.Kind.CLOSED) {
                        lanes.accept(client, () -> report(client));
                    }
                    super.tell(notice);
                }

                private void report(ClientId client) {
                    if (!endedHere.contains(client)) {
                        reports.event(listener -> listener.disconnect(client));
                    }
                }
            };
        }
    }

    /** Tells two callers in two processes that each has ended a session. */
    @Breaks(value = "CLI-3", race = true)
    public static final class EndsInTwoPlaces extends SharedEngineProvider {
        @Override
        SharedEngine engine(EngineContext context, Access store) {
            return new SharedEngine(context, store) {
                @Override
                public boolean destroyClient(ClientId client) {
                    boolean there = attributes(client).isPresent();
                    super.destroyClient(client);
                    return there;
                }
            };
        }
    }

    /** Tells only those processes that a session is over where it began or was attached. */
    @Breaks("EXP-2")
    public static final class TellsWhomItConcerns extends SharedEngineProvider {
        @Override
        SharedEngine engine(EngineContext context, Access store) {
            Set<ClientId> known = ConcurrentHashMap.newKeySet();
            return new SharedEngine(context, store) {
                @Override
                public ClientId createClient(Map<String, String> attributes) {
                    ClientId client = super.createClient(attributes);
                    known.add(client);
                    return client;
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
        SharedEngine engine(EngineContext context, Access store) {
            return new SharedEngine(context, store) {
                @Override
                void expire(ClientId client) {
                    if (store.get(at -> at.owns(node, client.toString()))) {
                        super.expire(client);
                    }
                }
            };
        }
    }

    /** Ends the sessions that it reads for when it is closed. */
    @Breaks("LIF-1")
    public static final class EndsItsSessions extends SharedEngineProvider {
        @Override
        SharedEngine engine(EngineContext context, Access store) {
            return new SharedEngine(context, store) {
                @Override
                public void close() {
                    store.get(at -> at.clients("", Integer.MAX_VALUE)).keySet().stream()
                            .filter(client -> store.get(at -> at.owns(node, client)))
                            .forEach(client -> store.get(at -> at.destroy(client)));
                    super.close();
                }
            };
        }
    }

    /** Does not tell a process that it has lost a client. */
    @Breaks("DIS-4")
    public static final class KeepsMovesSecret extends SharedEngineProvider {
        @Override
        SharedEngine engine(EngineContext context, Access store) {
            return new SharedEngine(context, store) {
                @Override
                void moved(ClientId client) {}
            };
        }
    }

    /** Tells a process twice that it has lost a client. */
    @Breaks("DIS-4")
    public static final class TellsMovesTwice extends SharedEngineProvider {
        @Override
        SharedEngine engine(EngineContext context, Access store) {
            return new SharedEngine(context, store) {
                @Override
                void moved(ClientId client) {
                    super.moved(client);
                    super.moved(client);
                }
            };
        }
    }
}
