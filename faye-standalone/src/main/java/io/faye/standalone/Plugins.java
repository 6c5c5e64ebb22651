package io.faye.standalone;

import io.faye.engine.support.ClassPath;
import io.faye.extension.Extension;
import io.faye.server.ServiceProvider;
import java.net.URLClassLoader;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Engines, extensions and services that are not part of the server's own jar. */
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
        return installed("An extension", ServiceLoader.load(Extension.class, loader));
    }

    /**
     * {@return the installed providers of handlers, in the order of the class path}
     *
     * @param loader where to look
     */
    static List<ServiceProvider> services(ClassLoader loader) {
        return installed("A provider of services", ServiceLoader.load(ServiceProvider.class, loader));
    }

    private static <T> List<T> installed(String kind, ServiceLoader<T> found) {
        try {
            return found.stream().map(ServiceLoader.Provider::get).toList();
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException(kind + " cannot be loaded: " + e.getMessage(), e);
        }
    }
}
