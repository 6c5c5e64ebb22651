package io.faye.spring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the application's Redis is, if Spring Data Redis is there. Boot 4 has the details in another package. */
final class RedisConfiguration {

    private static final String REDIS = "redis";

    private RedisConfiguration() {}

    /** Collects options of the engine. */
    private static final class Options {

        private final Map<String, String> options = new HashMap<>();

        Options put(String name, @Nullable Object value) {
            if (value != null) {
                options.put(name, value.toString());
            }
            return this;
        }

        /** A secured connection trusts what the JVM does: a bundle of its own is an option of the engine. */
        Options tls(@Nullable Object bundle) {
            return bundle == null ? this : put("tls", true);
        }

        EngineDefaults build() {
            return new EngineDefaults(REDIS, options);
        }
    }

    private static String addresses(List<String> nodes) {
        return String.join(",", nodes);
    }

    /** For Boot 3.5. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails")
    @ConditionalOnBean(type = "org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails")
    static class Boot3 {

        @Bean
        EngineDefaults fayeRedisDefaults(RedisConnectionDetails details) {
            Options options = new Options().put("user", details.getUsername()).put("password", details.getPassword());
            var sentinel = details.getSentinel();
            var cluster = details.getCluster();
            var standalone = details.getStandalone();
            if (sentinel != null) {
                options.put("sentinel-master", sentinel.getMaster())
                        .put(
                                "sentinels",
                                addresses(sentinel.getNodes().stream()
                                        .map(n -> n.host() + ":" + n.port())
                                        .toList()))
                        .put("sentinel-user", sentinel.getUsername())
                        .put("sentinel-password", sentinel.getPassword())
                        .put("database", sentinel.getDatabase())
                        .tls(sentinel.getSslBundle());
            } else if (cluster != null) {
                options.put(
                                "cluster",
                                addresses(cluster.getNodes().stream()
                                        .map(n -> n.host() + ":" + n.port())
                                        .toList()))
                        .tls(cluster.getSslBundle());
            } else if (standalone != null) {
                options.put("host", standalone.getHost())
                        .put("port", standalone.getPort())
                        .put("database", standalone.getDatabase())
                        .tls(standalone.getSslBundle());
            }
            return options.build();
        }
    }

    /** For Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails")
    @ConditionalOnBean(type = "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails")
    static class Boot4 {

        @Bean
        EngineDefaults fayeRedisDefaults(DataRedisConnectionDetails details) {
            Options options = new Options()
                    .put("user", details.getUsername())
                    .put("password", details.getPassword())
                    .tls(details.getSslBundle());
            var sentinel = details.getSentinel();
            var cluster = details.getCluster();
            var standalone = details.getStandalone();
            if (sentinel != null) {
                options.put("sentinel-master", sentinel.getMaster())
                        .put(
                                "sentinels",
                                addresses(sentinel.getNodes().stream()
                                        .map(n -> n.host() + ":" + n.port())
                                        .toList()))
                        .put("sentinel-user", sentinel.getUsername())
                        .put("sentinel-password", sentinel.getPassword())
                        .put("database", sentinel.getDatabase());
            } else if (cluster != null) {
                options.put(
                        "cluster",
                        addresses(cluster.getNodes().stream()
                                .map(n -> n.host() + ":" + n.port())
                                .toList()));
            } else if (standalone != null) {
                options.put("host", standalone.getHost())
                        .put("port", standalone.getPort())
                        .put("database", standalone.getDatabase());
            }
            return options.build();
        }
    }
}
