package io.faye.benchmark.delivery;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one delivery over a streaming connection costs, from the memory engine's queue to the transport's sink. One
 * publish reaches a thousand sessions, so the publish itself counts for a thousandth. With {@code -prof gc} the figure
 * {@code gc.alloc.rate.norm} is the bytes that one delivery allocates beside the frame.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeliveryBenchmark {

    private static final int SUBSCRIBERS = 1_000;

    private final Audience audience = new Audience(new ArrayDeque<>());

    /** For JMH. */
    public DeliveryBenchmark() {}

    /** Opens the connections, each with a session that is subscribed. */
    @Setup
    public void prepare() {
        audience.subscribe(SUBSCRIBERS);
        publish();
        if (!audience.hasEachGot(1)) {
            throw new IllegalStateException("The publication did not reach each subscriber once");
        }
    }

    /** Publishes, and delivers to each subscriber. */
    @Benchmark
    @OperationsPerInvocation(SUBSCRIBERS)
    public void publish() {
        audience.publish();
        audience.runTasks();
    }

    /** Closes the server. */
    @TearDown
    public void close() {
        audience.close();
    }
}
