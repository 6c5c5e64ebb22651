package io.faye.engine.redis.faults;

import io.faye.protocol.ClientId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A process of the service in a JVM of its own, to be killed or frozen; its sessions are known here, too. */
final class Child implements AutoCloseable {

    private final Process process;
    private final PrintStream orders;
    private final Thread listener = new Thread(this::listen, "faults-child-listener");
    private final Semaphore ready = new Semaphore(0);
    private final Map<ClientId, Subscriber> subscribers = new ConcurrentHashMap<>();

    private Child(Process process) {
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        listener.setDaemon(true);
        listener.start();
    }

    static Child start(Setup setup) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java, "-Xmx256m", "-cp", System.getProperty("java.class.path"), ChildMain.class.getName());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Child child = new Child(builder.start());
            List<String> words = new ArrayList<>();
            words.add(String.valueOf(setup.timeout().toMillis()));
            setup.options().values().forEach((name, value) -> words.addAll(List.of(name, value)));
            child.tell(words);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives an order, and waits until it is carried out. */
    private void tell(List<String> words) {
        orders.println(String.join("\t", words));
        try {
            if (!ready.tryAcquire(Await.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("A child process did not carry out " + words);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("The test took too long", e);
        }
    }

    /** {@return as many sessions as were asked for, which began there, subscribe, and are read for there} */
    Collection<Subscriber> listeners(int count, String pattern) {
        tell(List.of(String.valueOf(count), pattern));
        return List.copyOf(subscribers.values());
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                noted(line.split("\t", -1));
            }
        } catch (IOException e) {
            // A process that is killed closes its output somehow.
            ready.release();
        }
    }

    private void noted(String[] words) {
        switch (words[0]) {
            case ChildMain.READY -> ready.release();
            case ChildMain.SESSION -> subscriber(words[1]);
            case ChildMain.GOT ->
                subscriber(words[1]).note(Long.parseLong(words[2]), words[3], Integer.parseInt(words[4]));
            case ChildMain.MOVED -> subscriber(words[1]).moved();
            default -> throw new AssertionError("A child process said " + String.join(" ", words));
        }
    }

    private Subscriber subscriber(String id) {
        return subscribers.computeIfAbsent(ClientId.parse(id).orElseThrow(), Subscriber::new);
    }

    /** Ends it as an operating system does that needs its memory, and waits until all is noted that it said. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(Await.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("A killed process is not gone");
            }
            listener.join(Await.LIMIT.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError("The test took too long", e);
        }
    }

    /** Stops its time. */
    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            int outcome = new ProcessBuilder("kill", name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (outcome != 0) {
                throw new AssertionError("kill " + name + " did not work");
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("kill " + name + " did not work", e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
