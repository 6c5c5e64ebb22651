package io.faye.standalone;

import io.faye.engine.support.ClassPath;
import io.faye.extension.Extension;
import java.net.URLClassLoader;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Engines and extensions that are not part of the server's own jar. */
final class Plugins {

    private Plugins() {}

    /**
     * {@return a loader that knows the server's classes and those on more class path}
     *
     * @param classpath elements as on Java's class path
     */
    static URLClassLoader loader(List<String> classpath) {
        return ClassPath.loader("faye-plugins", classpath, Plugins.class.getClassLoader());
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
}
