package io.faye.interop;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What test classes share: one server and one Node process, started when first asked for, ended after the last test. */
final class World implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 5;

    private ServerProcess server;
    private NodeFaye node;

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

    @Override
    public synchronized void close() {
        try {
            if (node != null) {
                node.close();
            }
        } finally {
            if (server != null) {
                server.close();
            }
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
