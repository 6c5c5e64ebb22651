package io.faye.spring;

import io.faye.extension.ChannelTemplate;
import io.faye.metrics.FayeMetrics;
import io.faye.server.BayeuxServer;
import io.faye.server.ServerObserver;
import io.faye.transport.http.FayeHttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The meters of the server in the application's registry, if {@code faye-metrics} is there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({FayeMetrics.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
class MetricsConfiguration {

    /** Hides the meters from Spring, which would look for the types of all their methods, Netty's among them. */
    static final class Meters {

        private final FayeMetrics metrics;

        Meters(FayeMetrics metrics) {
            this.metrics = metrics;
        }
    }

    @Bean
    Meters fayeMeters(MeterRegistry registry, FayeProperties properties) {
        return new Meters(FayeMetrics.in(
                registry,
                properties.metricsTemplates().stream().map(ChannelTemplate::of).toList()));
    }

    @Bean
    ServerObserver fayeServerObserver(Meters meters) {
        return meters.metrics.observer();
    }

    /** For a server on a port of its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnFayeMode(FayeMode.PORT)
    @ConditionalOnClass(FayeHttpServer.class)
    static class WithConnections {

        @Bean
        SmartInitializingSingleton fayeMeterBinder(Meters meters, FayeHttpServer server) {
            return () -> meters.metrics.bind(server);
        }
    }

    /** For a server on the application's port, whose connections are the container's. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnFayeMode(FayeMode.SERVLET)
    static class WithoutConnections {

        @Bean
        SmartInitializingSingleton fayeMeterBinder(Meters meters, BayeuxServer server) {
            return () -> meters.metrics.bind(server);
        }
    }
}
