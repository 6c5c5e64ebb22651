package io.faye.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("The configuration with Redis of Spring Boot 3")
class RedisOfBoot3Test {

    /** A Redis with a password. */
    private static final class Details implements RedisConnectionDetails {

        @Override
        public String getPassword() {
            return "secret";
        }

        @Override
        public Standalone getStandalone() {
            return Standalone.of("redis.example", 6380, 2);
        }
    }

    @Test
    @DisplayName("knows where the application's Redis is")
    void knowsRedis() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FayeAutoConfiguration.class))
                .withPropertyValues("faye.mode=none")
                .withBean(RedisConnectionDetails.class, Details::new)
                .run(context -> assertThat(context.getBean(EngineDefaults.class).options())
                        .isEqualTo(Map.of(
                                "host", "redis.example", "port", "6380", "database", "2", "password", "secret")));
    }
}
