package io.faye.standalone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The last monitoring events, numbered from 1. Adding takes no lock, because it happens on the way of every message;
 * readers ask for what came after a number and are held while there is nothing.
 */
final class EventRing implements AutoCloseable {

    static final int SIZE = 200;
    private static final int MOST_HELD = 100;

    private final AtomicReferenceArray<ConsoleEvent> slots = new AtomicReferenceArray<>(SIZE);
    private final AtomicLong last = new AtomicLong();
    private final Set<Runnable> held = ConcurrentHashMap.newKeySet();
    private final Duration hold;
    private volatile boolean closed;

    EventRing(Duration hold) {
        this.hold = hold;
    }

    void add(ConsoleEvent event) {
        long number = last.incrementAndGet();
        slots.set(slot(number), event.numbered(number));
        if (!held.isEmpty()) {
            answerHeld();
        }
    }

    /** {@return events after a number, at once if there are any, otherwise when one comes or the time of holding is over} */
    CompletionStage<List<ConsoleEvent>> after(long number) {
        CompletableFuture<Boolean> poll = new CompletableFuture<>();
        Runnable answer = () -> poll.complete(true);
        held.add(answer);
        // Looks only now: an event that came before is seen here, one that comes later finds the poll.
        if (closed || held.size() > MOST_HELD || !now(number).isEmpty()) {
            answer.run();
        }
        return poll.completeOnTimeout(true, hold.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, fault) -> held.remove(answer))
                .thenApply(done -> now(number));
    }

    private List<ConsoleEvent> now(long after) {
        long newest = last.get();
        // A number that was never given belongs to a server that ran here before: all events are new to its reader.
        long from = after > newest ? 0 : after;
        List<ConsoleEvent> events = new ArrayList<>();
        for (long number = Math.max(from, newest - SIZE) + 1; number <= newest; number++) {
            ConsoleEvent event = slots.get(slot(number));
            if (event == null || event.number() < number) {
                break;
            }
            if (event.number() == number) {
                events.add(event);
            }
        }
        return events;
    }

    private static int slot(long number) {
        return (int) (number % SIZE);
    }

    private void answerHeld() {
        held.forEach(Runnable::run);
    }

    /** Answers those who wait. */
    @Override
    public void close() {
        closed = true;
        answerHeld();
    }
}
