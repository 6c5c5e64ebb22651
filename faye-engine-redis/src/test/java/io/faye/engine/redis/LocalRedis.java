package io.faye.engine.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server as a process of this machine, with a folder of its own. */
final class LocalRedis implements RedisHost {

    private static final long STOP_SECONDS = 20;

    private final String executable;
    private final String name;
    private final Path folder;
    private Process process;

    LocalRedis(String executable, String name) throws IOException {
        this.executable = executable;
        this.name = name;
        this.folder = Files.createTempDirectory("faye-redis-test");
    }

    @Override
    public String description() {
        return name + " (" + executable + ")";
    }

    @Override
    public void start(int port, List<String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(executable));
        // A file comes first, if there is one.
        command.addAll(settings);
        command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--dir", folder.toString(), "--save", ""));
        File log = folder.resolve("redis.log").toFile();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    @Override
    public void stop() {
        process.destroy();
        await();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Redis does not stop; its log is in " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    @Override
    public void pause() {
        signal("-STOP");
    }

    @Override
    public void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
            if (!kill.waitFor(STOP_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("kill " + signal + " did not work");
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("kill " + signal + " did not work", e);
        }
    }

    @Override
    public void close() {
        // It goes on listening, and writing its files, until it is gone.
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
