package io.faye.tck;

import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;

abstract class DeliveryRaceRules extends SessionFixture {

    private static final List<String> OTHERS = List.of("/a/*", "/a/**", "/**");

    @EngineRule({"PUB-1", "SUB-2"})
    @DisplayName("once, also while other matching subscriptions of the client come and go")
    void onceDuringChanges() {
        alice.subscribe("/a/b");
        AtomicBoolean done = new AtomicBoolean();
        List<Integer> published = new ArrayList<>();
        Concurrently.run(2, thread -> {
            if (thread == 0) {
                for (int round : rounds(3_000)) {
                    service.publish("/a/b", round);
                    published.add(round);
                }
                done.set(true);
            }
            while (!done.get() && Concurrently.goesOn()) {
                OTHERS.forEach(alice::subscribe);
                OTHERS.forEach(alice::unsubscribe);
            }
        });
        alice.receivesExactly(published.toArray());
    }

    @EngineRule("PUB-1")
    @DisplayName("of one publisher while another's message is being reported")
    void ofTwoAtOnce() {
        alice.subscribe("/a/b");
        alice.subscribe("/a/**");
        Queue<CompletableFuture<Boolean>> within = new ConcurrentLinkedQueue<>();
        host.then(heard -> {
            if (heard.is(Kind.PUBLISH, bob)) {
                within.add(host.calls().publish(carol.id(), "/a/b", "carol"));
            }
        });
        bob.publish("/a/b", "bob");
        within.forEach(stage -> service.patience().get("carol's publish", stage));
        List<String> received = new ArrayList<>(alice.received());
        Collections.sort(received);
        Check.equal("What alice received of both", List.of("\"bob\"", "\"carol\""), received);
    }

    @EngineRule({"PUB-1", "THR-1"})
    @DisplayName("of many publishers who publish at once, all and once")
    void ofManyAtOnce() {
        List<Client> readers = service.clients(6);
        for (Client reader : readers) {
            reader.subscribe("/a/b");
            reader.subscribe("/a/**");
        }
        Queue<String> published = new ConcurrentLinkedQueue<>();
        Concurrently.run(4, thread -> {
            for (int round : rounds(1_500)) {
                service.publish("/a/b", thread * 100_000 + round);
                published.add("" + (thread * 100_000 + round));
            }
        });
        for (Client reader : readers) {
            Check.sameInAnyOrder("What " + reader + " received", published, reader.received());
        }
    }
}
