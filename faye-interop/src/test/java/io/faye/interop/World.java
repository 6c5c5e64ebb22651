package io.faye.interop;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.LoggerFactory;

/** What test classes share: servers, a process of Node and one of Ruby, and one browser, started when first asked for, ended after the last test. */
final class World implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 5;

    private ServerProcess server;
    private ServerProcess exclusive;
    private ServerProcess deflating;
    private ServerProcess cometdNames;
    private FayeDriver node;
    private FayeDriver ruby;
    private FayeDriver cometd;
    private Browser browser;

    /** {@return a server with an advised timeout of five seconds} */
    synchronized ServerProcess server() {
        if (server == null) {
            server = ServerProcess.start("shared", TIMEOUT_SECONDS);
        }
        return server;
    }

    /** {@return a server that only pages of the other server may use, which may send one header field more} */
    synchronized ServerProcess exclusive() {
        if (exclusive == null) {
            String pages = server().url().resolve("/").toString().replaceFirst("/$", "");
            exclusive = ServerProcess.start(
                    "exclusive", TIMEOUT_SECONDS, "--allowed-origin", pages, "--allowed-header", "X-Api-Key");
        }
        return exclusive;
    }

    /** {@return a server that compresses the messages of WebSockets} */
    synchronized ServerProcess deflating() {
        if (deflating == null) {
            deflating = ServerProcess.start("deflating", TIMEOUT_SECONDS, "--deflate");
        }
        return deflating;
    }

    /** {@return a server that accepts names of channels as CometD does} */
    synchronized ServerProcess cometdNames() {
        if (cometdNames == null) {
            cometdNames = ServerProcess.start("cometd-names", TIMEOUT_SECONDS, "--channel-names", "cometd");
        }
        return cometdNames;
    }

    /** {@return a process for clients of CometD} */
    synchronized FayeDriver cometd() {
        if (cometd == null) {
            cometd = FayeDriver.cometd();
        }
        return cometd;
    }

    synchronized FayeDriver node() {
        if (node == null) {
            node = FayeDriver.node();
        }
        return node;
    }

    synchronized FayeDriver ruby() {
        if (ruby == null) {
            ruby = FayeDriver.ruby();
        }
        return ruby;
    }

    synchronized Browser browser() {
        if (browser == null) {
            browser = new Browser();
        }
        return browser;
    }

    @Override
    public synchronized void close() {
        Stream.of(browser, node, ruby, cometd, cometdNames, deflating, exclusive, server)
                .filter(Objects::nonNull)
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
