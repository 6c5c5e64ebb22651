package io.faye.spring;

import io.faye.server.BayeuxServerBuilder;

/** Changes what the server is built with. Beans of this type are called in {@code @Order}, after properties and other beans were applied. */
@FunctionalInterface
public interface FayeServerCustomizer {

    /**
     * Changes the builder.
     *
     * @param builder has what properties and other beans say
     */
    void customize(BayeuxServerBuilder builder);
}
