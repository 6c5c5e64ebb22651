package io.faye.engine.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Follows the log: a thread and a connection of its own, since reading waits until there is something. */
final class Tail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final int PAGE = 1_000;
    private static final Duration BLOCK = Duration.ofSeconds(1);
    /** Redis looks at waiting readers ten times a second, and may be busy. */
    private static final Duration PATIENCE = BLOCK.plusSeconds(2);

    private final Connector connector;
    private final Keys keys;
    private final Replica replica;
    private final Watermark watermark;
    private final Backoff backoff = new Backoff();
    private final Thread thread;
    private volatile @Nullable Connection connection;
    private long lookedNanos;
    private volatile long readNanos = System.nanoTime();

    Tail(String name, Connector connector, Keys keys, Replica replica, Watermark watermark) {
        this.connector = connector;
        this.keys = keys;
        this.replica = replica;
        this.watermark = watermark;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** {@return how long ago the log was read, or nothing new was found in it} */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - readNanos);
    }

    private void run() {
        while (!backoff.isOver()) {
            try {
                follow();
            } catch (JedisException e) {
                LOG.debug("The log cannot be read", e);
                pause();
            } catch (RuntimeException e) {
                LOG.error("What was read from the log could not be applied", e);
                pause();
            } finally {
                disconnect();
            }
        }
    }

    private void pause() {
        try {
            backoff.failed();
        } catch (InterruptedException e) {
            LOG.debug("Interrupted, hence closed");
        }
    }

    private void follow() {
        Connection opened = connector.open(PATIENCE);
        connection = opened;
        opened.executeCommand(Script.INSPECT.load());
        watermark.reconnected();
        look(opened);
        while (!backoff.isOver()) {
            watermark.reading();
            List<?> raw = read(opened);
            watermark.returned(BLOCK.toNanos());
            backoff.succeeded();
            readNanos = System.nanoTime();
            if (!raw.isEmpty()) {
                apply(opened, raw);
            }
            if (raw.isEmpty() || System.nanoTime() - lookedNanos > BLOCK.toNanos()) {
                look(opened);
            }
        }
    }

    private List<?> read(Connection from) {
        CommandArguments read = new CommandArguments(Command.XREAD)
                .add("COUNT")
                .add(PAGE)
                .add("BLOCK")
                .add(BLOCK.toMillis())
                .add("STREAMS")
                .key(keys.log())
                .add(replica.last().toString());
        List<?> streams = Replies.list(from.executeCommand(new CommandObject<>(read, BuilderFactory.RAW_OBJECT)));
        return streams.isEmpty()
                ? List.of()
                : Replies.list(Replies.list(streams.get(0)).get(1));
    }

    private void apply(Connection from, List<?> raw) {
        List<Entry> entries = new ArrayList<>(raw.size());
        for (Object each : raw) {
            Entry entry = EntryReader.read(each);
            if (entry != null) {
                entries.add(entry);
            }
        }
        if (watermark.isToBeChecked(raw.size() == PAGE)
                && watermark.hasPassed(Watermark.inspect(from, keys), replica.last())) {
            LOG.error("The log was trimmed before this node had read it: it is too slow. Its sessions end");
            replica.restart(EntryReader.id(raw.get(0)).predecessor());
        }
        LogId newest = EntryReader.id(raw.get(raw.size() - 1));
        watermark.read(raw.size(), newest);
        replica.apply(entries, newest);
    }

    private void look(Connection at) {
        Watermark.State state = Watermark.inspect(at, keys);
        lookedNanos = System.nanoTime();
        if (!state.role().equals("master")) {
            throw new JedisConnectionException("This Redis takes no writes any more: it is a " + state.role());
        }
        watermark.nothing(state, replica.last());
        boolean lost = replica.last().isAfter(state.newest());
        if (watermark.isNewHistory(state) || lost) {
            LOG.warn(
                    "Redis was restarted or replaced: its log ends at {}, and was read up to {}{}",
                    state.newest(),
                    replica.last(),
                    lost ? "; what was accepted between is lost" : "");
            if (lost) {
                watermark.restart(state);
                replica.rewind(state.newest());
            }
            replica.restore();
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

    @Override
    public void close() {
        backoff.end();
        disconnect();
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
