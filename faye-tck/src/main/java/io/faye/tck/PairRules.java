package io.faye.tck;

import static io.faye.engine.Change.CHANGED;
import static io.faye.engine.Change.UNKNOWN_CLIENT;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;

/** Two calls for one session, one after another, neither of which is awaited before the other is made. */
abstract class PairRules extends SessionFixture {

    private <T> T get(String what, CompletableFuture<T> stage) {
        return service.patience().get(what, stage);
    }

    @EngineRule({"ORD-1", "CLI-1"})
    @DisplayName("createClient, and then anything else: the session is there")
    void afterBegin() {
        Calls calls = host.calls();
        for (int round : rounds(100)) {
            ClientId id = service.newClientId();
            calls.createClient(id, Map.of("n", "v"));
            CompletableFuture<Change> subscribed = calls.subscribe(id, "/a");
            CompletableFuture<Optional<Attachment>> attached = calls.attach(id);
            CompletableFuture<Boolean> published = calls.publish(id, "/a", round);
            CompletableFuture<Optional<Set<ChannelPattern>>> destroyed = calls.destroyClient(id);
            Check.equal("subscribe", CHANGED, get("subscribe", subscribed));
            Check.that(get("attach", attached).isPresent(), "attach after createClient found no session");
            Check.that(get("publish", published), "publish after createClient found no session");
            Check.equal(
                    "What destroyClient returns",
                    Optional.of(Set.of(ChannelPattern.of("/a"))),
                    get("destroyClient", destroyed));
        }
    }

    @EngineRule({"ORD-1", "CLI-2"})
    @DisplayName("destroyClient, and then anything else: the session is gone")
    void afterEnd() {
        Calls calls = host.calls();
        for (int round : rounds(100)) {
            Client dave = service.client("dave" + round);
            CompletableFuture<Boolean> before = calls.publish(dave.id(), "/a", round);
            calls.destroyClient(dave.id());
            CompletableFuture<Change> subscribed = calls.subscribe(dave.id(), "/a");
            CompletableFuture<Boolean> published = calls.publish(dave.id(), "/a", round);
            CompletableFuture<Boolean> pinged = calls.ping(dave.id());
            CompletableFuture<Optional<Attachment>> attached = calls.attach(dave.id());
            Check.that(get("publish", before), "publish before destroyClient found no session");
            Check.equal("subscribe after destroyClient", UNKNOWN_CLIENT, get("subscribe", subscribed));
            Check.equal("publish after destroyClient", false, get("publish", published));
            Check.equal("ping after destroyClient", false, get("ping", pinged));
            Check.that(get("attach", attached).isEmpty(), "attach after destroyClient found a session");
        }
    }

    @EngineRule({"ORD-1", "ATT-1"})
    @DisplayName("setAttribute or removeAttribute, and then attach or attributes: they are seen as they were set")
    void afterAttributes() {
        Calls calls = host.calls();
        alice.attach();
        for (int round : rounds(100)) {
            calls.setAttribute(alice.id(), "n", "v" + round);
            CompletableFuture<Optional<Attachment>> attached = calls.attach(alice.id());
            calls.removeAttribute(alice.id(), "n");
            CompletableFuture<Optional<Map<String, String>>> seen = calls.attributes(alice.id());
            Check.equal(
                    "The attributes that attach returns",
                    Optional.of(Map.of("n", "v" + round)),
                    get("attach", attached).map(Attachment::attributes));
            Check.equal("The attributes after the removal", Optional.of(Map.of()), get("attributes", seen));
        }
    }

    @EngineRule({"ORD-1", "QUE-1"})
    @DisplayName("acknowledge, and then read, release or attach: what was acknowledged is not read again")
    void afterAcknowledge() {
        alice.subscribe("/a");
        Handle handle = alice.handle();
        long position = 0;
        for (int round : rounds(100)) {
            service.publish("/a", List.of(round, 1));
            service.publish("/a", List.of(round, 2));
            service.publish("/a", List.of(round, 3));
            handle.awaits(List.of(round, 1), List.of(round, 2), List.of(round, 3));
            handle.acknowledges(position + 1);
            CompletableFuture<Batch> read = handle.reads(0, 10, Client.ALL);
            handle.acknowledges(position + 2);
            handle.releases("");
            Handle next = Handle.attach(host, alice.id(), null);
            CompletableFuture<Batch> later = next.reads(0, 10, Client.ALL);
            Check.equal(
                    "What is read after one was acknowledged",
                    Client.json(List.of(round, 2), List.of(round, 3)),
                    Client.data(get("read", read)));
            Check.equal(
                    "What is read after two were acknowledged",
                    Client.json(List.of(round, 3)),
                    Client.data(get("read", later)));
            position += 3;
            next.acknowledge(position);
            handle = next;
        }
    }

    @EngineRule({"ORD-1", "HND-1"})
    @DisplayName("attach, and then attach again: the second one reads")
    void afterAttach() {
        alice.subscribe("/a");
        for (int round : rounds(100)) {
            Handle first = Handle.attach(host, alice.id(), null);
            Handle second = Handle.attach(host, alice.id(), null);
            service.publish("/a", round);
            second.awaits(round);
            Check.equal("What the superseded attachment reads", List.of(), Client.data(first.read(0)));
            second.acknowledge(round + 1);
        }
    }

    @EngineRule("ORD-1")
    @DisplayName("any of all: each is answered, and leaves behind, what it does if both are awaited")
    void allPairs() {
        List<Pair> pairs = new ArrayList<>();
        for (Step first : Step.values()) {
            for (Step second : Step.values()) {
                pairs.add(new Pair(first, second));
            }
        }
        Collections.shuffle(pairs);
        Duration longest = service.settings().operationTimeout().multipliedBy(2);
        for (int i : new Rounds(pairs.size(), longest)) {
            Pair pair = pairs.get(i);
            Client dave = prepared("dave" + i);
            Client erin = prepared("erin" + i);
            List<String> awaited = new ArrayList<>();
            for (Step step : List.of(pair.first(), pair.second())) {
                awaited.add(get(step + ", awaited", step.of(erin)));
            }
            CompletableFuture<String> first = pair.first().of(dave);
            CompletableFuture<String> second = pair.second().of(dave);
            List<String> answers = List.of(get(pair.first() + ", not awaited", first), get(pair.second() + "", second));
            if (!pair.endsDuringAttach()) {
                Check.equal("The answers to " + pair.first() + ", then " + pair.second(), awaited, answers);
            }
            Check.equal(
                    "What is left after " + pair.first() + ", then " + pair.second(),
                    Step.state(erin),
                    Step.state(dave));
            dave.destroy();
            erin.destroy();
        }
    }

    private record Pair(Step first, Step second) {

        /** {@return whether the session may be over when attach is answered, which may say so then} */
        boolean endsDuringAttach() {
            return first == Step.ATTACH && second == Step.DESTROY;
        }
    }

    /** {@return a session that is attached, with an attribute, a subscription, and a message that it can acknowledge} */
    private Client prepared(String name) {
        Client client = service.client(name, Map.of("n", "given"));
        client.subscribe(Step.own(client));
        client.attach();
        client.publish(Step.own(client), "waiting");
        client.awaits(1);
        return client;
    }
}
