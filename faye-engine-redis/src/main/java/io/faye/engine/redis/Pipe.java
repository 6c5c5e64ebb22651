package io.faye.engine.redis;

import io.faye.engine.EngineException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Sends commands, each lane's in the order given: a thread and a connection of its own, and what waits goes out
 * together. When the connection breaks, what was under way fails, and what was not begun waits for the next connection.
 */
final class Pipe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pipe.class);

    private final Connector connector;
    private final Duration patience;
    private final int replicas;
    private final CommandQueue queue = new CommandQueue();
    private final Backoff backoff = new Backoff();
    private final Thread thread;
    private volatile @Nullable Connection connection;
    private boolean away;

    Pipe(String name, Connector connector, Duration patience, int replicas) {
        this.connector = connector;
        this.patience = patience;
        this.replicas = replicas;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends a command when its turn comes; its faults are told on the pipe's thread, or at once if there is no room. */
    void send(Command command) {
        if (!queue.offer(command)) {
            command.fault().accept(new EngineException("Redis is too slow or away: too many commands wait for it"));
        }
    }

    /** Fails what waits and is not wanted any more. */
    void refuseUnsent() {
        queue.takeUnwanted().forEach(Command::refuseUnsent);
    }

    private void run() {
        try {
            while (!backoff.isOver()) {
                queue.await();
                Connection open = connected();
                if (open != null) {
                    exchange(new Exchange(open, queue.take(), replicas, patience));
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted, hence closed");
        } finally {
            disconnect();
        }
    }

    private void exchange(Exchange exchange) {
        try {
            exchange.run();
        } catch (JedisException e) {
            disconnect();
            LOG.debug("A connection to Redis broke", e);
            exchange.fail(new OutcomeUnknownException(e));
            return;
        }
        if (exchange.isMisplaced()) {
            disconnect();
        }
        queue.putBack(exchange.notBegun());
    }

    /** {@return a connection that knows our scripts, or null if it has to be tried again} */
    private @Nullable Connection connected() throws InterruptedException {
        Connection known = connection;
        if (known != null) {
            return known;
        }
        try {
            Connection opened = connector.open(patience);
            connection = opened;
            load(opened);
            backoff.succeeded();
            if (away) {
                LOG.info("Redis is back");
                away = false;
            }
            return opened;
        } catch (JedisException e) {
            disconnect();
            failed(e);
            return null;
        }
    }

    private void failed(JedisException e) throws InterruptedException {
        if (!away && !backoff.isOver()) {
            LOG.warn("Redis is away: {}", e.getMessage());
            away = true;
        }
        refuseUnsent();
        backoff.failed();
    }

    private static void load(Connection connection) {
        for (Script script : Script.values()) {
            connection.executeCommand(script.load());
        }
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.forceDisconnect();
            } catch (IOException e) {
                LOG.debug("A connection did not close well", e);
            }
        }
    }

    /** Sends nothing any more; what waits fails, what is under way breaks off. */
    @Override
    public void close() {
        backoff.end();
        EngineException closed = new EngineException("The engine is closed");
        queue.close().forEach(command -> command.fault().accept(closed));
        disconnect();
        thread.interrupt();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
