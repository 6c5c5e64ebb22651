package io.faye.transport.http.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is written to a connection")
class LoopExecutorTest {

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop thread = group.next();
    private final LoopExecutor sequence = new LoopExecutor(new ConnectionLoop(thread, () -> 0));
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("by the loop's thread does not overtake what another thread gave before")
    void keepsOrder() throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        thread.execute(() -> {
            busy.countDown();
            await(given);
            sequence.execute(() -> done.add("second"));
        });
        await(busy);
        sequence.execute(() -> done.add("first"));
        given.countDown();
        settle();
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    @DisplayName("by the loop's thread is written at once when nothing is ahead of it")
    void runsAtOnce() throws Exception {
        thread.submit(() -> {
                    sequence.execute(() -> done.add("first"));
                    done.add("after");
                })
                .get(5, TimeUnit.SECONDS);
        assertThat(done).containsExactly("first", "after");
    }

    /** What the loop had at hand is done, and what that has added. */
    private void settle() throws Exception {
        for (int i = 0; i < 2; i++) {
            thread.submit(() -> {}).get(5, TimeUnit.SECONDS);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
