package io.faye.benchmark;

import io.faye.benchmark.load.Faults;
import io.faye.benchmark.load.Idle;
import io.faye.benchmark.load.LoadLoop;
import io.faye.benchmark.load.Paced;
import io.faye.benchmark.load.Traffic;
import java.util.concurrent.TimeUnit;

/**
 * Takes figures.
 *
 * @param warm seconds that pass before
 * @param seconds how long is measured
 */
record Measurement(int warm, int seconds) {

    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    Figure of(Case load, ServerUnderTest server) {
        try (LoadLoop loop = new LoadLoop(server.ports())) {
            return switch (load.kind()) {
                case IDLE -> idle(load.size(), loop, server);
                case LATENCY -> latency(load.paced(loop), loop, server);
                case REDIS -> redis(load.paced(loop), loop, server);
                default -> traffic(load.traffic(loop), loop, server);
            };
        }
    }

    private Figure traffic(Traffic traffic, LoadLoop loop, ServerUnderTest server) {
        begin(traffic, loop);
        long begin = System.nanoTime();
        double cpu = server.cpuSeconds();
        double redis = server.redisCpuSeconds();
        double own = Proc.cpuSeconds("self");
        long done = loop.call(traffic::done);
        Pause.seconds(seconds);
        cpu = server.cpuSeconds() - cpu;
        redis = server.redisCpuSeconds() - redis;
        own = Proc.cpuSeconds("self") - own;
        done = loop.call(traffic::done) - done;
        double elapsed = (System.nanoTime() - begin) / 1e9;
        Faults faults = end(traffic, loop);
        return Figure.ofTraffic(done, elapsed, cpu, redis, own, faults);
    }

    private void begin(Traffic traffic, LoadLoop loop) {
        loop.await(traffic::prepare);
        loop.run(traffic::start);
        Pause.seconds(warm);
    }

    private static Faults end(Traffic traffic, LoadLoop loop) {
        loop.run(traffic::stop);
        drain(traffic, loop);
        Faults faults = loop.call(traffic::faults);
        loop.run(traffic::leave);
        return faults;
    }

    private Figure latency(Paced traffic, LoadLoop loop, ServerUnderTest server) {
        begin(traffic, loop);
        loop.run(traffic.latencies()::clear);
        double cpu = server.cpuSeconds();
        Pause.seconds(seconds);
        cpu = server.cpuSeconds() - cpu;
        Faults faults = end(traffic, loop);
        return Figure.ofLatency(traffic.latencies(), cpu / seconds, faults);
    }

    private Figure redis(Paced traffic, LoadLoop loop, ServerUnderTest server) {
        begin(traffic, loop);
        long published = loop.call(traffic::published);
        server.forgetCommands();
        Pause.seconds(seconds);
        CommandStats spent = server.commandStats();
        published = loop.call(traffic::published) - published;
        return Figure.ofRedis(published, spent, end(traffic, loop));
    }

    private static void drain(Traffic traffic, LoadLoop loop) {
        long deadline = System.nanoTime() + DRAIN_NANOS;
        while (!loop.call(traffic::isDrained) && System.nanoTime() < deadline) {
            Pause.millis(20);
        }
        // What comes twice comes late.
        Pause.millis(200);
    }

    private Figure idle(int size, LoadLoop loop, ServerUnderTest server) {
        Pause.seconds(1);
        long before = server.residentKib();
        Idle clients = new Idle(loop);
        loop.await(() -> clients.open(size));
        Pause.seconds(3);
        double cpu = server.cpuSeconds();
        Pause.seconds(seconds);
        cpu = server.cpuSeconds() - cpu;
        Figure figure = Figure.ofIdle(size, before, server.residentKib(), cpu / seconds, loop.call(clients::faults));
        loop.run(clients::leave);
        return figure;
    }
}
