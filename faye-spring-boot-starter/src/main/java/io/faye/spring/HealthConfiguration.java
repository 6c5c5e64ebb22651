package io.faye.spring;

import io.faye.server.BayeuxServer;
import io.faye.server.Health;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health {@code faye}: whether the engine answers. Boot 4 has the classes of health in another package. */
final class HealthConfiguration {

    private HealthConfiguration() {}

    private static Health ask(BayeuxServer server) {
        // The engine answers, or its time is over.
        return server.health().toCompletableFuture().join();
    }

    private static Map<String, Object> details(Health health) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("engine", health.engine());
        details.put("detail", health.detail());
        details.put("state", health.state());
        details.put("memory", health.memory().toString());
        return details;
    }

    /** For Boot 3.5. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    @ConditionalOnProperty(prefix = "management.health.faye", name = "enabled", matchIfMissing = true)
    static class Boot3 {

        @Bean
        @ConditionalOnMissingBean(name = "fayeHealthIndicator")
        org.springframework.boot.actuate.health.HealthIndicator fayeHealthIndicator(BayeuxServer server) {
            return () -> {
                Health health = ask(server);
                var builder = health.up()
                        ? org.springframework.boot.actuate.health.Health.up()
                        : org.springframework.boot.actuate.health.Health.down();
                return builder.withDetails(details(health)).build();
            };
        }
    }

    /** For Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @ConditionalOnProperty(prefix = "management.health.faye", name = "enabled", matchIfMissing = true)
    static class Boot4 {

        @Bean
        @ConditionalOnMissingBean(name = "fayeHealthIndicator")
        org.springframework.boot.health.contributor.HealthIndicator fayeHealthIndicator(BayeuxServer server) {
            return () -> {
                Health health = ask(server);
                var builder = health.up()
                        ? org.springframework.boot.health.contributor.Health.up()
                        : org.springframework.boot.health.contributor.Health.down();
                return builder.withDetails(details(health)).build();
            };
        }
    }
}
