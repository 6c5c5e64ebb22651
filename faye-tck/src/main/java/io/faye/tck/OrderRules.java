package io.faye.tck;

import io.faye.engine.Change;
import io.faye.protocol.ChannelPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;

abstract class OrderRules extends SessionFixture {

    private static final int PUBLISHERS = 3;
    private static final int WINDOW = 50;

    private Client reader(String name, String pattern) {
        Client reader = service.client(name);
        reader.subscribe(pattern);
        return reader;
    }

    /** Publishes as many messages as the engine manages within the time of a test. */
    private List<Integer> publishAll() {
        List<Client> writers = List.of(alice, bob, carol);
        List<Integer> counts = new ArrayList<>(List.of(0, 0, 0));
        Concurrently.run(PUBLISHERS, thread -> {
            int count = 0;
            for (int round : rounds(40)) {
                List<CompletableFuture<Boolean>> window = new ArrayList<>();
                for (int i = 0; i < WINDOW; i++) {
                    window.add(host.calls()
                            .publish(writers.get(thread).id(), "/a/" + count % 3, List.of(thread, count++)));
                }
                window.forEach(stage -> service.patience().get("publish, round " + round, stage));
            }
            synchronized (counts) {
                counts.set(thread, count);
            }
        });
        return counts;
    }

    @EngineRule("PUB-2")
    @DisplayName("is one publisher's own, also across channels and when it does not wait")
    void eachPublishers() {
        Client all = reader("who hears all", "/**");
        Client some = reader("who hears /a", "/a/*");
        List<Integer> counts = publishAll();
        for (Client reader : List.of(all, some)) {
            List<String> received = reader.received();
            for (int thread = 0; thread < PUBLISHERS; thread++) {
                String prefix = "[" + thread + ",";
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < counts.get(thread); i++) {
                    expected.add(prefix + i + "]");
                }
                // What is lost is the concern of another rule.
                expected.retainAll(new HashSet<>(received));
                Check.equal(
                        "What " + reader + " received of publisher " + thread,
                        expected,
                        received.stream()
                                .filter(data -> data.startsWith(prefix))
                                .toList());
            }
        }
    }

    @EngineRule("PUB-2")
    @DisplayName("of a channel is the same for all who hear it")
    void oneForAll() {
        List<Client> readers = new ArrayList<>();
        for (String pattern : List.of("/a/1", "/a/1", "/a/*", "/a/**", "/**")) {
            readers.add(reader("who hears " + pattern, pattern));
        }
        publishAll();
        List<String> one = readers.get(0).received();
        Set<String> those = new HashSet<>(one);
        for (Client reader : readers.subList(1, readers.size())) {
            Check.equal(
                    "The order in which " + reader + " got the messages to /a/1",
                    one,
                    reader.received().stream().filter(those::contains).toList());
        }
    }

    @EngineRule("ORD-1")
    @DisplayName("is that of the calls, when their stages are not awaited")
    void ofCalls() {
        Calls calls = host.calls();
        for (int round : rounds(200)) {
            Client dave = service.client("dave");
            log.forget();
            List<CompletableFuture<?>> stages = List.of(
                    calls.subscribe(dave.id(), "/a"),
                    calls.publish(dave.id(), "/a", 1),
                    calls.unsubscribe(dave.id(), "/a"),
                    calls.publish(dave.id(), "/a", 2),
                    calls.subscribe(dave.id(), "/a"),
                    calls.publish(dave.id(), "/a", 3));
            stages.forEach(stage -> service.patience().get("round " + round, stage));
            dave.receivesExactly(1, 3);
            log.reports(
                    "subscribe dave /a",
                    "publish dave /a 1",
                    "unsubscribe dave /a",
                    "publish dave /a 2",
                    "subscribe dave /a",
                    "publish dave /a 3");
            dave.destroy();
        }
    }

    @EngineRule("ORD-1")
    @DisplayName("is that of the calls, also while they wait for a slow listener")
    void ofCallsThatWait() throws InterruptedException {
        Gate gate = new Gate(service.patience());
        host.then(heard -> {
            if ("/slow".equals(heard.channel())) {
                gate.pass();
            }
        });
        Thread first = new Thread(() -> alice.subscribe("/slow"), "tck-caller");
        first.start();
        gate.awaitSomebody();
        Calls calls = host.calls();
        CompletableFuture<Change> subscribed = calls.subscribe(alice.id(), "/b");
        CompletableFuture<Boolean> published = calls.publish(alice.id(), "/b", 1);
        CompletableFuture<Optional<Set<ChannelPattern>>> destroyed = calls.destroyClient(alice.id());
        CompletableFuture<Boolean> late = calls.publish(alice.id(), "/b", 2);
        gate.open();
        Check.equal("subscribe", Change.CHANGED, service.patience().get("subscribe", subscribed));
        service.patience().get("publish", published);
        Check.that(service.patience().get("destroyClient", destroyed).isPresent(), "destroyClient found no session");
        service.patience().get("publish", late);
        first.join(service.patience().limit().toMillis());
        SessionEnds.expect(alice, "/b", "/slow");
        List<String> events = log.events();
        Check.equal(
                "The first events",
                List.of("subscribe alice /slow", "subscribe alice /b", "publish alice /b 1"),
                events.subList(0, 3));
        Check.equal("The last event", "publish - /b 2", events.get(events.size() - 1));
    }

    @EngineRule("ORD-1")
    @DisplayName("is that of the calls for attributes, the last of which remains")
    void ofAttributes() {
        alice.attach();
        for (int round : rounds(100)) {
            CompletableFuture<Change> last = null;
            for (int i = 0; i < 10; i++) {
                last = host.calls().setAttribute(alice.id(), "n", round + "." + i);
            }
            service.patience().get("setAttribute", last == null ? new CompletableFuture<>() : last);
            Check.equal(
                    "The attribute",
                    round + ".9",
                    alice.attributes().map(all -> all.get("n")).orElse("gone"));
        }
    }
}
