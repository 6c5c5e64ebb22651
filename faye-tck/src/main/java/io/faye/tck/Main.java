package io.faye.tck;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the kit begins as a program. The jar named {@code -all} has all that a program needs; the other one, which
 * tests depend on, has not, and looks for it beside itself.
 */
final class Main {

    static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private Main() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException, URISyntaxException {
        if (Main.class.getResource("/picocli/CommandLine.class") == null) {
            mainOf(whole(), arguments);
            return;
        }
        // Engines are given faults here to warn of; who wants to read that says so.
        System.setProperty(LOG_LEVEL, Objects.requireNonNullElse(System.getProperty(LOG_LEVEL), "off"));
        System.exit(TckCommand.commandLine().execute(arguments));
    }

    private static Path whole() throws URISyntaxException {
        Path own = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path whole = own.resolveSibling(String.valueOf(own.getFileName()).replaceFirst("(\\.jar)?$", "-all.jar"));
        if (!Files.exists(whole)) {
            throw new IllegalStateException(
                    "This jar is for tests to depend on; the program is " + whole.getFileName());
        }
        return whole;
    }

    private static void mainOf(Path jar, String[] arguments) throws IOException, ReflectiveOperationException {
        // Engines in processes of their own are started with it.
        System.setProperty("java.class.path", jar.toString());
        URL[] urls = {jar.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            var main = loader.loadClass(Main.class.getName()).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) arguments);
        }
    }
}
