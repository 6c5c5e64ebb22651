package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client id")
class ClientIdTest {

    @Test
    @DisplayName("is 31 digits and small letters, and another one each time")
    void isRandom() {
        SecureRandom random = new SecureRandom();
        Set<ClientId> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ClientId id = ClientId.random(random);
            assertThat(id.toString()).matches("[0-9a-z]{31}");
            assertThat(ClientId.parse(id.toString())).contains(id);
            ids.add(id);
        }
        assertThat(ids).hasSize(1_000);
    }

    @Test
    @DisplayName("carries 160 bits, padded with zeros")
    void usesAllBits() {
        assertThat(ClientId.random(bits(0x00))).hasToString("0".repeat(31));
        assertThat(ClientId.random(bits(0xFF)).toString()).hasSize(31).doesNotStartWith("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdefghijklmnopqrst",
                "0123456789abcdefghijklmnopqrstuv",
                "0123456789abcdefghijklmnopqrstU",
                "0123456789abcdefghijklmnopqrst/",
                "0123456789abcdefghijklmnopqrst\n",
                "0123456789abcdefghijklmnopqrst\u0661",
                "__proto__"
            })
    @DisplayName("is no text of another form")
    void refusesOthers(String text) {
        assertThat(ClientId.parse(text)).isEmpty();
    }

    @Test
    @DisplayName("is a JSON string on the wire")
    void writesJson() {
        String text = "0123456789abcdefghijklmnopqrstu";
        assertThat(ClientId.parse(text)).map(ClientId::toJson).contains(Json.of(text));
    }

    private static RandomGenerator bits(int value) {
        return new RandomGenerator() {
            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) value);
            }

            @Override
            public long nextLong() {
                return value;
            }
        };
    }
}
