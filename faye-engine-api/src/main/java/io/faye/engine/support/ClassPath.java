package io.faye.engine.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** For programs whose user brings engines along: what Java itself knows as the option {@code --class-path}. */
public final class ClassPath {

    private ClassPath() {}

    /**
     * {@return a loader that knows what its parent knows, and what is on a class path}
     *
     * @param name the loader's name
     * @param classPath jars, folders of classes, and {@code folder/*} for all jars of one, separated as on Java's class
     *     path
     * @param parent knows the program
     * @throws IllegalArgumentException if a file or folder is not there
     */
    public static URLClassLoader loader(String name, List<String> classPath, ClassLoader parent) {
        URL[] urls = classPath.stream()
                .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
                .flatMap(ClassPath::files)
                .map(ClassPath::url)
                .toArray(URL[]::new);
        return new URLClassLoader(name, urls, parent);
    }

    private static Stream<Path> files(String element) {
        if (element.endsWith(File.separator + "*")) {
            return jars(Path.of(element.substring(0, element.length() - 2)));
        }
        Path file = Path.of(element);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("There is no file or folder '" + element + "' for --classpath");
        }
        return Stream.of(file);
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new IllegalArgumentException("There is no folder '" + folder + "' for --classpath", e);
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
