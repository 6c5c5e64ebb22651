package io.faye.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.server.DrainOptions;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that drains")
class DrainingTest extends InContainer {

    @Test
    @DisplayName("closes WebSockets over which no session is connected with 1012")
    void unusedSockets() {
        start(MountOptions.DEFAULT);
        TestClient.Socket unused = client().socket();
        bayeux().drain(new DrainOptions(Duration.ZERO, Duration.ofSeconds(30), Duration.ofMillis(400)));

        assertThat(unused.closeCode()).isEqualTo(1012);
    }
}
