package io.faye.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the server.
 *
 * @param enabled Whether the server is built.
 * @param mode Where clients reach the server. By default a port of its own if 'faye.port' is set or the application is no servlet application, otherwise the application's port.
 * @param path Path where clients find the server, below the application's own path.
 * @param port Port of its own, 0 for any that is free. If it is set, the server does not use the application's port.
 * @param host Address of the port of its own. All addresses of the machine by default.
 * @param timeout Time for which a connect is held. Sessions end after twice that without one.
 * @param engine Name of the engine, such as 'memory' or 'redis', if there is no bean of EngineProvider.
 * @param engineOptions Options of the engine, such as 'url' for redis.
 * @param allowedOrigins Origins whose pages may use the server. By default pages of any origin may, but only pages of the application's own origin as the user of the web application.
 * @param maxMessageSize Largest body of a request, and largest message of a WebSocket.
 * @param requiredAuthentication What clients have to be authenticated for.
 * @param drainGrace Time for which the server goes on as before when the application stops.
 * @param drainTime Time over which sessions move to other processes when the application stops.
 * @param metricsTemplates Templates of channels, such as '/chat/{room}', by which the meter of publishes is told apart.
 */
@ConfigurationProperties("faye")
record FayeProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable FayeMode mode,
        @DefaultValue("/faye") String path,
        @DefaultValue("8000") int port,
        @DefaultValue("") String host,
        @DefaultValue("45s") Duration timeout,
        @DefaultValue("memory") String engine,
        @DefaultValue Map<String, String> engineOptions,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("1MB") DataSize maxMessageSize,
        @DefaultValue("nothing") RequiredAuthentication requiredAuthentication,
        @DefaultValue("0s") Duration drainGrace,
        @DefaultValue("0s") Duration drainTime,
        @DefaultValue List<String> metricsTemplates) {

    /** Keeps copies. */
    FayeProperties {
        engineOptions = Map.copyOf(engineOptions);
        allowedOrigins = List.copyOf(allowedOrigins);
        metricsTemplates = List.copyOf(metricsTemplates);
    }

    /** {@return the largest message in bytes} */
    int maxMessageBytes() {
        return Math.toIntExact(maxMessageSize.toBytes());
    }
}
