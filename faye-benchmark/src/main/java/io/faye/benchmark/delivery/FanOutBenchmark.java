package io.faye.benchmark.delivery;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long the memory engine keeps the thread of a connection that publishes one message to many sessions: the message is
 * queued for each, and their readers are woken. What these do is not measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class FanOutBenchmark {

    /** How many sessions get the message. */
    @Param({"1000", "10000", "50000", "100000"})
    public int subscribers;

    private final Audience audience = new Audience(new ConcurrentLinkedQueue<>());
    private long published;

    /** For JMH. */
    public FanOutBenchmark() {}

    /** Opens the connections. */
    @Setup
    public void prepare() {
        audience.subscribe(subscribers);
    }

    /** Publishes. */
    @Benchmark
    public void publish() {
        audience.publish();
        published++;
    }

    /** Delivers to each subscriber, which is not measured. */
    @TearDown(Level.Invocation)
    public void deliver() {
        while (!audience.hasEachGot(published)) {
            audience.runTasks();
        }
        audience.runTasks();
    }

    /** Closes the server. */
    @TearDown
    public void close() {
        audience.close();
    }
}
