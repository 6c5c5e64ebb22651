package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.Change;
import io.faye.engine.SessionPage;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingAttachment;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Wrong about the attributes of a session. */
final class WrongAttributes {

    private WrongAttributes() {}

    private static Attachment withAttributes(Attachment attached, Map<String, String> attributes) {
        return new ForwardingAttachment(attached) {
            @Override
            public Map<String, String> attributes() {
                return attributes;
            }
        };
    }

    /** An attachment shows the attributes as they were at the session's creation. */
    @Breaks(value = "ATT-1", follows = "ATT-2", because = "what was set if absent is not seen either")
    static final class RemembersTheFirst extends WrongEngine {
        private final Map<ClientId, Map<String, String>> first = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
            first.put(client, attributes);
            return super.createClient(client, attributes);
        }

        @Override
        Attachment attachment(ClientId client, Attachment attached) {
            return withAttributes(attached, first.getOrDefault(client, attached.attributes()));
        }
    }

    /** An attribute that was removed is empty instead. */
    @Breaks(value = "ATT-1", follows = "ATT-2", because = "what was removed is not absent")
    static final class RemovesNothing extends WrongEngine {
        @Override
        public CompletionStage<Change> removeAttribute(ClientId client, String name) {
            return super.setAttribute(client, name, "");
        }
    }

    /** Changes the text of attributes, as stores and libraries like to do. */
    abstract static class Changed extends WrongEngine {
        abstract String name(String name);

        abstract String value(String value);

        @Override
        public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
            Map<String, String> changed = new HashMap<>();
            attributes.forEach((name, value) -> changed.put(name(name), value(value)));
            return super.createClient(client, changed);
        }

        @Override
        public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
            return super.setAttribute(client, name(name), value(value));
        }

        @Override
        public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
            return super.setAttributeIfAbsent(client, name(name), value(value));
        }

        @Override
        public CompletionStage<Change> removeAttribute(ClientId client, String name) {
            return super.removeAttribute(client, name(name));
        }
    }

    /** Removes blanks around values. */
    @Breaks("ATT-1")
    static final class TrimsValues extends Changed {
        @Override
        String name(String name) {
            return name;
        }

        @Override
        String value(String value) {
            return value.strip();
        }
    }

    /** Keeps attributes as lines of {@code name=value}. */
    @Breaks("ATT-1")
    static final class SplitsAtEquals extends Changed {
        @Override
        String name(String name) {
            return name.contains("=") ? name.substring(0, name.indexOf('=')) : name;
        }

        @Override
        String value(String value) {
            return value;
        }
    }

    /** Composes the letters of names and their accents. */
    @Breaks("ATT-1")
    static final class ComposesNames extends Changed {
        @Override
        String name(String name) {
            return Normalizer.normalize(name, Normalizer.Form.NFC);
        }

        @Override
        String value(String value) {
            return value;
        }
    }

    /** Leaves out empty values when a session begins. */
    @Breaks("ATT-1")
    static final class BeginsWithoutEmptyOnes extends WrongEngine {
        @Override
        public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
            Map<String, String> present = new HashMap<>(attributes);
            present.values().removeIf(String::isEmpty);
            return super.createClient(client, present);
        }
    }

    /** Does not remove the last attribute of a session. */
    @Breaks("ATT-1")
    static final class KeepsTheLast extends WrongEngine {
        @Override
        public CompletionStage<Change> removeAttribute(ClientId client, String name) {
            return right.attributes(client)
                    .thenCompose(found -> found.orElse(Map.of()).keySet().equals(Set.of(name))
                            ? CompletableFuture.completedFuture(Change.CHANGED)
                            : super.removeAttribute(client, name));
        }
    }

    /** A list of sessions shows the attributes as they were at the last attach or at the creation. */
    @Breaks("ATT-1")
    static final class ListsOldAttributes extends WrongEngine {
        private final Map<ClientId, Map<String, String>> seen = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
            seen.put(client, attributes);
            return super.createClient(client, attributes);
        }

        @Override
        Attachment attachment(ClientId client, Attachment attached) {
            seen.put(client, attached.attributes());
            return attached;
        }

        @Override
        public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
            return super.clients(cursor, limit).thenApply(this::outdated);
        }

        private SessionPage outdated(SessionPage page) {
            Map<ClientId, Map<String, String>> then = new LinkedHashMap<>(page.sessions());
            then.replaceAll((client, now) -> seen.getOrDefault(client, now));
            return new SessionPage(then, page.next());
        }
    }

    /** Loses one of two attributes that are set at once. */
    @Breaks(value = "ATT-1", race = true)
    static final class LosesUpdates extends SmallEngine {
        @Override
        public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
            return update(client, attributes -> attributes.put(name, value));
        }

        @Override
        public CompletionStage<Change> removeAttribute(ClientId client, String name) {
            return update(client, attributes -> attributes.remove(name));
        }

        private CompletionStage<Change> update(ClientId client, Consumer<Map<String, String>> update) {
            return attributes(client).thenCompose(found -> {
                Map<String, String> changed = new HashMap<>(found.orElse(Map.of()));
                update.accept(changed);
                Moment.pass();
                return look(client, Change.UNKNOWN_CLIENT, session -> {
                    session.attributes = changed;
                    return changed.equals(found.orElse(Map.of())) ? Change.UNCHANGED : Change.CHANGED;
                });
            });
        }
    }

    /** Sets an attribute that the session has. */
    @Breaks("ATT-2")
    static final class ReplacesPresentOnes extends WrongEngine {
        @Override
        public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
            return super.setAttribute(client, name, value);
        }
    }

    /** Takes an empty attribute for one that is absent. */
    @Breaks("ATT-2")
    static final class ReplacesEmptyOnes extends WrongEngine {
        @Override
        public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
            return right.attributes(client)
                    .thenCompose(found -> found.map(all -> all.get(name))
                                    .filter(String::isEmpty)
                                    .isPresent()
                            ? super.setAttribute(client, name, value)
                            : super.setAttributeIfAbsent(client, name, value));
        }
    }

    /** Looks for the attribute, and sets it in a second step. */
    @Breaks(value = "ATT-2", race = true)
    static final class LooksAndThenSets extends WrongEngine {
        @Override
        public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
            return right.attributes(client).thenCompose(found -> {
                Moment.pass();
                return found.map(all -> all.containsKey(name)).orElse(false)
                        ? CompletableFuture.completedFuture(Change.UNCHANGED)
                        : super.setAttribute(client, name, value);
            });
        }
    }
}
