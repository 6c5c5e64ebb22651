package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.transport.http.loop.ConnectionLoop;
import io.faye.transport.http.loop.EventLoops;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What other threads bring to an event loop")
class WakingTest {

    private static final int SUBSCRIBERS = 1_000;
    private static final int LONG_TASKS = 200;

    private final EventLoops threads = EventLoops.start(1);
    private final MultiThreadIoEventLoopGroup group = threads.group();
    private final EventLoop thread = group.next();
    private final ConnectionLoop loop = threads.loops().get(thread);
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        goesOn.countDown();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void keepBusy() {
        thread.execute(() -> {
            busy.countDown();
            await(goesOn);
        });
        await(busy);
    }

    private int waitingTasks() {
        return ((SingleThreadEventExecutor) thread).pendingTasks();
    }

    @Test
    @DisplayName("wakes it once, however many subscribers a publish has there")
    void wakesOnce() {
        keepBusy();
        int before = waitingTasks();
        CountDownLatch ran = new CountDownLatch(SUBSCRIBERS);
        for (int i = 0; i < SUBSCRIBERS; i++) {
            loop.later(ran::countDown);
        }

        assertThat(waitingTasks() - before).isOne();
        goesOn.countDown();
        await(ran);
    }

    @Test
    @DisplayName("runs there, in order, once each")
    void runsAll() {
        List<Integer> ran = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(SUBSCRIBERS);
        AtomicInteger elsewhere = new AtomicInteger();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            int number = i;
            loop.later(() -> {
                ran.add(number);
                elsewhere.addAndGet(thread.inEventLoop() ? 0 : 1);
                all.countDown();
            });
        }
        await(all);

        assertThat(ran).hasSize(SUBSCRIBERS).isSorted();
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    @DisplayName("runs elsewhere after the loop has ended")
    void runsAfterTheEnd() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(20, TimeUnit.SECONDS);
        CountDownLatch ran = new CountDownLatch(2);
        loop.later(ran::countDown);
        loop.later(ran::countDown);

        await(ran);
    }

    @Test
    @DisplayName("lets others in between if it takes long")
    void letsOthersIn() {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger doneBefore = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(LONG_TASKS + 1);
        for (int i = 0; i < LONG_TASKS; i++) {
            loop.later(() -> {
                if (done.getAndIncrement() == 0) {
                    thread.schedule(
                            () -> {
                                doneBefore.set(done.get());
                                all.countDown();
                            },
                            0,
                            TimeUnit.NANOSECONDS);
                }
                work();
                all.countDown();
            });
        }
        await(all);

        assertThat(doneBefore).hasValueLessThan(LONG_TASKS / 2);
    }

    @Test
    @DisplayName("has a share of the turn, if others wait and it asks whether to go on later")
    void sharesTurns() {
        List<Long> turns = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(LONG_TASKS);
        keepBusy();
        for (int i = 0; i < LONG_TASKS; i++) {
            loop.later(() -> {
                long begin = System.nanoTime();
                while (!loop.isTurnOver()) {
                    Thread.onSpinWait();
                }
                turns.add(System.nanoTime() - begin);
                all.countDown();
            });
        }
        goesOn.countDown();
        await(all);

        Collections.sort(turns);
        assertThat(turns.get(LONG_TASKS / 2)).isLessThan(TimeUnit.MILLISECONDS.toNanos(2));
    }

    private static void work() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(1)) {
            Thread.onSpinWait();
        }
    }
}
