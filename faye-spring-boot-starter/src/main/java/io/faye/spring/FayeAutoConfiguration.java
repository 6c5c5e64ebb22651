package io.faye.spring;

import io.faye.engine.EngineListener;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.extension.Extension;
import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.server.ServerObserver;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Builds the server from {@code faye.*} properties and from beans: {@link EngineProvider}, and in {@code @Order} {@link ServerObserver},
 * {@link Extension}, {@link EngineListener}, {@link io.faye.auth.Authenticator} and {@link FayeServerCustomizer}. The
 * server is a bean of {@link BayeuxServer}.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration",
            "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@EnableConfigurationProperties(FayeProperties.class)
@ConditionalOnProperty(prefix = "faye", name = "enabled", matchIfMissing = true)
@Import({
    PayloadConfiguration.Jackson3.class,
    PayloadConfiguration.Jackson2.class,
    PayloadConfiguration.Plain.class,
    RedisConfiguration.Boot3.class,
    RedisConfiguration.Boot4.class,
    MetricsConfiguration.class,
    AuthenticationConfiguration.class,
    ServletModeConfiguration.class,
    PortModeConfiguration.class,
    NoneModeConfiguration.class,
    HealthConfiguration.Boot3.class,
    HealthConfiguration.Boot4.class,
    EndpointConfiguration.class
})
public class FayeAutoConfiguration {

    /** Creates the configuration; Spring does that. */
    public FayeAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    BayeuxServerBuilder fayeServerBuilder(
            FayeProperties properties,
            ObjectProvider<EngineProvider> engine,
            ObjectProvider<EngineDefaults> defaults,
            ObjectProvider<ServerObserver> observers,
            ObjectProvider<Extension> extensions,
            ObjectProvider<EngineListener> listeners,
            ObjectProvider<FayeServerCustomizer> customizers) {
        BayeuxServerBuilder builder = BayeuxServer.builder().timeout(properties.timeout());
        EngineProvider provider = engine.getIfAvailable(() -> SuitableLibraries.engine(properties.engine()));
        Map<String, String> options = properties.engineOptions();
        EngineDefaults found = defaults.getIfAvailable();
        builder.engine(provider, EngineOptions.of(found == null ? options : found.complete(provider.name(), options)));
        ServerObserver[] all = observers.orderedStream().toArray(ServerObserver[]::new);
        if (all.length > 0) {
            builder.observer(ServerObserver.all(all));
        }
        extensions.orderedStream().forEach(builder::extension);
        listeners.orderedStream().forEach(builder::listener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder;
    }

    @Bean
    @ConditionalOnMissingBean
    FayeTemplate fayeTemplate(BayeuxServer server, PayloadConverter converter) {
        return new FayeTemplate(server, converter);
    }

    @Bean
    ListenerRegistrar fayeListenerRegistrar(
            ConfigurableListableBeanFactory beans, BayeuxServer server, PayloadConverter converter) {
        return new ListenerRegistrar(beans, server, new ListenerMethods(converter));
    }

    @Bean
    FayeLifecycle fayeLifecycle(BayeuxServer server, FayeProperties properties) {
        return new FayeLifecycle(server, properties);
    }
}
