package io.faye.tck;

import io.faye.engine.SessionPage;
import io.faye.tck.Heard.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the engine holds a lock while it calls out. During the call another thread calls all operations of the
 * engine, and each call has to return at once, whenever its stage completes.
 */
final class LockProbe {

    private final List<Client> clients;
    private final Service service;
    private volatile @Nullable Client attached;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final Set<Kind> seen = EnumSet.noneOf(Kind.class);
    private final Set<Kind> seenInEngine = EnumSet.noneOf(Kind.class);
    private final Queue<String> held = new ConcurrentLinkedQueue<>();

    LockProbe(Service service, Client... clients) {
        this.service = service;
        this.clients = List.of(clients);
    }

    /** Leaves a session attached: its stages are not awaited, and a late release would end what the test waits for. */
    LockProbe leavesAttached(Client client) {
        attached = client;
        return this;
    }

    /** To be called on the engine's thread; what the calls lead to makes no further detour. */
    void take(String where) {
        if (!underWay.getAndSet(true)) {
            CountDownLatch back = new CountDownLatch(1);
            service.threads().execute(() -> {
                clients.forEach(this::callAll);
                back.countDown();
            });
            if (!await(back)) {
                held.add(where);
            }
            underWay.set(false);
        }
    }

    private boolean await(CountDownLatch back) {
        try {
            return back.await(service.settings().operationTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void callAll(Client client) {
        Calls calls = client.calls();
        calls.ping(client.id());
        if (client != attached) {
            calls.attach(client.id());
        }
        calls.attributes(client.id());
        calls.setAttribute(client.id(), "n", "v");
        calls.subscribe(client.id(), "/detour");
        calls.subscriptions(client.id());
        calls.publish(client.id(), "/detour", 1);
        calls.read(client.id(), 0, 10, Client.ALL);
        calls.acknowledge(client.id(), 1);
        calls.unsubscribe(client.id(), "/detour");
        calls.clients(SessionPage.Cursor.START, 1);
        if (client != attached) {
            calls.release(client.id());
        }
    }

    /** Takes one detour for each sort of call that the host hears, and for each that the engine itself makes. */
    void onCallsOf(Host host) {
        host.then(heard -> takeFirst(heard.kind(), seen, "during the event or call that tells " + heard.kind()));
        host.inEngine(kind -> takeFirst(kind, seenInEngine, "while the engine calls " + kind));
    }

    private void takeFirst(Kind kind, Set<Kind> known, String where) {
        boolean first;
        synchronized (known) {
            first = !underWay.get() && known.add(kind);
        }
        if (first) {
            take(where);
        }
    }

    boolean isOver() {
        return !underWay.get();
    }

    void expectNothingHeld() {
        Check.that(held.isEmpty(), "Another thread's calls did not return " + held + ": a lock is held there");
    }
}
