package io.faye.benchmark.delivery;

import io.faye.protocol.Json;
import io.faye.server.ServerObserver;
import io.faye.tracing.FayeTracing;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What traces add to a delivery, beside {@link DeliveryBenchmark}, which is the same without a choice. Spans go nowhere, so what an
 * exporter costs is not in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TracingBenchmark {

    private static final int SUBSCRIBERS = 1_000;
    private static final Json PLAIN = Json.of(Map.of("language", "en"));
    private static final Json SAMPLED =
            Json.of(Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

    /** Whether the server traces, and whether the publisher does. */
    @Param({"off", "on", "sampled"})
    public String traces = "off";

    private Audience audience = new Audience(new ArrayDeque<>());
    private Json ext = PLAIN;

    /** For JMH. */
    public TracingBenchmark() {}

    /** Opens the connections, each with a session that is subscribed. */
    @Setup
    public void prepare() {
        audience.close();
        ServerObserver observer =
                traces.equals("off") ? ServerObserver.NONE : FayeTracing.observer(OpenTelemetry.noop());
        audience = new Audience(new ArrayDeque<>(), observer);
        ext = traces.equals("sampled") ? SAMPLED : PLAIN;
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
        audience.publishWith(ext);
        audience.runTasks();
    }

    /** Closes the server. */
    @TearDown
    public void close() {
        audience.close();
    }
}
