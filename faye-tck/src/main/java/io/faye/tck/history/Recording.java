package io.faye.tck.history;

import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Notes what many threads do and hear; costs them little. */
final class Recording {

    private final Supplier<Duration> clock;
    private final Consumer<Event> then;
    private final Set<ClientId> issued = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    /** @param then does something on each event, after it was noted */
    Recording(Supplier<Duration> clock, Consumer<Event> then) {
        this.clock = clock;
        this.then = then;
    }

    long tick() {
        return ticks.incrementAndGet();
    }

    /** {@return a number for an attachment} */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    Moment now() {
        return new Moment(tick(), clock.get());
    }

    Pending begin(Operation operation, int process, @Nullable ClientId client, @Nullable Object argument) {
        Pending begun = new Pending(this, operation, process, client, argument);
        underWay.incrementAndGet();
        pending.add(begun);
        return begun;
    }

    void over() {
        underWay.decrementAndGet();
    }

    boolean isQuiet() {
        return underWay.get() == 0;
    }

    void issued(ClientId client) {
        issued.add(client);
    }

    /** {@return whether the session is of this run; on a shared store there may be others} */
    boolean knows(@Nullable ClientId client) {
        return client == null || issued.contains(client);
    }

    Event event(Event.Kind kind, int process, @Nullable ClientId client, @Nullable Object about) {
        Event event = new Event(kind, process, client, about, now());
        events.add(event);
        then.accept(event);
        return event;
    }

    /** {@return the operations that are over, which are forgotten here} */
    List<Call> takeCalls() {
        List<Call> calls = new ArrayList<>();
        for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
            Pending next = all.next();
            if (next.isOver()) {
                calls.add(next.call());
                all.remove();
            }
        }
        return calls;
    }

    /** {@return the operations that are under way} */
    List<Call> unfinished() {
        return pending.stream()
                .filter(call -> !call.isOver())
                .map(Pending::call)
                .toList();
    }

    /** {@return the events, which are forgotten here} */
    List<Event> takeEvents() {
        List<Event> taken = new ArrayList<>();
        for (Event next = events.poll(); next != null; next = events.poll()) {
            taken.add(next);
        }
        return taken;
    }
}
