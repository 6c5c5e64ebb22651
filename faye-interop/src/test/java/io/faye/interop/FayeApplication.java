package io.faye.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of others that serves Faye, in Node or Java; it says its URL when it is ready. */
final class FayeApplication implements AutoCloseable {

    private final ProcessLog log;
    private final Process process;

    private FayeApplication(ProcessLog log, Process process) {
        this.log = log;
        this.process = process;
    }

    /** Starts a program in a folder, with more variables in its environment. */
    static FayeApplication start(String name, Path folder, Map<String, String> environment, String... command) {
        ProcessLog log = new ProcessLog(name);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.appending());
        builder.environment().putAll(environment);
        try {
            Process started = Processes.watched(builder.start());
            log.awaitLine(started, "http://");
            return new FayeApplication(log, started);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + List.of(command), e);
        }
    }

    /** {@return what it has said so far} */
    String output() {
        return log.text();
    }

    /** {@return where to look when a test fails} */
    String story() {
        return log.story();
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
