package io.faye.tck.selftest.shared;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.support.BlockingAttachment;
import io.faye.engine.support.BlockingContext;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Wrong about what other processes do. Public, so that the kit can make them in a process of its own. */
final class WrongProcesses {

    private WrongProcesses() {}

    /** Pings only sessions that were created or are attached here. */
    @Breaks(value = "DIS-1", follows = "EXP-1", because = "a session that is pinged in another process is not kept")
    public static final class ServesItsOwn extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            Set<ClientId> created = ConcurrentHashMap.newKeySet();
            return new SharedEngine(node, store, host) {
                @Override
                public void createClient(ClientId client, Map<String, String> attributes) {
                    created.add(client);
                    super.createClient(client, attributes);
                }

                @Override
                public boolean ping(ClientId client) {
                    return (created.contains(client) || attached.containsKey(client)) && super.ping(client);
                }
            };
        }
    }

    /** Lets the process that began first end sessions that have expired, and no other one. */
    @Breaks(
            value = "EXP-1",
            follows = {"EXP-2", "DIS-3"},
            because = "nobody ends them when that process is gone")
    public static final class ExpiresInTheFirst extends SharedEngineProvider {
        private final Set<String> open = ConcurrentHashMap.newKeySet();

        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            boolean first = open.isEmpty();
            open.add(node);
            return new SharedEngine(node, store, host) {
                @Override
                void expire() {
                    if (first) {
                        super.expire();
                    }
                }

                @Override
                public void close() {
                    open.remove(node);
                    super.close();
                }
            };
        }
    }

    /** Lists of a session what it was subscribed to in this process. */
    @Breaks("SUB-5")
    public static final class ListsItsOwnSubscriptions extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            Map<ClientId, Set<ChannelPattern>> made = new ConcurrentHashMap<>();
            return new SharedEngine(node, store, host) {
                @Override
                public Change subscribe(ClientId client, ChannelPattern pattern) {
                    Change change = super.subscribe(client, pattern);
                    if (change == Change.CHANGED) {
                        made.computeIfAbsent(client, first -> ConcurrentHashMap.newKeySet())
                                .add(pattern);
                    }
                    return change;
                }

                @Override
                public Optional<Set<ChannelPattern>> subscriptions(ClientId client) {
                    return super.subscriptions(client).map(all -> {
                        Set<ChannelPattern> own = new HashSet<>(all);
                        own.retainAll(made.getOrDefault(client, Set.of()));
                        return own;
                    });
                }
            };
        }
    }

    /** Keeps an attribute as it was when it was looked at first. */
    @Breaks("ATT-1")
    public static final class RemembersAttributes extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            Map<ClientId, Map<String, String>> known = new ConcurrentHashMap<>();
            return new SharedEngine(node, store, host) {
                @Override
                public Optional<Map<String, String>> attributes(ClientId client) {
                    Optional<Map<String, String>> found = super.attributes(client);
                    found.ifPresent(now -> known.putIfAbsent(client, now));
                    return found.map(now -> known.getOrDefault(client, now));
                }

                @Override
                public Optional<BlockingAttachment> attach(ClientId client, AttachmentListener listener) {
                    Optional<BlockingAttachment> found = super.attach(client, listener);
                    found.ifPresent(now -> known.putIfAbsent(client, now.attributes()));
                    return found;
                }
            };
        }
    }

    /** Looks for an attribute in the store, and sets it in a second step. */
    @Breaks(value = "ATT-2", race = true)
    public static final class SetsAbsentInTwoSteps extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                public Change setAttributeIfAbsent(ClientId client, String name, String value) {
                    boolean absent = attributes(client)
                            .filter(found -> !found.containsKey(name))
                            .isPresent();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                    return absent ? setAttribute(client, name, value) : super.setAttributeIfAbsent(client, name, value);
                }
            };
        }
    }

    /** Tells the store what was acknowledged only when an attachment is released. */
    abstract static class Acknowledging extends SharedEngine {
        private final Map<ClientId, Long> floors = new ConcurrentHashMap<>();
        private final Map<ClientId, Long> seen = new ConcurrentHashMap<>();

        Acknowledging(String node, Access store, BlockingContext host) {
            super(node, store, host);
        }

        @Override
        final void acknowledge(SharedAttachment attachment, long upTo) {
            if (upTo <= seen.getOrDefault(attachment.client(), 0L)) {
                floors.merge(attachment.client(), upTo, Math::max);
            } else {
                super.acknowledge(attachment, upTo);
            }
        }

        @Override
        final Batch read(SharedAttachment attachment, long after, int maxMessages, int maxBytes) {
            long from = Math.max(after, floors.getOrDefault(attachment.client(), 0L));
            Batch batch = super.read(attachment, from, maxMessages, maxBytes);
            if (!batch.isEmpty()) {
                seen.merge(attachment.client(), batch.last(), Math::max);
            }
            return batch;
        }

        final void tellStore(SharedAttachment attachment) {
            super.acknowledge(attachment, floors.getOrDefault(attachment.client(), 0L));
        }
    }

    /** Keeps acknowledgements to itself until the attachment is released. */
    @Breaks(
            value = {"DIS-2", "HND-4"},
            follows = "HND-1",
            because = "the note of a process that reads no more comes without the position")
    public static final class AcknowledgesToItself extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new Acknowledging(node, store, host) {
                @Override
                void release(SharedAttachment attachment, String note) {
                    tellStore(attachment);
                    super.release(attachment, note);
                }
            };
        }
    }

    /** Tells two callers in two processes that each has ended a session. */
    @Breaks(
            value = "CLI-3",
            follows = {"EVT-1", "EXP-2"},
            because = "each process that thinks that it has ended a session reports that",
            race = true)
    public static final class EndsInTwoPlaces extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
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

    /** Leaves it to each process to end the sessions that are attached there, also to one that is dead. */
    @Breaks("DIS-3")
    public static final class WaitsForTheDead extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            Set<ClientId> mine = ConcurrentHashMap.newKeySet();
            return new SharedEngine(node, store, host) {
                @Override
                public void createClient(ClientId client, Map<String, String> attributes) {
                    super.createClient(client, attributes);
                    mine.add(client);
                }

                @Override
                void expire(String client) {
                    if (mine.contains(ClientId.parse(client).orElseThrow())) {
                        super.expire(client);
                    }
                }
            };
        }
    }

    /** Ends the sessions that are attached here when it is closed. */
    @Breaks("LIF-1")
    public static final class EndsItsSessions extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                public void close() {
                    attached.keySet().forEach(client -> destroy(client.toString()));
                    super.close();
                }

                private void destroy(String client) {
                    store.get(at -> at.destroy(node, client));
                }
            };
        }
    }

    /** Tells the host of an end in every process where the session was created or attached. */
    @Breaks(
            value = "EVT-1",
            follows = {"CLI-3", "DIS-3", "EXP-1", "EXP-2", "FLT-2", "HND-3", "QUE-3"},
            because = "each way to end says that it is told once")
    public static final class TellsEverywhere extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                void notice(Store.Notice notice) {
                    if (notice.kind() == Store.Kind.ENDED) {
                        host.clientEnded(ClientId.parse(notice.client()).orElseThrow(), Set.of());
                    }
                    super.notice(notice);
                }
            };
        }
    }

    /** Does not tell the host which subscriptions end with a session that expires. */
    @Breaks(value = "EXP-2", follows = "DIS-3", because = "sessions of the dead end by themselves")
    public static final class ForgetsSubscriptions extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            return new SharedEngine(node, store, host) {
                @Override
                void endedByItself(Store.Ended ended) {
                    super.endedByItself(new Store.Ended(ended.client(), List.of(), ended.attachment()));
                }
            };
        }
    }

    /** Knows only publishers whose sessions it has created. */
    @Breaks("PUB-3")
    public static final class KnowsItsOwn extends SharedEngineProvider {
        @Override
        SharedEngine engine(String node, Access store, BlockingContext host) {
            Set<ClientId> created = ConcurrentHashMap.newKeySet();
            return new SharedEngine(node, store, host) {
                @Override
                public void createClient(ClientId client, Map<String, String> attributes) {
                    created.add(client);
                    super.createClient(client, attributes);
                }

                @Override
                public boolean publish(Message message) {
                    return super.publish(message)
                            && message.clientId().filter(created::contains).isPresent();
                }
            };
        }
    }
}
