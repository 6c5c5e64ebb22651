package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The example of three servers on one Redis behind HAProxy, started by its own script. */
final class Cluster implements AutoCloseable {

    static final List<String> SERVERS = List.of("server-1", "server-2", "server-3");

    private static final Path EXAMPLE = Path.of("..", "examples", "cluster");
    private static final String READY = "cluster: open";

    private final int port = Ports.free(10);
    private final Path temporary = folder();
    private final ProcessLog log = new ProcessLog("cluster");
    private final Process script;

    Cluster() {
        requirePrograms();
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            EXAMPLE.resolve("run").toAbsolutePath().toString())
                    .redirectError(log.appending());
            builder.environment().put("PORT", String.valueOf(port));
            builder.environment().put("TIMEOUT", "5");
            builder.environment().put("TMPDIR", temporary.toString());
            script = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
            log.awaitLine(script, READY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "interop")), "cluster")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requirePrograms() {
        List<String> missing = Stream.of("redis-server", "haproxy", "curl")
                .filter(name -> Programs.find(name).isEmpty())
                .toList();
        assertThat(missing)
                .as("programs that the example needs and that are not installed (Debian: apt-get install ...)")
                .isEmpty();
    }

    /** {@return the address of the balancer} */
    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** {@return what a server answers when it is asked whether it is well} */
    HttpReply health(String server) {
        try (RawHttp http = new RawHttp(port + 1 + SERVERS.indexOf(server))) {
            return http.request("GET", "/health", "", "");
        }
    }

    /** Sends a signal, such as {@code -KILL}, to the process that has this part now. */
    void signal(String signal, String name) {
        try {
            Process kill = new ProcessBuilder("kill", signal, process(name)).start();
            assertThat(kill.waitFor()).as("kill " + signal + " " + name).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String process(String name) {
        try (Stream<Path> found = Files.walk(temporary)) {
            Path file = found.filter(path -> path.endsWith(name + ".pid"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No process " + name + ". " + story()));
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a server that was killed is there again and well. */
    void awaitBack(String server) {
        Awaitility.await(server + " is well again")
                .atMost(Limits.PATIENCE.multipliedBy(3))
                .ignoreExceptions()
                .until(() -> health(server).status() == 200);
    }

    String story() {
        return log.story();
    }

    private void kill() {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
    }

    @Override
    public void close() {
        List<ProcessHandle> started = script.descendants().toList();
        Processes.end(script);
        List<ProcessHandle> left =
                started.stream().filter(ProcessHandle::isAlive).toList();
        left.forEach(ProcessHandle::destroyForcibly);
        assertThat(left).as("processes that the script left behind").isEmpty();
    }
}
