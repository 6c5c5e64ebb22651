package io.faye.engine.redis;

import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.engine.redis.client.ConnectionOptions;
import io.faye.engine.redis.client.ConnectionOptions.Login;
import io.faye.engine.redis.client.RedisAddress;
import io.faye.engine.redis.client.RedisUrl;
import io.faye.engine.redis.client.TrustedAuthorities;
import io.faye.engine.redis.log.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a user chose.
 *
 * @param connection how Redis is found
 * @param namespace keeps services on one Redis apart
 * @param retention how much of the log is kept; for a time of zero, the default
 */
record RedisOptions(ConnectionOptions connection, String namespace, Retention retention) {

    private static final String LOCAL = "redis://localhost:6379";
    private static final int SENTINEL_PORT = 26379;
    private static final int REDIS_PORT = 6379;
    private static final Duration MARGIN = Duration.ofSeconds(10);

    static RedisOptions of(EngineOptions options) {
        return of(options, System.getenv());
    }

    static RedisOptions of(EngineOptions options, Map<String, String> environment) {
        RedisUrl url = options.get("url", RedisUrl.parse(LOCAL), RedisUrl::parse);
        ConnectionOptions connection = new ConnectionOptions(
                new RedisAddress(
                        options.get("host", url.address().host(), RedisOptions::host),
                        options.get("port", url.address().port(), text -> number(text, 1, 65_535))),
                options.get("tls", url.tls(), RedisOptions::flag),
                options.get("tls-ca", TrustedAuthorities.ofJvm(), TrustedAuthorities::in),
                login(options, "", new Login(url.user(), url.password()), environment),
                options.get("database", url.database(), text -> number(text, 0, Integer.MAX_VALUE)),
                options.text("sentinel-master", ""),
                options.get("sentinels", List.of(), text -> addresses(text, SENTINEL_PORT)),
                login(options, "sentinel-", new Login("", ""), environment),
                options.get("cluster", List.of(), text -> addresses(text, REDIS_PORT)),
                options.get("protocol", 2, text -> number(text, 2, 3)),
                options.get("wait-replicas", 0, text -> number(text, 0, 100)));
        RedisOptions chosen = new RedisOptions(
                connection,
                options.get("namespace", "faye", RedisOptions::namespace),
                new Retention(
                        options.get(
                                "retention",
                                Duration.ZERO,
                                text -> Duration.ofSeconds(number(text, 1, Integer.MAX_VALUE))),
                        options.get("max-log-length", 5_000_000L, text -> number(text, 1_000L, Integer.MAX_VALUE)),
                        options.get("max-log-bytes", 0L, text -> number(text, 1_000_000L, Long.MAX_VALUE))));
        options.requireAllRead();
        requireAgreement(connection);
        return chosen;
    }

    /**
     * {@return how much of the log is kept} By default the log outlasts any session: one that was pinged long ago and is
     * attached again misses nothing.
     *
     * @param timeout how long the server holds a connect
     */
    Retention retention(Duration timeout) {
        Duration whole = timeout.multipliedBy(7).dividedBy(2).plus(MARGIN);
        return retention.time().isZero() ? new Retention(whole, retention.entries(), retention.bytes()) : retention;
    }

    private static void requireAgreement(ConnectionOptions chosen) {
        if (chosen.master().isEmpty() != chosen.sentinels().isEmpty()) {
            throw new EngineException("Options 'sentinel-master' and 'sentinels' go together");
        }
        if (!chosen.cluster().isEmpty() && (!chosen.sentinels().isEmpty() || chosen.database() != 0)) {
            throw new EngineException("Option 'cluster' goes with neither 'sentinels' nor 'database'");
        }
    }

    /** A password may be in the option itself, in a file, or in a variable of the environment. */
    private static Login login(EngineOptions options, String prefix, Login otherwise, Map<String, String> environment) {
        String name = prefix + "password";
        List<String> given = Stream.of(
                        options.text(name, ""),
                        options.get(name + "-file", "", RedisOptions::content),
                        options.get(name + "-env", "", text -> variable(text, environment)))
                .filter(text -> !text.isEmpty())
                .toList();
        if (given.size() > 1) {
            throw new EngineException(
                    "Options '" + name + "', '" + name + "-file' and '" + name + "-env' exclude each other");
        }
        return new Login(
                options.text(prefix + "user", otherwise.user()), given.isEmpty() ? otherwise.password() : given.get(0));
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String variable(String name, Map<String, String> environment) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Expected a variable of the environment");
        }
        return value;
    }

    private static String host(String text) {
        return RedisAddress.parse(text + ":" + REDIS_PORT, REDIS_PORT).host();
    }

    private static int number(String text, int least, int most) {
        return (int) number(text, least, (long) most);
    }

    private static long number(String text, long least, long most) {
        long number = Long.parseLong(text);
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

    private static List<RedisAddress> addresses(String text, int port) {
        return Stream.of(text.split(",", -1))
                .map(each -> RedisAddress.parse(each.strip(), port))
                .toList();
    }
}
