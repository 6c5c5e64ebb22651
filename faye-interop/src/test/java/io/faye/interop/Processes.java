package io.faye.interop;

import static java.util.concurrent.TimeUnit.SECONDS;

/** Ends processes that tests started, with what they started themselves. */
final class Processes {

    private static final int PATIENCE_SECONDS = 10;

    private Processes() {}

    /** Lets no process outlive the tests, even if these are broken off. */
    static Process watched(Process process) {
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    static void end(Process process) {
        process.destroy();
        if (!ended(process)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            ended(process);
        }
    }

    /** Gives it no time for anything. */
    static void kill(Process process) {
        process.destroyForcibly();
        ended(process);
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(PATIENCE_SECONDS, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
