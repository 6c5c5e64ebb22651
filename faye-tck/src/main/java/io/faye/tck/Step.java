package io.faye.tck;

import io.faye.engine.Attachment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One operation of a session, with an answer that can be compared with that of the same operation of another session. */
enum Step {
    PING(client -> client.calls().ping(client.id())),
    ATTACH(client -> client.calls().attach(client.id()).thenApply(Step::text)),
    RELEASE(client -> client.calls().release(client.id(), "note")),
    ACKNOWLEDGE(client -> client.calls().acknowledge(client.id(), 1)),
    SUBSCRIBE(client -> client.calls().subscribe(client.id(), other(client))),
    UNSUBSCRIBE(client -> client.calls().unsubscribe(client.id(), own(client))),
    SUBSCRIPTIONS(client -> client.calls()
            .subscriptions(client.id())
            .thenApply(found -> found.map(patterns -> relative(client, Client.texts(patterns))))),
    PUBLISH(client -> client.calls().publish(client.id(), own(client), "published")),
    PUBLISH_ELSEWHERE(client -> client.calls().publish(client.id(), other(client), "published elsewhere")),
    ATTRIBUTES(client -> client.calls().attributes(client.id()).thenApply(found -> found.map(TreeMap::new))),
    SET(client -> client.calls().setAttribute(client.id(), "n", "set")),
    SET_IF_ABSENT(client -> client.calls().setAttributeIfAbsent(client.id(), "n", "set if absent")),
    REMOVE(client -> client.calls().removeAttribute(client.id(), "n")),
    DESTROY(client -> client.calls()
            .destroyClient(client.id())
            .thenApply(found -> found.map(patterns -> relative(client, patterns))));

    /** Without a state of its own. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Client, CompletableFuture<?>> call;

    Step(Function<Client, CompletableFuture<?>> call) {
        this.call = call;
    }

    /** {@return what the engine will answer, as text} */
    CompletableFuture<String> of(Client client) {
        return call.apply(client).thenApply(String::valueOf);
    }

    private static String text(Optional<Attachment> found) {
        return found.map(attachment -> new TreeMap<>(attachment.attributes()) + " " + attachment.note())
                .orElse("unknown");
    }

    /** {@return a channel that nobody else hears} */
    static String own(Client client) {
        return "/own/" + client.id();
    }

    static String other(Client client) {
        return "/other/" + client.id();
    }

    private static Set<String> relative(Client client, Set<?> patterns) {
        Set<String> names = new TreeSet<>();
        patterns.forEach(
                pattern -> names.add(pattern.toString().replace(client.id().toString(), "id")));
        return names;
    }

    /** {@return what there is in the end, and what is received of what was published} */
    static String state(Client client) {
        Optional<Map<String, String>> attributes = client.attributes();
        if (attributes.isEmpty()) {
            return "ended";
        }
        Set<String> subscriptions = relative(client, client.subscriptions().orElse(Set.of()));
        client.publish(own(client), "to the own channel");
        client.publish(other(client), "to the other channel");
        return new TreeMap<>(attributes.get()) + " " + subscriptions + " " + client.received();
    }
}
