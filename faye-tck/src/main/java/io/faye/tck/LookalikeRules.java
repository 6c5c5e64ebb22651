package io.faye.tck;

import static io.faye.engine.Change.CHANGED;
import static io.faye.engine.Change.UNKNOWN_CLIENT;

import io.faye.protocol.ClientId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Sessions whose ids look alike, and ids that look like those of sessions. */
abstract class LookalikeRules extends SessionFixture {

    /** The id of alice with one character changed at its beginning, in its middle and at its end, and small numbers. */
    private static List<ClientId> like(ClientId id) {
        String text = id.toString();
        Set<String> alike = new LinkedHashSet<>();
        IntStream.of(0, text.length() / 2, text.length() - 1)
                .forEach(at -> alike.add(text.substring(0, at) + next(text.charAt(at)) + text.substring(at + 1)));
        String end = text.substring(text.length() - 8);
        alike.add("0".repeat(text.length() - 8) + end);
        alike.add("0".repeat(text.length() - 9) + "1" + end);
        alike.add("0".repeat(text.length() - 9) + end + "0");
        return alike.stream().flatMap(name -> ClientId.parse(name).stream()).toList();
    }

    private static char next(char c) {
        return c == 'z' || c == '9' ? (char) (c - 1) : (char) (c + 1);
    }

    @EngineRule({"CLI-1", "CLI-2"})
    @DisplayName("are sessions of their own, each with its attributes, subscriptions, messages and end")
    void areTheirOwn() {
        List<Client> clients = like(alice.id()).stream()
                .map(id -> service.client(id, "who is like alice, " + id, Map.of("id", id.toString())))
                .toList();
        alice.subscribe("/to/alice");
        clients.forEach(client -> client.subscribe("/to/" + client.id()));
        clients.forEach(client -> client.publish("/to/" + client.id(), "" + client.id()));
        clients.forEach(client -> {
            Check.equal("attributes", Optional.of(Map.of("id", "" + client.id())), client.attributes());
            // How often is the concern of another rule.
            Check.equal(
                    "What " + client + " received", Set.of("\"" + client.id() + "\""), Set.copyOf(client.received()));
        });
        Client first = clients.get(0);
        first.destroy();
        SessionEnds.expect(first, "/to/" + first.id());
        clients.subList(1, clients.size())
                .forEach(client -> Check.that(client.exists(), client + " has ended together with another session"));
        Check.equal("alice's attributes", Optional.of(Map.of()), alice.attributes());
        alice.receivesNothing();
    }

    @EngineRule("CLI-2")
    @DisplayName("are unknown if no session has them")
    void areUnknown() {
        alice.attach();
        alice.subscribe("/a");
        for (ClientId id : like(alice.id())) {
            Client stranger = service.stranger(id, "stranger " + id);
            Check.equal("attributes of " + stranger, Optional.empty(), stranger.attributes());
            Check.equal("subscriptions of " + stranger, Optional.empty(), stranger.subscriptions());
            Check.equal("attach of " + stranger, Optional.empty(), stranger.attach());
            Check.equal("ping of " + stranger, false, stranger.ping());
            Check.equal("subscribe of " + stranger, UNKNOWN_CLIENT, stranger.subscribe("/b"));
            Check.equal("unsubscribe of " + stranger, UNKNOWN_CLIENT, stranger.unsubscribe("/a"));
            Check.equal("setAttribute of " + stranger, UNKNOWN_CLIENT, stranger.set("user", "eve"));
            Check.equal("setAttributeIfAbsent of " + stranger, UNKNOWN_CLIENT, stranger.setIfAbsent("user", "eve"));
            Check.equal("removeAttribute of " + stranger, UNKNOWN_CLIENT, stranger.remove("user"));
            Check.equal("destroyClient of " + stranger, false, stranger.destroy());
            Check.equal("the publisher's session lives", false, stranger.publish("/nobody", 1));
        }
        Check.equal("alice's attributes", Optional.of(Map.of()), alice.attributes());
        Check.equal("subscribe", CHANGED, alice.subscribe("/b"));
        service.publish("/a", 1);
        Check.equal("What alice received", Set.of("1"), Set.copyOf(alice.received()));
    }
}
