package io.faye.benchmark;

import io.faye.benchmark.load.Idle;
import io.faye.benchmark.load.LoadLoop;
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
        try (LoadLoop loop = new LoadLoop(server.port())) {
            return load.kind() == Case.Kind.IDLE
                    ? idle(load.size(), loop, server)
                    : traffic(load.traffic(loop), loop, server);
        }
    }

    private Figure traffic(Traffic traffic, LoadLoop loop, ServerUnderTest server) {
        loop.await(traffic::prepare);
        loop.run(traffic::start);
        Pause.seconds(warm);
        long begin = System.nanoTime();
        double cpu = server.cpuSeconds();
        double own = Proc.cpuSeconds("self");
        long done = loop.call(traffic::done);
        Pause.seconds(seconds);
        cpu = server.cpuSeconds() - cpu;
        own = Proc.cpuSeconds("self") - own;
        done = loop.call(traffic::done) - done;
        double elapsed = (System.nanoTime() - begin) / 1e9;
        loop.run(traffic::stop);
        drain(traffic, loop);
        Figure figure = Figure.ofTraffic(done, elapsed, cpu, own, loop.call(traffic::faults));
        loop.run(traffic::leave);
        return figure;
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
