package io.faye.interop;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.LoggerFactory;

/** What test classes share: one server, one Node process and one browser, started when first asked for, ended after the last test. */
final class World implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 5;

    private ServerProcess server;
    private NodeFaye node;
    private Browser browser;

    /** {@return a server with an advised timeout of five seconds} */
    synchronized ServerProcess server() {
        if (server == null) {
            server = ServerProcess.start("shared", TIMEOUT_SECONDS);
        }
        return server;
    }

    synchronized NodeFaye node() {
        if (node == null) {
            node = new NodeFaye();
        }
        return node;
    }

    synchronized Browser browser() {
        if (browser == null) {
            browser = new Browser();
        }
        return browser;
    }

    @Override
    public synchronized void close() {
        Stream.of(Optional.ofNullable(browser), Optional.ofNullable(node), Optional.ofNullable(server))
                .flatMap(Optional::stream)
                .forEach(World::end);
    }

    private static void end(AutoCloseable shared) {
        try {
            shared.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(World.class).warn("{} did not end", shared, e);
        }
    }

    /** Hands the world to test classes. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == World.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(World.class))
                    .getOrComputeIfAbsent("world", key -> new World(), World.class);
        }
    }
}
