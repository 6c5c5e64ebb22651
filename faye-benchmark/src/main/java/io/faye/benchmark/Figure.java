package io.faye.benchmark;

import io.faye.benchmark.load.Faults;
import java.util.Locale;

/**
 * What one server did in one case.
 *
 * @param each what a unit costs: microseconds of processor time, or of memory KiB per connection
 * @param details the rest, for people
 * @param faults what went wrong
 */
record Figure(double each, String details, Faults faults) {

    static Figure ofTraffic(long units, double seconds, double cpuSeconds, double ownSeconds, Faults faults) {
        double micros = units == 0 ? Double.NaN : cpuSeconds * 1e6 / units;
        String details = String.format(
                Locale.ROOT,
                "%.0f/s, server %.0f %% and load %.0f %% of a core",
                units / seconds,
                cpuSeconds / seconds * 100,
                ownSeconds / seconds * 100);
        return new Figure(micros, details, faults);
    }

    static Figure ofIdle(int size, long kibBefore, long kibHeld, double cpuShare, Faults faults) {
        String details = String.format(
                Locale.ROOT,
                "resident %d MiB before, %d MiB with them, %.1f %% of a core",
                kibBefore >> 10,
                kibHeld >> 10,
                cpuShare * 100);
        return new Figure((double) (kibHeld - kibBefore) / size, details, faults);
    }
}
