package io.faye.client.jackson2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.client.spi.JsonCodec;
import io.faye.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The codec of Jackson 2")
class Jackson2CodecTest {

    record Order(UUID id, Instant placed, List<String> items, Map<String, Integer> counts) {}

    private final JsonCodec codec = new Jackson2Codec();

    @Test
    @DisplayName("writes records with times and ids as texts, and reads them back")
    void records() {
        Order order = new Order(
                UUID.fromString("4f7f1f0e-5b0f-4a7e-9f3c-0b0c8a1d2e3f"),
                Instant.parse("2026-11-22T12:00:00Z"),
                List.of("tea"),
                Map.of("tea", 2));
        Json json = codec.encode(order);
        assertThat(json.field("placed")).contains(Json.of("2026-11-22T12:00:00Z"));
        assertThat(json.field("id")).contains(Json.of("4f7f1f0e-5b0f-4a7e-9f3c-0b0c8a1d2e3f"));
        assertThat(codec.decode(json, Order.class)).isEqualTo(order);
    }

    @Test
    @DisplayName("leaves JSON as it is")
    void json() {
        Json json = Json.parse("{\"a\": 1.0}");
        assertThat(codec.encode(json)).isSameAs(json);
        assertThat(codec.decode(json, Json.class)).isSameAs(json);
    }

    @Test
    @DisplayName("says what it expected")
    void wrongType() {
        assertThatThrownBy(() -> codec.decode(Json.of("tea"), Order.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Order.class.getTypeName());
    }

    @Test
    @DisplayName("is found by the client")
    void installed() {
        assertThat(ServiceLoader.load(JsonCodec.class)).singleElement().isInstanceOf(Jackson2Codec.class);
    }
}
