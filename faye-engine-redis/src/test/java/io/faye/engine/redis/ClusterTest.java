package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

@DisplayName("A cluster")
class ClusterTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ip", "hostname", "unknown-endpoint"})
    @DisplayName("may not know the names of its nodes")
    void needsNoNames(String endpoint) {
        try (RedisServer redis =
                RedisServer.start(List.of("--cluster-enabled", "yes", "--cluster-preferred-endpoint-type", endpoint))) {
            ownAllSlots(redis);
            EngineOptions options = EngineOptions.of("cluster", "127.0.0.1:" + redis.port());
            try (Member process = new Member(options)) {
                assertThat(process.exists(process.client())).isTrue();
            }
        }
    }

    /** The certificate is for that name only. */
    @Test
    @DisplayName("is called by the host names that its nodes announce")
    void announcesNames(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.of(folder, "localhost");
        List<String> settings = List.of(
                "--cluster-enabled",
                "yes",
                "--cluster-announce-hostname",
                "localhost",
                "--cluster-preferred-endpoint-type",
                "hostname");
        try (RedisServer redis =
                RedisServer.start(RedisHosts.installed().host(), settings, Protection.NONE.over(certificate))) {
            ownAllSlots(redis);
            EngineOptions options = EngineOptions.of("cluster", "localhost:" + redis.openPort())
                    .with("tls", "true")
                    .with("tls-ca", certificate.certificate().toString());
            try (Member process = new Member(options)) {
                assertThat(process.exists(process.client())).isTrue();
            }
        }
    }

    private static void ownAllSlots(RedisServer redis) {
        try (Jedis client = redis.connect()) {
            client.clusterAddSlots(IntStream.range(0, 16_384).toArray());
            RedisTests.await("the cluster is there", () -> client.clusterInfo().contains("cluster_state:ok"));
        }
    }
}
