package io.faye.server;

/**
 * Brings handlers of calls to a server that knows them by what is installed: the standalone server loads providers with
 * {@link java.util.ServiceLoader}, from its class path and that of {@code --classpath}.
 */
public interface ServiceProvider {

    /**
     * Adds handlers, before the server takes its first message.
     *
     * @param services where to add them
     */
    void addTo(Services services);
}
