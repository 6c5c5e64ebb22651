package io.faye.tck;

import io.faye.engine.QueueLimits.Policy;
import io.faye.engine.SessionPage;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

abstract class ThreadRules extends SessionFixture {

    private static final int THREADS = 4;

    @EngineRule({"THR-1", "EVT-2", "SUB-1", "SUB-3"})
    @DisplayName("tells a correct story of each session, whatever happens at once")
    void storiesAreCorrect() {
        List<Client> clients = service.clients(40);
        AtomicInteger published = new AtomicInteger();
        Concurrently.run(THREADS, thread -> {
            Random random = new Random(thread);
            for (int round : rounds(100)) {
                List<CompletableFuture<?>> window = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    window.add(something(clients.get(random.nextInt(clients.size())), random, published));
                }
                window.forEach(stage -> service.patience().get("a call of round " + round, stage));
            }
        });
        clients.forEach(Client::destroy);
        Check.equal(
                "publish events",
                published.get(),
                log.all(one -> one.kind() == Kind.PUBLISH).size());
        for (Client client : clients) {
            Check.equal("How often " + client + " was disconnected", 1, log.count(Kind.DISCONNECT, client));
        }
        Story.check(service);
    }

    private CompletableFuture<?> something(Client client, Random random, AtomicInteger published) {
        String channel = "/" + random.nextInt(3);
        int choice = random.nextInt(100);
        if (choice < 35) {
            return host.calls().subscribe(client.id(), channel);
        } else if (choice < 65) {
            return host.calls().unsubscribe(client.id(), channel);
        } else if (choice < 95) {
            published.incrementAndGet();
            return host.calls().publish(client.id(), channel, choice);
        }
        return choice == 99
                ? host.calls().destroyClient(client.id())
                : host.calls().attach(client.id());
    }

    @EngineRule("THR-1")
    @DisplayName("holds no lock while it calls the host")
    void holdsNoLockDuringCalls() {
        LockProbe detour = new LockProbe(service, alice, bob).leavesAttached(alice);
        alice.attach();
        detour.onCallsOf(host);
        service.client("dave");
        alice.subscribe("/a");
        carol.publish("/a", 1);
        alice.unsubscribe("/a");
        alice.destroy();
        service.patience().until("alice's end was told", () -> log.count(Kind.ENDED, alice) == 1);
        detour.expectNothingHeld();
    }

    @EngineRule({"THR-1", "EXP-2"})
    @DisplayName("holds no lock while it tells that it has ended a session by itself")
    void holdsNoLockDuringItsOwnEnds() {
        begin(settings -> settings.limited(1, Policy.END_SESSION));
        LockProbe detour = new LockProbe(service, alice, bob).leavesAttached(alice);
        alice.subscribe("/full");
        alice.attach();
        detour.onCallsOf(host);
        service.publish("/full", 1);
        service.publish("/full", 2);
        alice.attach();
        service.patience().until("alice's end is reported", () -> log.count(Kind.DISCONNECT, alice) == 1);
        detour.expectNothingHeld();
    }

    @EngineRule({"THR-1", "EXP-2"})
    @DisplayName("holds no lock while sessions expire")
    void holdsNoLockDuringExpiry() {
        begin(settings -> settings.expiring(capabilities()));
        // Not alice, whom that would ping.
        LockProbe detour = new LockProbe(service, bob);
        alice.subscribe("/a");
        alice.attach();
        detour.onCallsOf(host);
        if (!capabilities().hasOwnClock()) {
            service.time().pass(service.settings().timeout().multipliedBy(3).plusSeconds(1));
        }
        service.patience().until("alice's end is reported", () -> log.count(Kind.DISCONNECT, alice) == 1);
        detour.expectNothingHeld();
    }

    @EngineRule({"THR-1", "QUE-2"})
    @DisplayName("holds no lock while a read wakes the host again")
    void holdsNoLockDuringReads() {
        LockProbe detour = new LockProbe(service, bob, carol);
        alice.subscribe("/a");
        List.of(1, 2, 3).forEach(i -> service.publish("/a", i));
        alice.attach();
        alice.awaits(3);
        log.forget();
        detour.onCallsOf(host);
        alice.read(0, 10, 1);
        service.patience().until("alice's host was told of the rest", () -> log.count(Kind.AVAILABLE, alice) > 0);
        detour.expectNothingHeld();
    }

    @EngineRule("THR-1")
    @DisplayName("holds no lock while it completes stages")
    void holdsNoLockAtCompletion() {
        LockProbe detour = new LockProbe(service, bob, carol);
        for (int round : rounds(30)) {
            for (CompletableFuture<?> stage : callsFor(service.client("dave" + round))) {
                CompletableFuture<?> done =
                        stage.whenComplete((result, fault) -> detour.take("while a stage completes"));
                service.patience().get("a call", done);
            }
        }
        detour.expectNothingHeld();
    }

    private List<CompletableFuture<?>> callsFor(Client dave) {
        Calls calls = host.calls();
        return List.of(
                calls.createClient(service.newClientId(), Map.of()),
                calls.subscribe(dave.id(), "/a"),
                calls.publish(dave.id(), "/a", 1),
                calls.attach(dave.id()),
                calls.read(dave.id(), 0, 10, Client.ALL),
                calls.acknowledge(dave.id(), 1),
                calls.ping(dave.id()),
                calls.setAttribute(dave.id(), "n", "v"),
                calls.setAttributeIfAbsent(dave.id(), "n", "w"),
                calls.removeAttribute(dave.id(), "n"),
                calls.attributes(dave.id()),
                calls.subscriptions(dave.id()),
                calls.clients(SessionPage.Cursor.START, 10),
                calls.health(),
                calls.unsubscribe(dave.id(), "/a"),
                calls.release(dave.id()),
                calls.destroyClient(dave.id()));
    }

    @EngineRule("THR-1")
    @DisplayName("holds no lock while it completes stages that had to wait")
    void holdsNoLockAtLateCompletion() throws InterruptedException {
        LockProbe detour = new LockProbe(service, bob, carol);
        Gate gate = new Gate(service.patience());
        host.then(heard -> {
            if ("/slow".equals(heard.channel())) {
                gate.pass();
            }
        });
        Thread slow = new Thread(() -> alice.subscribe("/slow"), "tck-caller");
        slow.start();
        gate.awaitSomebody();
        Queue<CompletableFuture<?>> waiting = new ConcurrentLinkedQueue<>();
        for (CompletableFuture<?> stage : callsFor(alice)) {
            waiting.add(stage.whenComplete((result, fault) -> detour.take("while a stage that waited completes")));
        }
        gate.open();
        waiting.forEach(stage -> service.patience().get("a call that had to wait", stage));
        slow.join(service.patience().limit().toMillis());
        detour.expectNothingHeld();
    }

    @EngineRule("THR-1")
    @DisplayName("lets whoever continues a stage call the engine again")
    void continuesInside() {
        CompletableFuture<Boolean> chain = host.calls()
                .subscribe(alice.id(), "/a")
                .thenCompose(change -> host.calls().publish(alice.id(), "/a", 1))
                .thenCompose(nothing -> host.calls().attach(alice.id()))
                .thenCompose(attributes -> host.calls().unsubscribe(alice.id(), "/a"))
                .thenCompose(change -> host.calls().destroyClient(alice.id()))
                .thenApply(Optional::isPresent);
        Check.equal("The end of a chain of calls", true, service.patience().get("a chain of calls", chain));
        SessionEnds.expect(alice);
    }
}
