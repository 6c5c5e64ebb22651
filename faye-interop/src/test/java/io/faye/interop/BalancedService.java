package io.faye.interop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Servers on one Redis behind HAProxy, with the configuration of {@code examples/cluster}, that drain before they stop. */
final class BalancedService implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of("..", "examples", "cluster", "haproxy.cfg");
    private static final List<String> NAMES = List.of("one", "two", "three");
    /** Sessions live twice as long, so that no session expires while the machine stalls. */
    private static final int TIMEOUT_SECONDS = 20;
    /** HAProxy looks each second, and after a failure once more half a second later. */
    private static final int GRACE_SECONDS = 4;

    private final int port = Ports.free();
    private final RedisProcess redis;
    private final List<ServerProcess> servers = new ArrayList<>();
    private final ProcessLog log = new ProcessLog("haproxy-rolling");
    private final Process haproxy;

    /** Starts so many servers, at most three, whose sessions move within so many seconds. */
    BalancedService(int count, int drainSeconds) {
        redis = new RedisProcess();
        String[] options = Stream.concat(
                        Stream.of(redis.options()),
                        Stream.of(
                                "--trusted-proxy",
                                "127.0.0.1",
                                "--no-console",
                                "--drain-grace",
                                String.valueOf(GRACE_SECONDS),
                                "--drain-time",
                                String.valueOf(drainSeconds)))
                .toArray(String[]::new);
        NAMES.subList(0, count)
                .forEach(name -> servers.add(ServerProcess.start("rolling-" + name, TIMEOUT_SECONDS, options)));
        haproxy = launch();
        Awaitility.await("HAProxy answers")
                .atMost(Limits.PATIENCE)
                .ignoreExceptions()
                .until(() -> health() == 200);
    }

    private Process launch() {
        ProcessBuilder builder = new ProcessBuilder(
                        "haproxy", "-db", "-f", CONFIGURATION.toAbsolutePath().toString())
                .redirectOutput(log.appending())
                .redirectError(log.appending());
        builder.environment().put("PORT", String.valueOf(port));
        for (int i = 0; i < servers.size(); i++) {
            builder.environment()
                    .put("SERVER_" + (i + 1), "127.0.0.1:" + servers.get(i).port());
        }
        try {
            return Processes.watched(builder.start());
        } catch (IOException e) {
            throw new AssertionError("haproxy is needed (Debian: apt-get install haproxy)", e);
        }
    }

    private int health() {
        try (RawHttp http = new RawHttp(port)) {
            return http.request("GET", "/health", "", "").status();
        }
    }

    /** {@return the address of HAProxy} */
    URI balancer() {
        return URI.create("http://127.0.0.1:" + port + "/faye");
    }

    /** Has a server drain and end, starts it again, and waits until HAProxy sends clients to it. */
    void restart(int number) {
        long before = returns(number);
        servers.get(number).drainAndRestart();
        Awaitility.await("HAProxy uses server " + NAMES.get(number) + " again")
                .atMost(Limits.PATIENCE.multipliedBy(2))
                .until(() -> returns(number) > before);
    }

    private long returns(int number) {
        return Pattern.compile("Server faye/" + NAMES.get(number) + " is UP")
                .matcher(log.text())
                .results()
                .count();
    }

    /** {@return where to look when a test fails} */
    String story() {
        return String.join(
                "\n",
                Stream.concat(servers.stream().map(ServerProcess::story), Stream.of(log.story()))
                        .toList());
    }

    /** Nothing is left that a drain would be for. */
    @Override
    public void close() {
        Processes.end(haproxy);
        servers.forEach(ServerProcess::kill);
        redis.close();
    }
}
