package io.faye.engine.redis;

import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * What a user chose.
 *
 * @param address where a single Redis is
 * @param tls whether connections are encrypted
 * @param trust whose certificates are believed then
 * @param user empty for Redis' default user
 * @param password empty if none is asked for
 * @param database the number of the database
 * @param namespace keeps services on one Redis apart
 * @param master the name under which sentinels know the master, empty without sentinels
 * @param sentinels where to ask for the master
 * @param sentinelUser empty for the sentinels' default user
 * @param sentinelPassword empty if sentinels ask for none
 * @param cluster some nodes of a Redis Cluster, empty if it is none
 * @param waitReplicas how many replicas must have what was accepted
 * @param retention how long messages are kept for clients that are between two connections, zero for the default
 * @param longestLog how many entries the log may have, whatever their age
 */
record RedisOptions(
        HostAndPort address,
        boolean tls,
        Trust trust,
        String user,
        String password,
        int database,
        String namespace,
        String master,
        List<HostAndPort> sentinels,
        String sentinelUser,
        String sentinelPassword,
        List<HostAndPort> cluster,
        int waitReplicas,
        Duration retention,
        long longestLog) {

    private static final URI LOCAL = URI.create("redis://localhost:6379");
    private static final int SENTINEL_PORT = 26379;
    private static final int REDIS_PORT = 6379;

    static RedisOptions of(EngineOptions options) {
        URI url = options.get("url", LOCAL, RedisOptions::url);
        HostAndPort there = address(url);
        RedisOptions chosen = new RedisOptions(
                new HostAndPort(
                        options.text("host", there.getHost()),
                        options.get("port", there.getPort(), text -> number(text, 1, 65_535))),
                options.get("tls", JedisURIHelper.isRedisSSLScheme(url), RedisOptions::flag),
                options.get("tls-ca", Trust.OF_JVM, Trust::in),
                options.text("user", orEmpty(JedisURIHelper.getUser(url))),
                options.text("password", orEmpty(JedisURIHelper.getPassword(url))),
                options.get("database", JedisURIHelper.getDBIndex(url), text -> number(text, 0, Integer.MAX_VALUE)),
                options.get("namespace", "faye", RedisOptions::namespace),
                options.text("sentinel-master", ""),
                options.get("sentinels", List.of(), text -> addresses(text, SENTINEL_PORT)),
                options.text("sentinel-user", ""),
                options.text("sentinel-password", ""),
                options.get("cluster", List.of(), text -> addresses(text, REDIS_PORT)),
                options.get("wait-replicas", 0, text -> number(text, 0, 100)),
                options.get("retention", Duration.ZERO, text -> Duration.ofSeconds(number(text, 1, Integer.MAX_VALUE))),
                options.get("max-log-length", 5_000_000, text -> number(text, 1_000, Integer.MAX_VALUE)));
        options.requireAllRead();
        chosen.requireAgreement();
        return chosen;
    }

    private void requireAgreement() {
        if (master.isEmpty() != sentinels.isEmpty()) {
            throw new EngineException("Options 'sentinel-master' and 'sentinels' go together");
        }
        if (!cluster.isEmpty() && (!sentinels.isEmpty() || database != 0)) {
            throw new EngineException("Option 'cluster' goes with neither 'sentinels' nor 'database'");
        }
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        if (!JedisURIHelper.isRedisScheme(url) && !JedisURIHelper.isRedisSSLScheme(url) || url.getHost() == null) {
            throw new IllegalArgumentException("Expected redis://host:port/database or rediss://...");
        }
        return url;
    }

    private static HostAndPort address(URI url) {
        return new HostAndPort(url.getHost(), url.getPort() < 0 ? REDIS_PORT : url.getPort());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static int number(String text, int least, int most) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException("Expected " + least + " to " + most);
        }
        return number;
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("Expected true or false");
        };
    }

    private static String namespace(String text) {
        if (!text.matches("[A-Za-z0-9_.:-]+")) {
            throw new IllegalArgumentException("Expected letters, digits, and _ . : -");
        }
        return text;
    }

    private static List<HostAndPort> addresses(String text, int port) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(each -> HostAndPort.from(each.contains(":") ? each : each + ":" + port))
                .toList();
    }
}
