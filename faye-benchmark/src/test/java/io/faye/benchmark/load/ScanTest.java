package io.faye.benchmark.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Scanning")
class ScanTest {

    @Test
    @DisplayName("finds every delivery of a frame, in order, and nothing else")
    void findsDeliveries() {
        List<String> found = new ArrayList<>();
        String frame = "[{\"channel\":\"/a\",\"data\":" + Payload.of(7, 12)
                + ",\"id\":\"1\"},{\"successful\":true},{\"data\":" + Payload.of(0, 3) + "}]";
        Scan.deliveries(frame.getBytes(UTF_8), (publisher, number) -> found.add(publisher + "," + number));
        assertThat(found).containsExactly("7,12", "0,3");
    }

    @Test
    @DisplayName("finds the session in a handshake's reply")
    void findsTheSession() {
        byte[] reply = "[{\"channel\":\"/meta/handshake\",\"clientId\":\"abc1\",\"successful\":true}]".getBytes(UTF_8);
        assertThat(Scan.clientId(reply)).isEqualTo("abc1");
    }

    @Test
    @DisplayName("of what is published sees a hundred bytes")
    void payloadsAreAHundredBytes() {
        assertThat(Payload.of(999, 1_234_567).getBytes(UTF_8)).hasSize(100);
    }
}
