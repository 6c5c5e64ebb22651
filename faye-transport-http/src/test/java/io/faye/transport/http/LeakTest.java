package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Buffers")
class LeakTest extends TestServer {

    @Test
    @DisplayName("that are lost are found by these tests")
    void detectorWorks() {
        lose();
        LeakRecorder.look();
        assertThat(LeakRecorder.LEAKS).isNotEmpty();
        LeakRecorder.LEAKS.clear();
    }

    private static void lose() {
        assertThat(UnpooledByteBufAllocator.DEFAULT
                        .directBuffer(16)
                        .writeByte(1)
                        .isReadable())
                .isTrue();
    }

    @Test
    @DisplayName("are given back, also when clients vanish at the worst moment")
    void nothingIsLost() {
        for (int i = 0; i < 20; i++) {
            try (RawWebSocket subscriber = socket();
                    RawWebSocket other = socket();
                    RawConnection publisher = connection()) {
                subscriber.join("/a");
                other.join("/a");
                if (i % 2 == 0) {
                    other.connection().reset();
                }
                publisher.post("/faye", publish("/a", "x".repeat(100_000)));
                vanish();
                assertThat(subscriber.text().length()).isEqualTo(100_028);
            }
        }
        server().close();
        LeakRecorder.look();
        assertThat(LeakRecorder.LEAKS).isEmpty();
    }

    private void vanish() {
        String request = "POST /faye HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n[";
        connection().send(request).reset();
        connection().send("nonsense").reset();
        connection().post("/faye", "[]").post("/faye", "[").reset();
        socket().frame(0x01, new byte[5_000]).connection().reset();
        socket().frame(0x83).frame(0x81, new byte[5_000]).connection().reset();
        socket().text("[{'channel':'/a','data':1}]".repeat(2)).connection().reset();
    }
}
