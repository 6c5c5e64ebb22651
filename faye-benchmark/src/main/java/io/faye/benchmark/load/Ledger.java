package io.faye.benchmark.load;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Accounts for every message from each publisher to each subscriber: lost, doubled and reordered ones are counted exactly. */
public final class Ledger {

    private final Map<Long, Line> lines = new HashMap<>();
    private long doubled;
    private long reordered;
    private long refused;

    /** Makes an empty ledger. */
    public Ledger() {}

    /**
     * {@return the number of the next message on its way from a publisher to a subscriber, from 1}
     *
     * @param publisher the publisher's number
     * @param subscriber the subscriber's number
     */
    public int sent(int publisher, int subscriber) {
        return ++line(publisher, subscriber).sent;
    }

    /**
     * Takes note of a message that arrived.
     *
     * @param publisher the publisher's number
     * @param subscriber the subscriber's number
     * @param number the message's number
     * @return whether it counts: false if it came before
     */
    public boolean received(int publisher, int subscriber, int number) {
        Line line = line(publisher, subscriber);
        if (number > line.highest) {
            for (int skipped = line.highest + 1; skipped < number; skipped++) {
                line.missing.add(skipped);
            }
            line.highest = number;
            return true;
        }
        if (line.missing.remove(number)) {
            reordered++;
            return true;
        }
        doubled++;
        return false;
    }

    /** Takes note of a request that was refused or a connection that broke. */
    public void refused() {
        refused++;
    }

    /** {@return what went wrong so far; what is still on its way counts as lost} */
    public Faults faults() {
        long lost = lines.values().stream().mapToLong(Line::lost).sum();
        return new Faults(lost, doubled, reordered, refused);
    }

    private Line line(int publisher, int subscriber) {
        return lines.computeIfAbsent((long) publisher << Integer.SIZE | subscriber, key -> new Line());
    }

    private static final class Line {
        private final Set<Integer> missing = new HashSet<>(0);
        private int sent;
        private int highest;

        long lost() {
            return missing.size() + (long) sent - highest;
        }
    }
}
