package io.faye.servlet;

import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** An application with a server at {@code /faye}, in whatever container the tests run in. */
abstract class InContainer {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private BayeuxServer bayeux;
    private Container container;

    /** Starts the application at a path with filters and whatever else it sets up before the server is attached. */
    final void start(
            String contextPath, BayeuxServerBuilder builder, MountOptions options, Consumer<ServletContext> setUp) {
        bayeux = builder.build();
        container = Container.start(0, contextPath, context -> {
            setUp.accept(context);
            FayeMount.attach(context, bayeux, "/faye", options);
        });
    }

    final void start(MountOptions options) {
        start("", BayeuxServer.builder(), options, context -> {});
    }

    static void filter(ServletContext context, Filter filter) {
        var registration = context.addFilter(filter.getClass().getName(), filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    final BayeuxServer bayeux() {
        return bayeux;
    }

    final Container container() {
        return container;
    }

    final TestClient client(String path) {
        return new TestClient("127.0.0.1:" + container.port() + path);
    }

    final TestClient client() {
        return client("/faye");
    }

    @AfterEach
    final void stop() throws Exception {
        bayeux.close();
        if (container != null) {
            container.stop();
        }
    }

    final void stopContainer() throws Exception {
        Container running = container;
        container = null;
        running.stop();
    }
}
