package io.faye.tck;

import io.faye.engine.EngineException;
import io.faye.engine.SessionPage;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;

abstract class LifeRules extends SessionFixture {

    private void expectFailed(String what, CompletableFuture<?> call) {
        Throwable fault = service.patience().fault(what + " after close", call);
        Check.that(
                fault instanceof EngineException
                        && fault.getMessage() != null
                        && !fault.getMessage().isBlank(),
                what + " after close is to fail with an EngineException that says why, but failed with " + fault);
    }

    @EngineRule("LIF-1")
    @DisplayName("fails later calls, and reports nothing more")
    void failsLaterCalls() {
        alice.subscribe("/a");
        alice.attach();
        log.forget();
        host.close();
        host.close();
        Calls calls = host.calls();
        expectFailed("createClient", calls.createClient(service.newClientId(), Map.of()));
        expectFailed("attributes", calls.attributes(alice.id()));
        expectFailed("subscriptions", calls.subscriptions(alice.id()));
        expectFailed("health", calls.health());
        expectFailed("removeAttribute", calls.removeAttribute(alice.id(), "n"));
        expectFailed("ping", calls.ping(alice.id()));
        expectFailed("acknowledge", calls.acknowledge(alice.id(), 1));
        expectFailed("read", calls.read(alice.id(), 0, 1, 1));
        expectFailed("release", calls.release(alice.id()));
        expectFailed("attach", calls.attach(alice.id()));
        expectFailed("subscribe", calls.subscribe(alice.id(), "/b"));
        expectFailed("unsubscribe", calls.unsubscribe(alice.id(), "/a"));
        expectFailed("publish", calls.publish(bob.id(), "/a", 1));
        expectFailed("publish of the server", calls.publish(Calls.message("/a", 1)));
        expectFailed("setAttribute", calls.setAttribute(alice.id(), "n", "v"));
        expectFailed("setAttributeIfAbsent", calls.setAttributeIfAbsent(alice.id(), "n", "v"));
        expectFailed("clients", calls.clients(SessionPage.Cursor.START, 1));
        expectFailed("destroyClient", calls.destroyClient(alice.id()));
        letTimePass();
        Check.equal("What the host heard after close", List.of(), log.lines(heard -> true));
    }

    /** Only time that is turned by hand can be made to pass until all would have expired. */
    private void letTimePass() {
        if (!capabilities().hasOwnClock()) {
            service.time().pass(service.settings().timeout().multipliedBy(10));
        }
    }

    @EngineRule({"LIF-1", "EVT-1"})
    @DisplayName("fails what waits for a slow listener, and does not report it")
    void failsWhatWaits() throws InterruptedException {
        alice.subscribe("/a");
        log.forget();
        Gate gate = new Gate(service.patience());
        host.then(heard -> gate.pass());
        Thread slow = new Thread(() -> host.calls().subscribe(alice.id(), "/slow"), "tck-caller");
        slow.start();
        gate.awaitSomebody();
        List<CompletableFuture<?>> waiting = List.of(
                host.calls().subscribe(alice.id(), "/b"),
                host.calls().unsubscribe(alice.id(), "/a"),
                host.calls().publish(alice.id(), "/a", 1));
        host.close();
        gate.open();
        waiting.forEach(call -> expectFailed("What was in flight", call));
        slow.join(service.patience().limit().toMillis());
        log.reports("subscribe alice /slow");
    }

    @EngineRule("LIF-1")
    @DisplayName("may be asked for by several at once, while others are at work, and leaves no call without an answer")
    void closesUnderLoad() {
        alice.subscribe("/a");
        List<CompletableFuture<Boolean>> calls = new ArrayList<>();
        Concurrently.run(3, thread -> {
            if (thread > 0) {
                service.patience()
                        .until(
                                "somebody publishes",
                                () -> log.all(one -> one.kind() == Kind.PUBLISH).size() > 20);
                host.close();
                return;
            }
            for (int round = 0; round < 20_000 && Concurrently.goesOn(); round++) {
                calls.add(host.calls().publish(bob.id(), "/a", round));
                if (calls.get(round).isCompletedExceptionally()) {
                    return;
                }
            }
        });
        for (CompletableFuture<Boolean> call : calls) {
            service.patience().until("every publish has an answer", call::isDone);
        }
        log.forget();
        expectFailed("publish", host.calls().publish(bob.id(), "/a", 1));
        Check.equal("What the host heard after that", List.of(), log.events());
    }

    @EngineRule("LIF-1")
    @DisplayName("ends no session that is stored, and keeps what waits for it")
    void endsNoStoredSession() {
        applies(
                capabilities().isDurable(),
                "what the engine keeps does not survive its process (EngineCapabilities.isDurable)");
        alice.subscribe("/a");
        List.of(1, 2, 3).forEach(i -> service.publish("/a", i));
        alice.awaits(3);
        alice.acknowledge(1);
        host.close();
        Client again = alice.in(service.start());
        Check.that(again.attach().isPresent(), "alice's session did not survive the restart");
        Check.equal("What waits after the restart", List.of("2", "3"), again.awaits(2));
        Check.equal("The position of the last", 3L, again.read(0, 10).last());
        again.publish("/a", 4);
        again.receivesExactly(2, 3, 4);
    }

    @EngineRule({"HND-4", "LIF-1"})
    @DisplayName("leaves the note of a release, with its position, to the process that is started again")
    void leavesNotes() {
        applies(
                capabilities().isDurable(),
                "what the engine keeps does not survive its process (EngineCapabilities.isDurable)");
        alice.subscribe("/a");
        List.of(1, 2).forEach(i -> service.publish("/a", i));
        alice.awaits(2);
        alice.acknowledge(1);
        service.patience().get("release", host.calls().release(alice.id(), "note"));
        host.close();
        Client again = alice.in(service.start());
        Handle next = again.handle();
        Check.equal("The note after the restart", Optional.of("note"), next.note());
        next.awaits(2);
        Check.equal(
                "The note at a later attach", Optional.empty(), again.handle().note());
    }
}
