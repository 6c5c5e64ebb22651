package io.faye.engine.redis.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What waits to be sent: bounded, so that a slow Redis slows its users and fills no memory. What is urgent overtakes
 * what is patient, of which each batch has a share; but nothing overtakes a command with the same ordering key.
 */
final class CommandQueue {

    private static final int MOST_URGENT = 20_000;
    /** As many clients may leave at once as a process has, or come. */
    private static final int MOST_PATIENT = 50_000;

    private static final long MOST_BYTES = 64L << 20;
    private static final int LARGEST_BATCH = 1_000;
    private static final int SHARE_OF_PATIENT = 100;
    private static final long LONGEST_BATCH_BYTES = 4L << 20;

    private final Deque<Command> urgent = new ArrayDeque<>();
    private final Deque<Command> patient = new ArrayDeque<>();
    /** Ordering keys with which something patient waits or is under way, and how much. */
    private final Map<Object, Integer> held = new HashMap<>();

    private List<Command> underWay = List.of();
    private long bytes;
    private boolean awaited;
    private boolean closed;

    /** {@return whether there was room} */
    synchronized boolean offer(Command command) {
        boolean waits = waits(command);
        boolean isFull = waits ? patient.size() >= MOST_PATIENT : urgent.size() >= MOST_URGENT;
        if (closed || isFull || bytes > MOST_BYTES) {
            return false;
        }
        (waits ? patient : urgent).addLast(command);
        entered(command, waits);
        if (awaited) {
            notifyAll();
        }
        return true;
    }

    private boolean waits(Command command) {
        return command.urgency() == Command.Urgency.PATIENT || held.containsKey(command.orderingKey());
    }

    private void entered(Command command, boolean waits) {
        bytes += command.call().bytes();
        if (waits) {
            held.merge(command.orderingKey(), 1, Integer::sum);
        }
    }

    /** Puts back what was taken and not done, in front of all others. */
    synchronized void putBack(List<Command> commands) {
        Deque<Command> urgentAgain = new ArrayDeque<>();
        Deque<Command> patientAgain = new ArrayDeque<>();
        for (Command command : commands) {
            boolean waits = waits(command);
            (waits ? patientAgain : urgentAgain).addFirst(command);
            entered(command, waits);
        }
        urgentAgain.forEach(urgent::addFirst);
        patientAgain.forEach(patient::addFirst);
    }

    /** Waits until there is something, or the queue is closed. */
    synchronized void await() throws InterruptedException {
        awaited = true;
        while (urgent.isEmpty() && patient.isEmpty() && !closed) {
            wait();
        }
        awaited = false;
    }

    /** {@return what goes out together, now that what was taken before is done or back; nothing if nothing waits} */
    synchronized List<Command> take() {
        Set<Object> scripted = new HashSet<>();
        List<Command> batch = take(urgent, LARGEST_BATCH - Math.min(patient.size(), SHARE_OF_PATIENT), scripted);
        List<Command> patients = take(patient, SHARE_OF_PATIENT, scripted);
        batch.addAll(patients);
        underWay.forEach(this::free);
        underWay = patients;
        return batch;
    }

    /**
     * Takes the first, but nothing with an ordering key after a script with the same key: Redis refuses a script that it does not know,
     * and would do what comes next.
     */
    private List<Command> take(Deque<Command> from, int most, Set<Object> scripted) {
        List<Command> taken = new ArrayList<>();
        Deque<Command> passed = new ArrayDeque<>();
        long length = 0;
        while (!from.isEmpty()
                && taken.size() < most
                && length < LONGEST_BATCH_BYTES
                && passed.size() < LARGEST_BATCH) {
            Command next = from.removeFirst();
            if (scripted.contains(next.orderingKey())) {
                passed.addFirst(next);
            } else {
                length += next.call().bytes();
                taken.add(next);
                next.call().script().ifPresent(script -> scripted.add(next.orderingKey()));
            }
        }
        passed.forEach(from::addFirst);
        bytes -= length;
        return taken;
    }

    private void free(Command command) {
        held.computeIfPresent(command.orderingKey(), (orderingKey, count) -> count == 1 ? null : count - 1);
    }

    /** {@return what is not wanted any more; it waits no longer} */
    synchronized List<Command> takeUnwanted() {
        List<Command> unwanted = new ArrayList<>();
        takeUnwanted(urgent, unwanted);
        int ofUrgent = unwanted.size();
        takeUnwanted(patient, unwanted);
        unwanted.subList(ofUrgent, unwanted.size()).forEach(this::free);
        return unwanted;
    }

    private void takeUnwanted(Deque<Command> from, List<Command> unwanted) {
        from.removeIf(command -> {
            boolean taken = !command.wanted().getAsBoolean();
            if (taken) {
                bytes -= command.call().bytes();
                unwanted.add(command);
            }
            return taken;
        });
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** {@return what will never be sent} */
    synchronized List<Command> close() {
        closed = true;
        List<Command> left = new ArrayList<>(urgent);
        left.addAll(patient);
        urgent.clear();
        patient.clear();
        notifyAll();
        return left;
    }
}
