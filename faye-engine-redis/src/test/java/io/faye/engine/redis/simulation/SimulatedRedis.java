package io.faye.engine.redis.simulation;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.RedisConnection;
import io.faye.engine.redis.client.SupervisedThread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What one process has of Redis: two connections that carry commands, and those of its own threads. */
final class SimulatedRedis implements Redis {

    private static final int LONGEST_BACKOFF = 500;

    private final Machine machine;
    private final SimulatedServer server;
    private final Scheduler scheduler;
    private final SimulatedLink writer;
    private final SimulatedLink scanner;
    private final List<SimulatedConnection> connections = new ArrayList<>();

    SimulatedRedis(Machine machine, SimulatedServer server, Scheduler scheduler) {
        this.machine = machine;
        this.server = server;
        this.scheduler = scheduler;
        this.writer = new SimulatedLink("writer", machine, server, scheduler);
        this.scanner = new SimulatedLink("scanner", machine, server, scheduler);
    }

    @Override
    public void send(Command command) {
        writer.send(command);
    }

    @Override
    public void scan(Command command) {
        scanner.send(command);
    }

    @Override
    public void follow(Supplier<String> history) {
        writer.follow(history);
        scanner.follow(history);
    }

    @Override
    public void refuseUnsent() {
        writer.refuseUnsent();
        scanner.refuseUnsent();
    }

    @Override
    public RedisConnection connect() {
        SimulatedConnection connection = new SimulatedConnection(server, scheduler);
        connections.add(connection);
        return connection;
    }

    @Override
    public Runnable repeat(String name, SupervisedThread.Step step) {
        Repeated repeated = new Repeated(name, step);
        scheduler.add(repeated);
        return () -> repeated.closed = true;
    }

    /** Repeats a step when there may be something new, or a second after the last one. */
    private final class Repeated extends Actor {

        private final SupervisedThread.Step step;
        private long changes = -1;
        private long nextAt;
        private boolean failed;
        private boolean closed;

        Repeated(String name, SupervisedThread.Step step) {
            super(name, machine);
            this.step = step;
        }

        @Override
        long readyAt() {
            if (closed) {
                return NEVER;
            }
            return failed || server.changes() == changes ? nextAt : 0;
        }

        @Override
        void act() {
            changes = server.changes();
            try {
                step.run();
                failed = false;
                nextAt = scheduler.millis() + RedisConnection.LONGEST_BLOCK.toMillis();
            } catch (EngineException e) {
                failed = true;
                nextAt = scheduler.millis() + scheduler.random().nextInt(LONGEST_BACKOFF);
            } catch (RuntimeException | InterruptedException e) {
                scheduler.report(e);
            }
        }
    }

    /** Connections break, some or all. */
    void cut() {
        int which = scheduler.random().nextInt(4);
        if (which != 0) {
            writer.cut();
        }
        if (which == 0 || which == 3) {
            connections.forEach(SimulatedConnection::close);
        }
        if (which == 2) {
            scanner.cut();
        }
    }

    @Override
    public void close() {
        connections.forEach(SimulatedConnection::close);
    }
}
