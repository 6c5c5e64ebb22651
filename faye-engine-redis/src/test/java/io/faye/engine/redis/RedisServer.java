package io.faye.engine.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A real Redis for tests, on a port of its own. It keeps what it has stored while it is stopped; nothing is left of it
 * when it is closed, or when the JVM ends.
 */
public final class RedisServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RedisHost host;
    private final List<String> settings;
    private final int port;
    private final int openPort;
    private final Thread hook = new Thread(this::end, "redis-of-tests-ends");
    private boolean closed;

    private RedisServer(RedisHost host, List<String> settings, int port, int openPort) {
        this.host = host;
        this.settings = settings;
        this.port = port;
        this.openPort = openPort;
    }

    /** {@return a server that has been started} It appends what it stores to a file. */
    public static RedisServer start() {
        return start(List.of("--appendonly", "yes"));
    }

    /**
     * {@return a server that has been started}
     *
     * @param settings arguments for {@code redis-server}
     */
    public static RedisServer start(List<String> settings) {
        return start(RedisHosts.find(), settings, Protection.NONE);
    }

    static RedisServer start(RedisHost host, List<String> settings, Protection protection) {
        int port = Ports.free();
        int openPort = protection.isEncrypted() ? Ports.free() : port;
        List<String> all = new ArrayList<>(settings);
        all.addAll(protection.ofServer(openPort));
        RedisServer server = new RedisServer(host, all, port, openPort);
        Runtime.getRuntime().addShutdownHook(server.hook);
        server.restart();
        LOG.warn("Tests use {} {} on port {}", server.host.description(), server.version(), server.port);
        return server;
    }

    /** {@return its port on this machine for the tests themselves} */
    public int port() {
        return port;
    }

    /** {@return its port for engines: with TLS another one} */
    int openPort() {
        return openPort;
    }

    /** {@return where it is, as engines and clients want it} */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** {@return a connection to it} */
    public Jedis connect() {
        return connect(PATIENCE);
    }

    private Jedis connect(Duration patience) {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .resp2()
                        .timeoutMillis((int) patience.toMillis())
                        .build());
    }

    /** {@return which version runs} */
    public String version() {
        return info("server").get("redis_version");
    }

    /**
     * {@return what it says of itself}
     *
     * @param section which part
     */
    public Map<String, String> info(String section) {
        Map<String, String> info = new HashMap<>();
        try (Jedis redis = connect()) {
            redis.info(section).lines().filter(line -> line.contains(":")).forEach(line -> {
                int colon = line.indexOf(':');
                info.put(line.substring(0, colon), line.substring(colon + 1));
            });
        }
        return info;
    }

    /** Forgets everything. */
    public void flush() {
        try (Jedis redis = connect()) {
            redis.flushAll();
        }
    }

    /** Stops it in an orderly way. */
    public void stop() {
        host.stop();
    }

    /** Stops it without a warning. */
    public void kill() {
        host.kill();
    }

    /** Starts it again after it was stopped, on the same port, with what it has stored. */
    public void restart() {
        try {
            host.start(port, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be started", e);
        }
        await();
    }

    private void await() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Redis does not answer on port " + port + ": " + host.description());
            }
            pauseBriefly();
        }
    }

    private boolean answers() {
        try (Jedis redis = connect(Duration.ofSeconds(1))) {
            return redis.ping().equals("PONG");
        } catch (JedisException e) {
            return false;
        }
    }

    private static void pauseBriefly() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Keeps it from running, without closing its connections. */
    public void pause() {
        host.pause();
    }

    /** Lets it run on. */
    public void resume() {
        host.resume();
    }

    private synchronized void end() {
        if (!closed) {
            closed = true;
            host.close();
        }
    }

    /** Ends it and removes what it has stored. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("The JVM is ending", e);
        }
    }
}
