package io.faye.engine;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Makes engines of one kind; found with {@link ServiceLoader}. An implementation is public, has a public constructor
 * without arguments, and is named in {@code META-INF/services/io.faye.engine.EngineProvider}, and under
 * {@code provides} if its jar is a module.
 */
public interface EngineProvider {

    /** {@return the name by which people choose this engine, such as {@code "memory"}} */
    String name();

    /** {@return what kind of engine this is} */
    EngineCapabilities capabilities();

    /**
     * Makes an engine. It may connect to its backend.
     *
     * @param context what the host lends
     * @param options what the user chose
     * @return an engine that works
     * @throws EngineException if an option is unknown or malformed, or the engine cannot work
     */
    Engine create(EngineContext context, EngineOptions options);

    /**
     * {@return the one provider of this name among those installed}
     *
     * @param name an engine's name
     * @throws EngineException if there is none or more than one; the message lists what is installed
     */
    static EngineProvider named(String name) {
        return named(name, Thread.currentThread().getContextClassLoader());
    }

    /**
     * {@return the one provider of this name that a class loader knows}
     *
     * @param name an engine's name
     * @param loader where to look
     * @throws EngineException if there is none or more than one; the message lists what is installed
     */
    static EngineProvider named(String name, ClassLoader loader) {
        List<EngineProvider> installed = ServiceLoader.load(EngineProvider.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        List<EngineProvider> found = installed.stream()
                .filter(provider -> provider.name().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new EngineException("Expected one engine named '" + name + "', but found " + found.size()
                    + "; installed: "
                    + installed.stream().map(EngineProvider::describe).collect(Collectors.joining(", ", "[", "]")));
        }
        return found.get(0);
    }

    private static String describe(EngineProvider provider) {
        Class<?> type = provider.getClass();
        var source = type.getProtectionDomain().getCodeSource();
        return provider.name() + " (" + type.getName() + (source == null ? "" : ", " + source.getLocation()) + ")";
    }
}
