package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The standalone server as a process, on one port for its whole life, restarts included. The system property
 * {@code faye.server.command} starts another server instead; it must print a line with its URL when it is ready and
 * end on SIGTERM. In it <code>{java}</code> is the Java that runs the tests, and <code>{classpath}</code> their class path.
 */
public final class ServerProcess implements AutoCloseable {

    private static final String COMMAND = System.getProperty(
            "faye.server.command", "{faye} serve --host 127.0.0.1 --port {port} --timeout {timeout}");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final Path SCRIPT = Path.of("..", "faye").toAbsolutePath().normalize();

    private static final int LONGEST_DRAIN_SECONDS = 60;

    private final int port = Ports.free();
    private final int timeout;
    private final List<String> options;
    private final Map<String, String> environment;
    private final ProcessLog log;
    private Process process;

    private ServerProcess(String name, int timeout, Map<String, String> environment, List<String> options) {
        this.timeout = timeout;
        this.options = options;
        this.environment = environment;
        this.log = new ProcessLog("server-" + name);
        this.process = launch();
    }

    /** {@return a server that accepts connections, with the seconds given as the advised timeout, and more options} */
    public static ServerProcess start(String name, int timeout, String... options) {
        return start(name, timeout, Map.of(), options);
    }

    /** {@return the same with more variables in its environment} */
    public static ServerProcess start(String name, int timeout, Map<String, String> environment, String... options) {
        return new ServerProcess(name, timeout, environment, List.of(options));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/faye");
    }

    /** {@return the address of the console, which the log of the latest start has} */
    URI console() {
        return Pattern.compile("http://127\\.0\\.0\\.1:" + port + "/\\?token=\\w+")
                .matcher(log.text())
                .results()
                .reduce((earlier, later) -> later)
                .map(address -> URI.create(address.group()))
                .orElseThrow(() -> new AssertionError("No console. " + story()));
    }

    public int port() {
        return port;
    }

    /** {@return the process of the server itself, whose start script replaces itself by it} */
    public long pid() {
        return process.pid();
    }

    /** {@return completes when the process has ended, for whatever reason} */
    public CompletableFuture<?> ended() {
        return process.onExit();
    }

    /** {@return the advised timeout as clients see it} */
    public long timeoutMillis() {
        return timeout * 1000L;
    }

    /** {@return where to look when a test fails, with the last lines of the server's output} */
    public String story() {
        return log.story();
    }

    /** {@return what the server has said} */
    public String log() {
        return log.text();
    }

    public void restart() {
        stop();
        process = launch();
    }

    /** Asks it to stop, waits as long as it takes to move its sessions, and starts it again. */
    void drainAndRestart() {
        process.toHandle().destroy();
        try {
            ended().get(LONGEST_DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("It did not stop. " + story(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(process.exitValue()).as(this::story).isZero();
        process = launch();
    }

    public void stop() {
        Processes.end(process);
    }

    /** Ends it as an operating system does that needs its memory: it can do nothing about it any more. */
    public void kill() {
        Processes.kill(process);
    }

    @Override
    public void close() {
        stop();
    }

    private Process launch() {
        try {
            ProcessBuilder builder = new ProcessBuilder(command()).redirectError(log.appending());
            builder.environment().putAll(environment);
            Process started = Processes.watched(builder.start());
            log.awaitLine(started, "http://");
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the server with " + command(), e);
        }
    }

    private List<String> command() {
        return Stream.concat(Arrays.stream(COMMAND.split(" ")), options.stream())
                .map(word -> word.replace("{faye}", SCRIPT.toString())
                        .replace("{java}", JAVA)
                        .replace("{classpath}", CLASS_PATH)
                        .replace("{port}", String.valueOf(port))
                        .replace("{timeout}", String.valueOf(timeout)))
                .toList();
    }
}
