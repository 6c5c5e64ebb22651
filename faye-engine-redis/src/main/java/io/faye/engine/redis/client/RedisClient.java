package io.faye.engine.redis.client;

import java.time.Duration;
import java.util.function.Supplier;

/** The real Redis: one connection that writes, one that reads older parts of the log, and those of the callers. */
public final class RedisClient implements Redis {

    /** Redis looks at waiting readers ten times a second, and may be busy. */
    private static final Duration READING = RedisConnection.LONGEST_BLOCK.plusSeconds(2);

    private static final Duration CLOSING = Duration.ofMillis(500);

    private final Connector connector;
    private final Supplier<RedisAddress> locator;
    private final CommandWriter writer;
    private final CommandWriter scanner;

    /**
     * Creates a client, which connects when it is needed.
     *
     * @param name by which Redis lists the connections
     * @param patience how long to wait for a reply
     */
    public RedisClient(ConnectionOptions options, Keys keys, String name, Duration patience) {
        this.connector = new Connector(options, name);
        this.locator = Locators.of(options, keys, connector);
        Supplier<JedisConnection> connections = () -> connector.open(locator.get(), patience);
        this.writer = new CommandWriter("faye-redis-writer", connections, patience, options.waitReplicas());
        this.scanner = new CommandWriter("faye-redis-scanner", connections, patience, 0);
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
        return connector.open(locator.get(), READING);
    }

    @Override
    public Runnable repeat(String name, SupervisedThread.Step step) {
        Spacing spacing = new Spacing();
        SupervisedThread thread = new SupervisedThread(name, () -> {
            spacing.await();
            step.run();
        });
        thread.start();
        return () -> thread.close(CLOSING);
    }

    @Override
    public void close() {
        connector.close();
        writer.close();
        scanner.close();
    }
}
