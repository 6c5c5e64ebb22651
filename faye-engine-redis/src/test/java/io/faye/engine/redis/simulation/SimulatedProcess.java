package io.faye.engine.redis.simulation;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.MonitoredEngine;
import io.faye.engine.redis.Engines;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.node.Node;
import io.faye.engine.redis.node.NodeThreads;
import io.faye.tck.history.Observation;
import java.time.Duration;
import java.time.Instant;

/** A process of the service: an engine with simulated threads, timers and connections. */
final class SimulatedProcess {

    static final Duration TIMEOUT = Duration.ofSeconds(100);

    private static final Keys KEYS = new Keys("faye");

    private final Machine machine;
    private final Trouble trouble;
    private final Scheduler scheduler;
    private final SimulatedRedis redis;
    private final Engine engine;

    SimulatedProcess(
            String name, Trouble trouble, SimulatedServer server, Scheduler scheduler, Observation observation) {
        this.machine = new Machine(name);
        this.trouble = trouble;
        this.scheduler = scheduler;
        this.redis = new SimulatedRedis(machine, server, scheduler);
        this.engine = observation.add(start());
    }

    private MonitoredEngine start() {
        try {
            return MonitoredEngine.builder(new Provider())
                    .timeout(TIMEOUT)
                    .limits(trouble.limits())
                    .clock(() -> Instant.ofEpochMilli(scheduler.millis()))
                    .build(
                            new SimulatedTimers("timers", machine, scheduler),
                            new SimulatedThread("host", machine, scheduler));
        } catch (RuntimeException e) {
            machine.die();
            throw e;
        }
    }

    private final class Provider implements EngineProvider {

        @Override
        public String name() {
            return "simulated";
        }

        @Override
        public EngineCapabilities capabilities() {
            return EngineCapabilities.builder().shared().ownClock().build();
        }

        @Override
        public Engine create(EngineContext context, EngineOptions options) {
            NodeThreads threads = new NodeThreads(
                    new SimulatedThread("sessions", machine, scheduler),
                    new SimulatedThread("completions", machine, scheduler),
                    () -> {},
                    patience -> {});
            Node node = new Node(machine.toString(), redis, KEYS, trouble.retention(), context, threads);
            return Engines.of(node, KEYS);
        }
    }

    Engine engine() {
        return engine;
    }

    Machine machine() {
        return machine;
    }

    boolean isAlive() {
        return !machine.isDead();
    }

    void cutConnections() {
        redis.cut();
    }

    void standStill(Duration time) {
        machine.freezeUntil(scheduler.millis() + time.toMillis());
    }

    /** Dies without a word; Redis may yet do what was sent. */
    void die() {
        redis.cut();
        redis.close();
        machine.die();
    }
}
