package io.faye.tck;

import static io.faye.engine.Change.CHANGED;

import io.faye.engine.EngineListener;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.tck.Heard.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;

abstract class ListenerRules extends SessionFixture {

    @EngineRule("EVT-3")
    @DisplayName("that is slow delays nobody else")
    void slownessIsPrivate() throws InterruptedException {
        Gate gate = new Gate(service.patience());
        bob.attach();
        bob.subscribe("/a");
        host.engine().addListener(new EngineListener() {
            @Override
            public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
                if (publisher.equals(Optional.of(alice.id()))) {
                    gate.pass();
                }
            }
        });
        Thread slow = new Thread(() -> alice.publish("/a", "slow"), "tck-caller");
        slow.start();
        gate.awaitSomebody();
        Check.equal(
                "What bob can read of a message that is being reported",
                "\"slow\"",
                bob.awaits(1).get(0));
        bob.publish("/a", "quick");
        Check.equal("bob subscribes", CHANGED, bob.subscribe("/b"));
        carol.publish("/b", 1);
        Check.equal("What bob can read", Client.json("slow", "quick", 1), bob.awaits(3));
        Check.that(bob.destroy() && carol.ping(), "bob and carol could not go on");
        gate.open();
        slow.join(service.patience().limit().toMillis());
    }

    @EngineRule({"EVT-3", "ORD-1"})
    @DisplayName("may call back into the engine, also about the same client")
    void callsBack() {
        AtomicBoolean first = new AtomicBoolean(true);
        Queue<CompletableFuture<?>> calls = new ConcurrentLinkedQueue<>();
        host.then(heard -> {
            if (heard.is(Kind.SUBSCRIBE, alice) && first.getAndSet(false)) {
                calls.add(host.calls().subscribe(alice.id(), "/b"));
                calls.add(host.calls().publish(alice.id(), "/a", 1));
                calls.add(host.calls().destroyClient(alice.id()));
            }
        });
        Check.equal("subscribe", CHANGED, alice.subscribe("/a"));
        calls.forEach(call -> service.patience().get("a call from within an event", call));
        SessionEnds.expect(alice, "/a", "/b");
        Check.equal(
                "The first events",
                List.of("subscribe alice /a", "subscribe alice /b", "publish alice /a 1"),
                log.events().subList(0, 3));
    }

    @EngineRule("EVT-3")
    @DisplayName("that throws changes nothing, whatever it throws")
    void failuresChangeNothing() {
        AtomicBoolean error = new AtomicBoolean();
        host.then(heard -> {
            boolean next = error.get();
            error.set(!next);
            if (next) {
                throw new StackOverflowError("thrown on purpose");
            }
            throw new IllegalStateException("thrown on purpose");
        });
        for (int round = 0; round < 4; round++) {
            Client dave = service.client("dave" + round);
            dave.attach();
            Check.equal("subscribe", CHANGED, dave.subscribe("/a"));
            Check.equal("subscribe", CHANGED, dave.subscribe("/b"));
            dave.publish("/a", 1);
            alice.publish("/b", 2);
            dave.receivesExactly(1, 2);
            Check.equal("unsubscribe", CHANGED, dave.unsubscribe("/a"));
            Check.that(dave.destroy(), "destroyClient returned empty");
            service.patience().until("the host was told of the end", () -> log.count(Kind.ENDED, dave) == 1);
        }
    }

    @EngineRule("EVT-3")
    @DisplayName("that throws at the end of one session does not keep others from ending")
    void failuresStopNoEnd() {
        host.then(heard -> {
            throw new IllegalStateException("thrown on purpose");
        });
        alice.subscribe("/a");
        alice.subscribe("/b");
        bob.subscribe("/a");
        Check.that(alice.destroy() && bob.destroy(), "destroyClient returned empty");
        SessionEnds.expect(alice, "/a", "/b");
        SessionEnds.expect(bob, "/a");
    }

    @EngineRule({"EVT-3", "QUE-2"})
    @DisplayName("that throws keeps nobody from being told of messages")
    void failuresDelayNoWakeUp() {
        alice.subscribe("/a");
        Reading reading = alice.listen();
        host.then(heard -> {
            throw new IllegalStateException("thrown on purpose");
        });
        for (int i = 1; i <= 5; i++) {
            bob.publish("/a", i);
            reading.awaits(i);
        }
    }
}
