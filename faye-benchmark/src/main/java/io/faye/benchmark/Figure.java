package io.faye.benchmark;

import io.faye.benchmark.load.Faults;
import io.faye.benchmark.load.Latencies;
import java.util.Locale;

/**
 * What one server did in one case.
 *
 * @param each what a unit costs or takes: microseconds, or of memory KiB per connection
 * @param details the rest, for people
 * @param faults what went wrong
 */
record Figure(double each, String details, Faults faults) {

    static Figure ofTraffic(
            long units, double seconds, double cpuSeconds, double redisSeconds, double ownSeconds, Faults faults) {
        double micros = units == 0 ? Double.NaN : cpuSeconds * 1e6 / units;
        String details = String.format(
                Locale.ROOT,
                "%.0f/s, server %.0f %% (Redis %.0f %%) and load %.0f %% of a core",
                units / seconds,
                cpuSeconds / seconds * 100,
                redisSeconds / seconds * 100,
                ownSeconds / seconds * 100);
        return new Figure(micros, details, faults);
    }

    static Figure ofLatency(Latencies latencies, double cpuShare, Faults faults) {
        String details = String.format(
                Locale.ROOT,
                "%d messages, 90 %% within %.0f us, 99 %% within %.0f us, the slowest %.0f us, server %.0f %% of a core",
                latencies.count(),
                latencies.micros(0.9),
                latencies.micros(0.99),
                latencies.micros(1),
                cpuShare * 100);
        return new Figure(latencies.micros(0.5), details, faults);
    }

    static Figure ofRedis(long published, CommandStats spent, Faults faults) {
        CommandStats.Spent written = spent.of("xadd");
        CommandStats.Spent read = spent.of("xread");
        String details = String.format(
                Locale.ROOT,
                "for each of %d publishes %.2f XADD of %.1f us (mean %.1f) and %.2f XREAD of %.1f us (mean %.1f)",
                published,
                (double) written.calls() / published,
                written.typical(),
                written.mean(),
                (double) read.calls() / published,
                read.typical(),
                read.mean());
        double micros = written.calls() * written.typical() + read.calls() * read.typical();
        return new Figure(micros / published, details, faults);
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
