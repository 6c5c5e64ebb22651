package io.faye.engine.redis.client;

import io.faye.engine.EngineException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands, those with the same ordering key in the order given, on a thread and a connection of its own. What waits goes out
 * together. When the connection breaks, what was under way fails, and what was not begun waits for the next connection.
 */
final class CommandWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandWriter.class);
    /** While replicas are missing, a publish waits for them no longer than this, because others wait for it. */
    private static final long SHORT_WAIT_MILLIS = 250;

    private static final Pattern HISTORY = Pattern.compile("master_replid:(\\w+)");
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final Supplier<JedisConnection> connector;
    private final long waitMillis;
    private final int replicas;
    private final CommandQueue queue = new CommandQueue();
    private final Spacing spacing = new Spacing();
    private final SupervisedThread thread;
    private @Nullable JedisConnection connection;
    private volatile Supplier<String> followed = () -> "";
    private boolean away;
    private boolean lacksReplicas;
    private long batches;

    /**
     * Creates a writer, which begins at once.
     *
     * @param patience how long the connections wait for a reply
     * @param replicas how many replicas must have a publish
     */
    CommandWriter(String name, Supplier<JedisConnection> connector, Duration patience, int replicas) {
        this.connector = connector;
        this.waitMillis = patience.toMillis() / 2;
        this.replicas = replicas;
        this.thread = new SupervisedThread(name, this::step);
        thread.start();
    }

    /** Sends a command when its turn comes; its faults are passed on by the writer's thread, or at once if there is no room. */
    void send(Command command) {
        if (!queue.offer(command)) {
            command.fault().accept(new EngineException("Redis is too slow or away: too many commands wait for it"));
        }
    }

    /** Sends nothing to a Redis with another history than this one. */
    void follow(Supplier<String> history) {
        followed = history;
    }

    private void requireFollowed(JedisConnection opened) {
        Matcher history = HISTORY.matcher(Replies.text(opened.execute(Call.of("INFO", "replication"))));
        String expected = followed.get();
        if (!expected.isEmpty() && !(history.find() && history.group(1).equals(expected))) {
            throw new EngineException("Redis was restarted or replaced, which this process has yet to find out");
        }
    }

    /** Fails what waits and is not wanted any more. */
    void refuseUnsent() {
        queue.takeUnwanted().forEach(Command::refuseUnsent);
    }

    private void step() throws InterruptedException {
        queue.await();
        spacing.await();
        JedisConnection open = connected();
        CommandBatch batch = new CommandBatch(queue.take(), replicas);
        if (batch.isEmpty()) {
            return;
        }
        try {
            batches++;
            batch.run(
                    open, Long.toString(batches), lacksReplicas ? Math.min(SHORT_WAIT_MILLIS, waitMillis) : waitMillis);
        } catch (RuntimeException | Error e) {
            disconnect();
            batch.fail(RedisException.outcomeUnknown("The connection to Redis broke", e));
            throw e;
        }
        lacksReplicas = batch.lacksReplicas();
        if (batch.isMisplaced()) {
            disconnect();
        }
        queue.putBack(batch.notBegun());
    }

    /** {@return a connection that knows our scripts} */
    private JedisConnection connected() {
        JedisConnection known = connection;
        if (known != null) {
            return known;
        }
        try {
            JedisConnection opened = connector.get();
            connection = opened;
            requireFollowed(opened);
            for (Script script : Script.values()) {
                opened.execute(script.load());
            }
            if (away) {
                LOG.info("Redis is back");
                away = false;
            }
            return opened;
        } catch (EngineException e) {
            disconnect();
            if (!away && !queue.isClosed()) {
                LOG.warn("Redis is away; requests fail until it is back: {}", e.getMessage());
                away = true;
            }
            refuseUnsent();
            throw e;
        }
    }

    private void disconnect() {
        JedisConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /** Sends nothing more; what waits fails. */
    @Override
    public void close() {
        EngineException closed = new EngineException("The engine is closed");
        queue.close().forEach(command -> command.fault().accept(closed));
        thread.close(CLOSING);
    }
}
