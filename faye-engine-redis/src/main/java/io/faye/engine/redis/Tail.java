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
import redis.clients.jedis.exceptions.JedisException;

/** Follows the log: a thread and a connection of its own, since reading waits until there is something. */
final class Tail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final int PAGE = 1_000;
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration NO_BLOCK = Duration.ofMillis(1);
    /** Redis looks at waiting readers ten times a second, and may be busy. */
    private static final Duration PATIENCE = BLOCK.plusSeconds(2);

    private final Connector connector;
    private final Keys keys;
    private final Replica replica;
    private final Watermark watermark;
    private final Slumber slumber;
    private final Backoff backoff = new Backoff();
    private final Thread thread;
    private volatile @Nullable Connection connection;

    Tail(String name, Connector connector, Keys keys, Replica replica, Watermark watermark, Slumber slumber) {
        this.connector = connector;
        this.keys = keys;
        this.replica = replica;
        this.watermark = watermark;
        this.slumber = slumber;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
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
        while (!backoff.isOver()) {
            boolean dazed = slumber.isDazed();
            long sleeps = slumber.sleeps();
            watermark.reading();
            List<?> raw = read(opened, dazed ? NO_BLOCK : BLOCK);
            watermark.returned(BLOCK.toNanos());
            backoff.succeeded();
            if (raw.isEmpty()) {
                requireTheSameLog(Watermark.inspect(opened, keys));
            } else {
                apply(opened, raw);
            }
            if (dazed && raw.size() < PAGE) {
                recover(sleeps);
            }
        }
    }

    /** The log was read up to its end since this process woke. */
    private void recover(long sleeps) {
        LOG.warn("This process did not run for a while; it knows now which of its clients went elsewhere");
        slumber.recover(sleeps);
        replica.wakeAll();
    }

    private List<?> read(Connection from, Duration block) {
        CommandArguments read = new CommandArguments(Command.XREAD)
                .add("COUNT")
                .add(PAGE)
                .add("BLOCK")
                .add(block.toMillis())
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
        if (watermark.isToBeChecked(raw.size() == PAGE) && watermark.hasPassed(Watermark.inspect(from, keys))) {
            LOG.error("The log was trimmed before this node had read it: it is too slow. Its sessions end");
            replica.restart(EntryReader.id(raw.get(0)).predecessor());
        }
        LogId newest = EntryReader.id(raw.get(raw.size() - 1));
        watermark.read(raw.size(), newest);
        replica.apply(entries, newest);
    }

    /** Ids only grow, unless Redis has lost what it had. */
    private void requireTheSameLog(Watermark.State state) {
        watermark.nothing(state, replica.last());
        if (replica.last().isAfter(state.newest())) {
            LOG.error("Redis has lost the log: it ends at {}, and was read up to {}", state.newest(), replica.last());
            watermark.restart(state);
            replica.restart(state.newest());
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
