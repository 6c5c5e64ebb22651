package io.faye.transport.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.server.ReplyReceiver;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What waits for a write")
class WritePromiseTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AtomicInteger written = new AtomicInteger();

    private void write() {
        channel.write(Unpooled.wrappedBuffer(new byte[1]), WritePromise.of(channel, written::incrementAndGet));
    }

    @Test
    @DisplayName("runs once when the operating system has taken it, and not before")
    void runsOnce() {
        write();
        assertThat(written).hasValue(0);
        channel.flush();

        assertThat(written).hasValue(1);
        channel.finishAndReleaseAll();
        assertThat(written).hasValue(1);
    }

    @Test
    @DisplayName("does not run if the connection closes before")
    void closes() {
        write();
        channel.close();

        assertThat(written).hasValue(0);
    }

    @Test
    @DisplayName("costs nothing if nobody wants to know")
    void costsNothing() {
        assertThat(WritePromise.of(channel, ReplyReceiver.UNOBSERVED)).isSameAs(channel.voidPromise());
    }
}
