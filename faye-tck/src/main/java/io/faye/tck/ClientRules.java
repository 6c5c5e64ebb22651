package io.faye.tck;

import static io.faye.engine.Change.CHANGED;
import static io.faye.engine.Change.UNCHANGED;
import static io.faye.engine.Change.UNKNOWN_CLIENT;

import io.faye.engine.Batch;
import io.faye.engine.EngineException;
import io.faye.protocol.ChannelPattern;
import io.faye.tck.Heard.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

abstract class ClientRules extends SessionFixture {

    @EngineRule("CLI-1")
    @DisplayName("begin under the ids that the host draws, each reported once, also if many begin at once")
    void idsAreNew() {
        Queue<Client> clients = new ConcurrentLinkedQueue<>();
        Concurrently.run(4, thread -> {
            for (int i = 0; i < 25; i++) {
                clients.add(service.client("client" + thread + "." + i));
            }
        });
        Set<Object> ids = new HashSet<>();
        for (Client client : clients) {
            Check.that(ids.add(client.id()), "Two sessions have the same id, " + client.id());
            Check.equal("How often the handshake of " + client + " came", 1, log.count(Kind.HANDSHAKE, client));
            Check.that(client.exists(), "createClient completed, but " + client + " does not exist");
        }
        Check.equal(
                "Handshakes", 100, log.all(one -> one.kind() == Kind.HANDSHAKE).size());
    }

    @EngineRule("CLI-1")
    @DisplayName("do not begin with an id that is in use, and the session that has it goes on as it was")
    void idsAreNotUsedTwice() {
        alice.set("user", "alice");
        alice.subscribe("/a");
        log.forget();
        Throwable fault = service.patience()
                .fault("createClient with an id in use", host.calls().createClient(alice.id(), Map.of("user", "eve")));
        Check.that(fault instanceof EngineException, "createClient is to fail with EngineException, not " + fault);
        log.reports();
        Check.equal("alice's attributes", Optional.of(Map.of("user", "alice")), alice.attributes());
        Check.equal("subscribe again", UNCHANGED, alice.subscribe("/a"));
    }

    @EngineRule("CLI-1")
    @DisplayName("are reported when their ids can be used")
    void idsAreUsable() {
        Queue<CompletableFuture<?>> answers = new ConcurrentLinkedQueue<>();
        host.then(heard -> {
            if (heard.kind() == Kind.HANDSHAKE && heard.client() != null) {
                answers.add(host.calls().exists(heard.client()));
                answers.add(host.calls().ping(heard.client()));
                answers.add(host.calls().subscribe(heard.client(), "/a"));
            }
        });
        service.client("dave");
        List<Object> results = answers.stream()
                .<Object>map(answer -> service.patience().get("a call from within the handshake event", answer))
                .toList();
        Check.equal("exists, ping, subscribe within the event", List.of(true, true, CHANGED), results);
        log.reports("handshake dave", "subscribe dave /a");
    }

    @EngineRule("CLI-2")
    @DisplayName("that were never there are unknown, and nothing is reported")
    void strangersAreUnknown() {
        expectUnknown(service.stranger("stranger"));
    }

    @EngineRule("CLI-2")
    @DisplayName("that have ended are unknown, and nothing more is reported")
    void endedAreUnknown() {
        alice.subscribe("/a");
        Handle handle = alice.handle();
        service.publish("/a", 1);
        Check.that(alice.destroy(), "destroyClient of a session that was there returned empty");
        SessionEnds.expect(alice, "/a");
        expectUnknown(alice);
        Check.equal("read", new Batch(List.of(), 5), handle.read(5));
        Check.equal("read", List.of(), handle.read(0).messages());
        handle.acknowledge(1);
        handle.release("");
    }

    private void expectUnknown(Client client) {
        log.forget();
        Check.equal("attributes", Optional.empty(), client.attributes());
        Check.equal("subscriptions", Optional.empty(), client.subscriptions());
        Check.equal("ping", false, client.ping());
        Check.equal("attach", Optional.empty(), client.attach());
        Check.equal("subscribe", UNKNOWN_CLIENT, client.subscribe("/a"));
        Check.equal("unsubscribe", UNKNOWN_CLIENT, client.unsubscribe("/a"));
        Check.equal("setAttribute", UNKNOWN_CLIENT, client.set("n", "v"));
        Check.equal("destroyClient", false, client.destroy());
        bob.subscribe("/a");
        service.publish("/a", 1);
        bob.receivesExactly(1);
        Check.equal("What was reported about " + client, List.of(), log.about(client));
    }

    @EngineRule("CLI-3")
    @DisplayName("are ended by one of many callers, with one set of events")
    void oneCallerEnds() {
        for (int round : rounds(200)) {
            Client dave = service.client("dave" + round);
            dave.subscribe("/a");
            AtomicInteger ended = new AtomicInteger();
            Concurrently.run(4, thread -> ended.addAndGet(dave.destroy() ? 1 : 0));
            Check.equal("How many callers of destroyClient got the subscriptions", 1, ended.get());
            SessionEnds.expect(dave, "/a");
        }
    }

    @EngineRule("CLI-3")
    @DisplayName("are ended once, also if a listener is told of the end and ends them too")
    void listenersEndNothingTwice() {
        alice.subscribe("/a");
        alice.subscribe("/b");
        alice.attach();
        Queue<CompletableFuture<Optional<Set<ChannelPattern>>>> others = new ConcurrentLinkedQueue<>();
        host.then(heard -> {
            if (alice.id().equals(heard.client()) && heard.kind() != Kind.ENDED) {
                others.add(host.calls().destroyClient(alice.id()));
            }
        });
        Check.that(alice.destroy(), "The first caller of destroyClient got empty");
        SessionEnds.expect(alice, "/a", "/b");
        for (CompletableFuture<?> other : others) {
            Check.equal(
                    "A later caller of destroyClient got",
                    Optional.empty(),
                    service.patience().get("destroyClient", other));
        }
        Check.equal("How many lines tell of alice's life", 6, log.about(alice).size());
    }

    @EngineRule({"CLI-2", "HND-1"})
    @DisplayName("that are destroyed have nothing to read any more when destroyClient completes")
    void nothingIsReadAfterTheEnd() {
        for (int round : rounds(1_000)) {
            Client dave = service.client("dave" + round);
            dave.subscribe("/a");
            dave.attach();
            service.publish("/a", round);
            dave.awaits(1);
            CompletableFuture<Batch> read = host.calls()
                    .destroyClient(dave.id())
                    .thenCompose(ended -> host.calls().read(dave.id(), 0, 10, Client.ALL));
            Check.equal(
                    "What is read after the end of " + dave,
                    List.of(),
                    Client.data(service.patience().get("read after destroyClient", read)));
        }
    }
}
