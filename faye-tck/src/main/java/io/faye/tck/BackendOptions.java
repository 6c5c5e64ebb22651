package io.faye.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Commands that take a backend away and bring it back. */
final class BackendOptions implements Backend {

    @Option(
            names = "--stop",
            paramLabel = "<command>",
            required = true,
            description = "Checks what the engine does while its backend is away: a command for the shell that stops"
                    + " the backend.")
    private @Nullable String stop;

    @Option(
            names = "--start",
            paramLabel = "<command>",
            required = true,
            description = "A command that starts it again and ends when it is there.")
    private @Nullable String start;

    @Option(
            names = "--pause",
            paramLabel = "<command>",
            required = true,
            description = "A command that lets it answer nothing, such as kill -STOP.")
    private @Nullable String pause;

    @Option(
            names = "--resume",
            paramLabel = "<command>",
            required = true,
            description = "A command that lets it go on.")
    private @Nullable String resume;

    @Option(
            names = "--refuse-writes",
            paramLabel = "<command>",
            description = "A command that lets it refuse writes and answer everything else. Without it the engine's"
                    + " health is not checked for that.")
    private @Nullable String refuseWrites;

    @Option(
            names = "--accept-writes",
            paramLabel = "<command>",
            description = "A command that lets it take writes again.")
    private @Nullable String acceptWrites;

    @Override
    public boolean refuseWrites() {
        if (refuseWrites == null || acceptWrites == null) {
            return false;
        }
        run(refuseWrites);
        return true;
    }

    @Override
    public void acceptWrites() {
        run(acceptWrites);
    }

    @Override
    public void stop() {
        run(stop);
    }

    @Override
    public void start() {
        run(start);
    }

    @Override
    public void pause() {
        run(pause);
    }

    @Override
    public void resume() {
        run(resume);
    }

    /** Its output is nobody's, for a server that it starts may keep that open. */
    private static void run(@Nullable String command) {
        try {
            int code = new ProcessBuilder("sh", "-c", String.valueOf(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            Check.that(code == 0, "The command '" + command + "' ended with " + code);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run the command '" + command + "'", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test took too long", e);
        }
    }
}
