package io.faye.tck;

import static io.faye.engine.Engine.Change.CHANGED;
import static io.faye.engine.Engine.Change.UNKNOWN_CLIENT;

import io.faye.engine.Batch;
import io.faye.tck.Heard.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

abstract class ClientRules extends Topic {

    ClientRules(Kit kit) {
        super(kit);
    }

    @EngineRule("CLI-1")
    @DisplayName("each get an id of their own, reported once, also if many begin at once")
    void idsAreNew() {
        Queue<Client> clients = new ConcurrentLinkedQueue<>();
        Concurrently.run(4, thread -> {
            for (int i = 0; i < 25; i++) {
                clients.add(service.client("client" + thread + "." + i));
            }
        });
        Set<Object> ids = new HashSet<>();
        for (Client client : clients) {
            Check.that(ids.add(client.id()), "Two clients got the same id, " + client.id());
            Check.equal("How often the handshake of " + client + " came", 1, log.count(Kind.HANDSHAKE, client));
            Check.that(client.exists(), "createClient completed, but " + client + " does not exist");
        }
        Check.equal(
                "Handshakes", 100, log.all(one -> one.kind() == Kind.HANDSHAKE).size());
    }

    @EngineRule("CLI-1")
    @DisplayName("never get an id that another one had, also if that has ended")
    void idsAreNotUsedAgain() {
        Set<Object> ids = new HashSet<>();
        for (int round : rounds(100)) {
            Client dave = service.client("dave" + round);
            Check.that(ids.add(dave.id()), "A client got the id of one that has ended, " + dave.id());
            dave.destroy();
        }
    }

    @EngineRule("CLI-1")
    @DisplayName("are reported when their ids can be used")
    void idsAreUsable() {
        Queue<CompletableFuture<?>> answers = new ConcurrentLinkedQueue<>();
        host.then(heard -> {
            if (heard.kind() == Kind.HANDSHAKE && heard.client() != null) {
                answers.add(host.calls().clientExists(heard.client()));
                answers.add(host.calls().ping(heard.client()));
                answers.add(host.calls().subscribe(heard.client(), "/a"));
            }
        });
        service.client("dave");
        List<Object> results = answers.stream()
                .<Object>map(answer -> service.patience().get("a call from within the handshake event", answer))
                .toList();
        Check.equal("clientExists, ping, subscribe within the event", List.of(true, true, CHANGED), results);
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
        alice.attach();
        service.publish("/a", 1);
        Check.that(alice.destroy(), "destroyClient of a session that was there returned false");
        Ending.expect(alice, "/a");
        expectUnknown(alice);
    }

    private void expectUnknown(Client client) {
        log.forget();
        Check.equal("clientExists", false, client.exists());
        Check.equal("attributes", Optional.empty(), client.attributes());
        Check.equal("ping", false, client.ping());
        Check.equal("attach", Optional.empty(), client.attach());
        Check.equal("subscribe", UNKNOWN_CLIENT, client.subscribe("/a"));
        Check.equal("unsubscribe", UNKNOWN_CLIENT, client.unsubscribe("/a"));
        Check.equal("setAttribute", UNKNOWN_CLIENT, client.set("n", "v"));
        Check.equal("read", new Batch(List.of(), 5), client.read(5, 10));
        client.acknowledge(1);
        client.release();
        Check.equal("destroyClient", false, client.destroy());
        bob.subscribe("/a");
        service.publish("/a", 1);
        bob.receivesExactly(1);
        Check.equal("read", List.of(), client.read(0, 10).messages());
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
            Check.equal("How many callers of destroyClient got true", 1, ended.get());
            Ending.expect(dave, "/a");
        }
    }

    @EngineRule("CLI-3")
    @DisplayName("are ended once, also if a listener hears of the end and ends them too")
    void listenersEndNothingTwice() {
        alice.subscribe("/a");
        alice.subscribe("/b");
        Queue<CompletableFuture<Boolean>> others = new ConcurrentLinkedQueue<>();
        host.then(heard -> {
            if (alice.id().equals(heard.client()) && heard.kind() != Kind.CLOSED) {
                others.add(host.calls().destroyClient(alice.id()));
            }
        });
        Check.that(alice.destroy(), "The first caller of destroyClient got false");
        Ending.expect(alice, "/a", "/b");
        for (CompletableFuture<Boolean> other : others) {
            Check.equal(
                    "A later caller of destroyClient got",
                    false,
                    service.patience().get("destroyClient", other));
        }
        Check.equal("How many lines tell of alice's life", 6, log.about(alice).size());
    }
}
