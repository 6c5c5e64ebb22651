package io.faye.junit;

import io.faye.client.FayeClient;
import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.server.LocalClient;
import io.faye.transport.http.FayeHttpServer;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a server for tests and gives it, and clients of it, to their parameters. {@link FayeServerTest} is the short form; a
 * field says how the server is to be:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FayeServerExtension FAYE = FayeServerExtension.with(server -> server.extension(new Moderation()));
 * }</pre>
 *
 * <p>A server starts when it is first asked for. One that a test method or {@code @BeforeEach} asks for is of that test
 * alone; one that a constructor or {@code @BeforeAll} asks for is of all tests of the class. Each parameter of a client's
 * type gets a client of its own. All are closed after the test, or after the class.
 */
public final class FayeServerExtension implements ParameterResolver {

    private static final Map<Class<?>, Function<RunningServer, Object>> PARAMETERS = Map.of(
            FayeHttpServer.class, running -> running.server,
            BayeuxServer.class, running -> running.server.bayeux(),
            URI.class, running -> running.server.uri(),
            LocalClient.class, RunningServer::localClient,
            FayeClient.class, RunningServer::client);

    private final Consumer<BayeuxServerBuilder> options;

    /** Makes an extension for servers with defaults. */
    public FayeServerExtension() {
        this(options -> {});
    }

    private FayeServerExtension(Consumer<BayeuxServerBuilder> options) {
        this.options = options;
    }

    /**
     * {@return an extension for servers with options, such as extensions, services and access rules}
     *
     * @param options is called for each server, and may change all but the engine
     */
    public static FayeServerExtension with(Consumer<BayeuxServerBuilder> options) {
        return new FayeServerExtension(options);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getStore(Namespace.create(FayeServerExtension.class, this));
        RunningServer running =
                store.getOrComputeIfAbsent(RunningServer.class, key -> new RunningServer(options), RunningServer.class);
        return Objects.requireNonNull(PARAMETERS.get(parameter.getParameter().getType()))
                .apply(running);
    }
}
