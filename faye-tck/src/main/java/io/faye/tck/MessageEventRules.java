package io.faye.tck;

import io.faye.engine.QueueLimits.Policy;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** The ways in which a message can come, each with all that is reported then. */
abstract class MessageEventRules extends SessionFixture {

    @EngineRule({"EVT-1", "PUB-3"})
    @DisplayName("that many get, and by several subscriptions: one")
    void manyGet() {
        for (Client client : List.of(alice, bob, carol)) {
            client.subscribe("/a/b");
            client.subscribe("/a/*");
        }
        log.forget();
        alice.publish("/a/b", List.of("x", 1));
        log.reports("publish alice /a/b [\"x\",1]");
    }

    @EngineRule({"EVT-1", "PUB-3"})
    @DisplayName("that nobody gets: one")
    void nobodyGets() {
        alice.publish("/nobody/here", "hello");
        service.publish("/service/nobody", false);
        log.reports("publish alice /nobody/here \"hello\"", "publish - /service/nobody false");
    }

    @EngineRule({"EVT-1", "PUB-3"})
    @DisplayName("that is published twice: two")
    void twice() {
        alice.publish("/a", "hello");
        alice.publish("/a", "hello");
        log.reports("publish alice /a \"hello\"", "publish alice /a \"hello\"");
    }

    @EngineRule({"EVT-1", "QUE-3"})
    @DisplayName("that a full queue loses: one")
    void lostByOne() {
        begin(settings -> settings.limited(2, Policy.DROP_OLDEST));
        bob.subscribe("/a");
        IntStream.rangeClosed(1, 4).forEach(i -> alice.publish("/a", i));
        log.reports(
                "subscribe bob /a",
                "publish alice /a 1",
                "publish alice /a 2",
                "publish alice /a 3",
                "publish alice /a 4");
    }

    @EngineRule({"EVT-1", "ORD-1"})
    @DisplayName("of one publisher who does not wait: in the order of publishing")
    void inOrder() {
        List<CompletableFuture<Boolean>> stages = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stages.add(host.calls().publish(alice.id(), "/a/" + i % 7, i));
            expected.add("publish alice /a/" + i % 7 + " " + i);
        }
        stages.forEach(stage -> service.patience().get("publish", stage));
        Check.equal("The monitoring events", expected, log.events());
    }

    @EngineRule({"EVT-1", "THR-1"})
    @DisplayName("of many publishers at once: one for each, with the right name")
    void ofManyAtOnce() {
        List<Client> publishers = List.of(alice, bob, carol);
        Queue<String> expected = new ConcurrentLinkedQueue<>();
        Concurrently.run(3, thread -> {
            for (int round : rounds(500)) {
                publishers.get(thread).publish("/a", round);
                expected.add("publish " + publishers.get(thread) + " /a " + round);
            }
        });
        Check.sameInAnyOrder("The monitoring events", expected, log.events());
    }

    @EngineRule({"EVT-1", "PUB-3", "EVT-2"})
    @DisplayName("of a publisher whose session ends meanwhile: one, with the name or without")
    void ofOneWhoEnds() {
        for (int round : rounds(100)) {
            Client dave = service.client("dave");
            log.forget();
            AtomicInteger accepted = new AtomicInteger();
            Concurrently.run(2, thread -> {
                if (thread == 1) {
                    dave.destroy();
                    return;
                }
                for (int i = 0; i < 10; i++) {
                    dave.publish("/a/" + round, i);
                    accepted.incrementAndGet();
                }
            });
            List<String> numbers = log.all(heard -> heard.kind() == Kind.PUBLISH).stream()
                    .map(heard -> String.valueOf(heard.data()))
                    .toList();
            Check.equal(
                    "The numbers in the publish events",
                    IntStream.range(0, accepted.get()).mapToObj(String::valueOf).toList(),
                    numbers);
        }
        Story.check(service);
    }

    @EngineRule({"EVT-1", "PUB-3", "LIF-1"})
    @DisplayName("that is refused, since the engine is closed: none")
    void refused() {
        alice.publish("/a", 1);
        host.close();
        service.patience().fault("publish after close", host.calls().publish(alice.id(), "/a", 2));
        log.reports("publish alice /a 1");
    }
}
