package io.faye.tck;

import io.faye.protocol.ClientId;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;

abstract class EventRules extends SessionFixture {

    private final Queue<String> tooEarly = new ConcurrentLinkedQueue<>();

    /** Looks, at the moment when the stage completes, whether the event was heard. */
    private <T> CompletableFuture<T> watch(CompletableFuture<T> stage, Kind kind, Client client) {
        int before = log.count(kind, client);
        return watch(stage, kind, client, before + 1);
    }

    private <T> CompletableFuture<T> watch(CompletableFuture<T> stage, Kind kind, Client client, int count) {
        return stage.whenComplete((result, fault) -> {
            if (log.count(kind, client) < count) {
                tooEarly.add(kind + " of " + client);
            }
        });
    }

    private void expectNoneTooEarly(List<CompletableFuture<?>> stages) {
        stages.forEach(stage -> service.patience().get("a call", stage));
        Check.equal("Stages that completed before their events were reported", List.of(), List.copyOf(tooEarly));
    }

    @EngineRule("EVT-1")
    @DisplayName("come before the stage of the operation completes")
    void beforeStages() {
        for (int round : rounds(100)) {
            ClientId id = service.newClientId();
            CompletableFuture<Integer> heard = host.calls()
                    .createClient(id, Map.of())
                    .thenApply(nothing -> log.all(one -> one.kind() == Kind.HANDSHAKE && id.equals(one.client()))
                            .size());
            Check.equal(
                    "handshake events when createClient completed",
                    1,
                    service.patience().get("createClient", heard));
            Client dave = service.client("dave" + round);
            service.patience()
                    .get("subscribe", watch(host.calls().subscribe(dave.id(), "/a"), Kind.SUBSCRIBE, dave, 1));
            service.patience().get("publish", watch(host.calls().publish(dave.id(), "/a", 1), Kind.PUBLISH, dave, 1));
            service.patience()
                    .get("unsubscribe", watch(host.calls().unsubscribe(dave.id(), "/a"), Kind.UNSUBSCRIBE, dave, 1));
            service.patience()
                    .get("destroyClient", watch(host.calls().destroyClient(dave.id()), Kind.DISCONNECT, dave, 1));
            expectNoneTooEarly(List.of());
            log.forget();
        }
    }

    @EngineRule({"EVT-1", "ORD-1"})
    @DisplayName("come before the stage completes, also when both wait for a slow listener")
    void beforeStagesThatWait() throws InterruptedException {
        Gate gate = new Gate(service.patience());
        host.then(heard -> {
            if ("/slow".equals(heard.channel())) {
                gate.pass();
            }
        });
        Thread slow = new Thread(() -> alice.subscribe("/slow"), "tck-caller");
        slow.start();
        gate.awaitSomebody();
        List<CompletableFuture<?>> stages = new ArrayList<>();
        stages.add(watch(host.calls().subscribe(alice.id(), "/b"), Kind.SUBSCRIBE, alice, 2));
        stages.add(watch(host.calls().unsubscribe(alice.id(), "/b"), Kind.UNSUBSCRIBE, alice));
        stages.add(watch(host.calls().publish(alice.id(), "/b", 1), Kind.PUBLISH, alice));
        stages.add(watch(host.calls().destroyClient(alice.id()), Kind.DISCONNECT, alice));
        gate.open();
        expectNoneTooEarly(stages);
        slow.join(service.patience().limit().toMillis());
    }

    @EngineRule({"EVT-2", "CLI-1"})
    @DisplayName("of a client come after its handshake, also those of what a listener does at the handshake")
    void nothingBeforeTheHandshake() {
        Queue<CompletableFuture<?>> calls = new ConcurrentLinkedQueue<>();
        host.then(heard -> {
            if (heard.kind() == Kind.HANDSHAKE && heard.client() != null) {
                calls.add(host.calls().publish(heard.client(), "/a", 1));
                calls.add(host.calls().subscribe(heard.client(), "/a"));
            }
        });
        service.client("dave");
        calls.forEach(call -> service.patience().get("a call from within the handshake event", call));
        log.reports("handshake dave", "publish dave /a 1", "subscribe dave /a");
    }

    @EngineRule("EVT-2")
    @DisplayName("of a client do not come after its disconnect, also not for what a listener does then")
    void nothingAfterTheEnd() {
        alice.subscribe("/a");
        alice.attach();
        Queue<CompletableFuture<?>> late = new ConcurrentLinkedQueue<>();
        host.then(heard -> {
            if (heard.is(Kind.DISCONNECT, alice) || heard.is(Kind.ENDED, alice)) {
                late.add(host.calls().publish(alice.id(), "/b", "late"));
                late.add(host.calls().subscribe(alice.id(), "/late"));
                late.add(host.calls().unsubscribe(alice.id(), "/a"));
                late.add(host.calls().destroyClient(alice.id()));
            }
        });
        alice.destroy();
        service.patience().until("alice's end was told", () -> log.count(Kind.ENDED, alice) == 1);
        late.forEach(call -> service.patience().get("a call after the end", call));
        log.reports(
                "subscribe alice /a",
                "unsubscribe alice /a",
                "disconnect alice",
                "publish - /b \"late\"",
                "publish - /b \"late\"");
    }

    @EngineRule("EVT-2")
    @DisplayName("of what a client publishes while it is ended name it before its disconnect only")
    void publishersThatEnd() {
        for (int round : rounds(200)) {
            Client dave = service.client("dave" + round);
            Concurrently.run(2, thread -> {
                for (int i = 0; thread == 0 && i < 10; i++) {
                    dave.publish("/a", i);
                }
                if (thread == 1) {
                    dave.destroy();
                }
            });
        }
        Story.check(service);
    }
}
