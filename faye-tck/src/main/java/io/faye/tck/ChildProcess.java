package io.faye.tck;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of the service in a JVM of its own, which can be killed and frozen; see {@link ChildMain}. */
final class ChildProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final PrintStream orders;
    private final Duration limit;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Integer> accepted = new CopyOnWriteArrayList<>();

    private ChildProcess(Process process, Duration limit) {
        this.process = process;
        this.limit = limit;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread listener = new Thread(this::listen, "tck-child-listener");
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts an engine as the service's hosts have it. */
    static ChildProcess start(Service service) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Class<?> provider = service.provider().getClass();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx256m", "-cp", classPath(provider)));
        command.addAll(logging());
        command.addAll(List.of(ChildMain.class.getName(), provider.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            ChildProcess child =
                    new ChildProcess(builder.start(), service.patience().limit());
            child.begin(service);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It says no more than this process does. */
    private static List<String> logging() {
        String level = System.getProperty(Main.LOG_LEVEL);
        return level == null ? List.of() : List.of("-D" + Main.LOG_LEVEL + "=" + level);
    }

    /** An engine given on a command line comes from a class loader of its own. */
    private static String classPath(Class<?> provider) {
        List<String> path = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        if (provider.getClassLoader() instanceof URLClassLoader loader) {
            for (URL url : loader.getURLs()) {
                path.add(Path.of(URI.create(url.toString())).toString());
            }
        }
        return String.join(File.pathSeparator, path);
    }

    private void begin(Service service) {
        List<String> words = new ArrayList<>();
        words.add(String.valueOf(service.settings().timeout().toMillis()));
        words.add(String.valueOf(service.settings().operationTimeout().toMillis()));
        for (Map.Entry<String, String> option : service.options().values().entrySet()) {
            words.add(option.getKey());
            words.add(option.getValue());
        }
        tell(words.toArray(String[]::new));
        Check.equal("A child process starts", "ready", answer(START));
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line);
            }
        } catch (IOException e) {
            answers.add("the child process is gone: " + e);
        }
        answers.add("the child process is gone");
    }

    private void heard(String line) {
        if (line.startsWith(ChildMain.ANSWER)) {
            answers.add(line.substring(ChildMain.ANSWER.length()));
        } else if (line.startsWith(ChildMain.EVENT)) {
            events.add(line.substring(ChildMain.EVENT.length()));
        } else if (line.startsWith(ChildMain.ACCEPTED)) {
            accepted.add(Integer.valueOf(line.substring(ChildMain.ACCEPTED.length())));
        }
    }

    /** Gives an order, and does not wait. */
    void tell(String... words) {
        orders.println(String.join("\t", words));
    }

    /** {@return what the child answers to an order} */
    String ask(String... words) {
        tell(words);
        return answer(limit);
    }

    private String answer(Duration patience) {
        try {
            @Nullable String answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new AssertionError("A child process did not answer within " + patience);
            }
            return answer;
        } catch (InterruptedException e) {
            throw new AssertionError("The test took too long", e);
        }
    }

    /** {@return what its engine has told its host: kind, id and more, with blanks between} */
    List<String> events() {
        return events;
    }

    /** {@return the numbers that it was told to publish and were accepted} */
    List<Integer> accepted() {
        return accepted;
    }

    /** Ends it as an operating system does that needs its memory, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        try {
            Check.that(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS), "A killed process is not gone");
        } catch (InterruptedException e) {
            throw new AssertionError("The test took too long", e);
        }
    }

    /** Stops its time. {@return whether this system can} */
    boolean freeze() {
        return signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    private boolean signal(String name) {
        try {
            return new ProcessBuilder("kill", name, String.valueOf(process.pid()))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError("The test took too long", e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
