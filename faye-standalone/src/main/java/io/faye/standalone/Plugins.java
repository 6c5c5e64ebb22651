package io.faye.standalone;

import io.faye.extension.Extension;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Engines and extensions that are not part of the server's own jar. */
final class Plugins {

    private Plugins() {}

    /**
     * {@return a loader that knows the server's classes and those on more class path}
     *
     * @param classpath elements as on Java's class path
     */
    static URLClassLoader loader(List<String> classpath) {
        URL[] urls = classpath.stream()
                .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
                .flatMap(Plugins::files)
                .map(Plugins::url)
                .toArray(URL[]::new);
        return new URLClassLoader("faye-plugins", urls, Plugins.class.getClassLoader());
    }

    /**
     * {@return the installed extensions, in the order of the class path}
     *
     * @param loader where to look
     */
    static List<Extension> extensions(ClassLoader loader) {
        try {
            return ServiceLoader.load(Extension.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException("An extension cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static Stream<Path> files(String element) {
        if (element.endsWith(File.separator + "*")) {
            return jars(Path.of(element.substring(0, element.length() - 2)));
        }
        Path file = Path.of(element);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("There is no file or folder '" + element + "', named by --classpath");
        }
        return Stream.of(file);
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the folder '" + folder + "', named by --classpath", e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
