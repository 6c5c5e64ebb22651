package io.faye.transport.http.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A body")
class BodyBufferTest {

    private static final int LIMIT = 1 << 20;

    private final Random random = new Random(42);
    private final BodyBuffer body = new BodyBuffer(LIMIT);

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private boolean add(byte[] bytes) {
        return body.add(Unpooled.wrappedBuffer(bytes));
    }

    @Test
    @DisplayName("holds what came, in whatever pieces")
    void joins() {
        byte[] whole = bytes(300_000);
        int at = 0;
        while (at < whole.length) {
            int length = Math.min(whole.length - at, 1 + random.nextInt(20_000));
            assertThat(add(Arrays.copyOfRange(whole, at, at + length))).isTrue();
            at += length;
        }
        assertThat(body.take()).isEqualTo(whole);
        assertThat(body.take()).isEmpty();
    }

    @Test
    @DisplayName("takes no more memory than twice what came, and a little")
    void growsWithWhatCame() {
        for (int i = 0; i < 200_000; i++) {
            assertThat(add(new byte[1])).isTrue();
        }
        assertThat(body.capacity()).isBetween(200_000, 265_536);
    }

    @Test
    @DisplayName("takes as much as its limit, and nothing of what is more")
    void limit() {
        assertThat(add(new byte[LIMIT - 1])).isTrue();
        assertThat(add(new byte[2])).isFalse();
        assertThat(add(new byte[1])).isTrue();
        assertThat(add(new byte[1])).isFalse();
        assertThat(body.take()).hasSize(LIMIT);
    }

    @Test
    @DisplayName("is free for the next one when it was taken")
    void isUsedAgain() {
        byte[] first = bytes(100);
        byte[] second = bytes(50);
        add(first);
        assertThat(body.take()).isEqualTo(first);
        assertThat(body.capacity()).isZero();
        add(second);
        assertThat(body.take()).isEqualTo(second);
    }
}
