package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
@DisplayName("With three servers on one Redis behind HAProxy")
class ClusterExampleTest {

    private final Browser browser;
    private Cluster cluster;

    ClusterExampleTest(World world) {
        browser = world.browser();
    }

    @BeforeAll
    void start() {
        cluster = new Cluster();
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @ParameterizedTest(name = "without \"{0}\"")
    @ValueSource(strings = {"", "websocket,eventsource"})
    @DisplayName("a page receives everything once while each server in turn is killed")
    void serversDie(String without) {
        ClusterPage page = new ClusterPage(browser, cluster, without);
        for (String server : Cluster.SERVERS) {
            page.receivesMore();
            cluster.signal("-KILL", server);
            page.receivesMore();
            cluster.awaitBack(server);
        }
        page.hasReceivedEverythingOnce();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"redis", "haproxy"})
    @DisplayName("a page receives everything once although what all servers need was killed")
    void othersDie(String name) {
        ClusterPage page = new ClusterPage(browser, cluster, "");
        page.receivesMore();
        cluster.signal("-KILL", name);
        page.receivesMore();
        page.receivesMore();
        page.hasReceivedEverythingOnce();
    }

    @Test
    @DisplayName("the health of a server tells that Redis is away, and that it is back")
    void healthTells() {
        cluster.signal("-STOP", "redis");
        try {
            awaitHealth(503);
            assertThat(cluster.health("server-1").body()).contains("\"status\":\"down\"", "Redis");
        } finally {
            cluster.signal("-CONT", "redis");
        }
        awaitHealth(200);
    }

    private void awaitHealth(int status) {
        Cluster.SERVERS.forEach(server -> Awaitility.await("the health of " + server)
                .atMost(Limits.PATIENCE)
                .until(() -> cluster.health(server).status() == status));
    }
}
