package io.faye.tck;

import static io.faye.engine.Change.CHANGED;

import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

/** The ways in which a session can come and go, each with all that is reported then. */
abstract class SessionEventRules extends SessionFixture {

    private void expireAll() {
        if (!capabilities().hasOwnClock()) {
            service.time().pass(service.settings().timeout().multipliedBy(3).plusSeconds(1));
        }
    }

    @EngineRule("EVT-1")
    @DisplayName("that is asked for: its handshake, once")
    void askedFor() {
        Client dave = service.client("dave", Map.of("n", "v"));
        dave.attach();
        dave.ping();
        dave.set("n", "w");
        dave.read(0, 10);
        dave.release();
        log.reports("handshake dave");
    }

    @EngineRule("EVT-1")
    @DisplayName("that is ended: the end of its subscriptions and its own, and nothing of the others'")
    void ended() {
        bob.subscribe("/a");
        alice.subscribe("/a");
        Check.that(alice.destroy(), "destroyClient returned false");
        log.reports("subscribe bob /a", "subscribe alice /a", "unsubscribe alice /a", "disconnect alice");
        SessionEnds.expect(alice, "/a");
    }

    @EngineRule("EVT-1")
    @DisplayName("that is ended without subscriptions: its end only")
    void endedWithoutSubscriptions() {
        alice.subscribe("/a");
        alice.unsubscribe("/a");
        log.forget();
        alice.destroy();
        log.reports("disconnect alice");
    }

    @EngineRule("EVT-1")
    @DisplayName("that is ended with hundreds of subscriptions: the end of each")
    void endedWithMany() {
        String[] patterns = new String[300];
        for (int i = 0; i < patterns.length; i++) {
            String name = AnyNames.ALL.get(i % AnyNames.ALL.size()) + "/" + i;
            patterns[i] = name + (i % 3 == 0 ? "" : i % 3 == 1 ? "/*" : "/**");
            alice.subscribe(patterns[i]);
        }
        alice.destroy();
        SessionEnds.expect(alice, patterns);
    }

    @EngineRule("EVT-1")
    @DisplayName("that is ended again: nothing")
    void endedAgain() {
        alice.destroy();
        SessionEnds.expect(alice);
        log.forget();
        Check.equal("destroyClient again", false, alice.destroy());
        bob.publish("/marker", 1);
        log.reports("publish bob /marker 1");
    }

    @EngineRule("EVT-1")
    @DisplayName("that never was and is ended: nothing")
    void neverThere() {
        Client stranger = service.stranger("stranger");
        Check.equal("destroyClient of a stranger", false, stranger.destroy());
        bob.publish("/marker", 1);
        log.reports("publish bob /marker 1");
        Check.equal("What was told about the stranger", List.of(), log.about(stranger));
    }

    @EngineRule({"EXP-2", "EVT-1"})
    @DisplayName("that times out: the same as of one that is ended")
    void timedOut() {
        begin(settings -> settings.expiring(capabilities()));
        alice.subscribe("/a");
        alice.subscribe("/b c.d/*");
        bob.subscribe("/a b");
        expireAll();
        SessionEnds.expectByItself(alice, "/a", "/b c.d/*");
        SessionEnds.expectByItself(bob, "/a b");
        SessionEnds.expectByItself(carol);
        Story.check(service);
    }

    @EngineRule({"EXP-2", "EVT-1"})
    @DisplayName("that is ended at the moment at which it times out: its end, once")
    void endedAndTimedOut() {
        begin(settings -> settings.expiring(capabilities()));
        AtomicInteger ended = new AtomicInteger();
        List<Client> clients = new ArrayList<>();
        Set<Client> subscribed = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Client client = service.client("client" + i);
            clients.add(client);
            if (client.subscribe("/a") == CHANGED) {
                subscribed.add(client);
            }
        }
        // By a clock of its own an engine may have ended some by now, on a slow machine.
        Check.that(
                capabilities().hasOwnClock() || subscribed.size() == 100,
                "Only " + subscribed.size() + " could subscribe");
        Concurrently.run(2, thread -> {
            if (thread == 0) {
                expireAll();
                return;
            }
            service.patience()
                    .until("the first session has ended", () -> !clients.get(0).exists());
            clients.forEach(client -> ended.addAndGet(client.destroy() ? 1 : 0));
        });
        for (Client client : clients) {
            SessionEnds.expect(client, subscribed.contains(client) ? new String[] {"/a"} : new String[0]);
        }
        Check.equal(
                "disconnect events",
                100,
                clients.stream()
                        .mapToInt(client -> log.count(Kind.DISCONNECT, client))
                        .sum());
        Check.that(ended.get() < 100, "A session that had timed out was ended again");
    }

    @EngineRule({"LIF-1", "EVT-1"})
    @DisplayName("whose engine is closed: nothing")
    void closed() {
        alice.subscribe("/a");
        alice.attach();
        host.close();
        log.reports("subscribe alice /a");
        Check.equal("How often a listener was told of an end", 0, log.count(Kind.ENDED, alice));
    }
}
