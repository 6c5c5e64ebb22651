package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Advice and connection types")
class AdviceTest {

    @Test
    @DisplayName("to retry names interval and timeout in whole milliseconds")
    void retry() {
        assertThat(Advice.retry(Duration.ZERO, Duration.ofSeconds(60)).toJson())
                .hasToString("{\"reconnect\":\"retry\",\"interval\":0,\"timeout\":60000}");
        assertThat(Advice.retry(Duration.ofSeconds(2), Duration.ofNanos(1_999_999)))
                .hasToString("{\"reconnect\":\"retry\",\"interval\":2000,\"timeout\":1}");
    }

    @Test
    @DisplayName("to shake hands, or not to come back, names nothing else, unless it is to wait before")
    void others() {
        assertThat(Advice.handshake(Duration.ofSeconds(5)).toJson())
                .hasToString("{\"reconnect\":\"handshake\",\"interval\":5000}");
        assertThat(Advice.handshake().toJson()).hasToString("{\"reconnect\":\"handshake\"}");
        assertThat(Advice.none().toJson()).hasToString("{\"reconnect\":\"none\"}");
    }

    @Test
    @DisplayName("types are listed in Faye's order")
    void listsTypes() {
        assertThat(ConnectionType.all())
                .hasToString("[\"long-polling\",\"cross-origin-long-polling\",\"callback-polling\",\"websocket\","
                        + "\"eventsource\",\"in-process\"]");
    }

    @Test
    @DisplayName("types are found by name, case by case")
    void findsTypes() {
        for (ConnectionType type : ConnectionType.values()) {
            assertThat(ConnectionType.named(type.toString())).contains(type);
        }
        assertThat(ConnectionType.named("WebSocket")).isEmpty();
        assertThat(ConnectionType.named("")).isEmpty();
    }
}
