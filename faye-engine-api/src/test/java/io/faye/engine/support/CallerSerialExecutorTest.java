package io.faye.engine.support;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A serial executor on the threads of its callers")
class CallerSerialExecutorTest {

    private static final int THREADS = 8;
    private static final int TASKS = 5_000;

    private final CallerSerialExecutor executor = new CallerSerialExecutor();
    private final List<String> ran = new ArrayList<>();

    @Test
    @DisplayName("runs a task before execute returns if it is free")
    void runsAtOnce() {
        executor.execute(() -> ran.add("first"));
        assertThat(ran).containsExactly("first");
    }

    @Test
    @DisplayName("runs what a task brings after that task, in order")
    void runsNestedTasksAfterwards() {
        executor.execute(() -> {
            executor.execute(() -> ran.add("second"));
            executor.execute(() -> ran.add("third"));
            ran.add("first");
        });
        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    @DisplayName("goes on after a task that throws")
    void survivesFailure() {
        executor.execute(() -> {
            executor.execute(() -> ran.add("second"));
            throw new IllegalStateException("thrown on purpose");
        });
        executor.execute(() -> ran.add("third"));
        assertThat(ran).containsExactly("second", "third");
    }

    @Test
    @DisplayName("lets whoever finds it busy go, and runs his task on the thread that is in it")
    void leavesTaskToThreadInside() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Thread> second = new CompletableFuture<>();
        Thread holder = new Thread(() -> executor.execute(() -> {
            inside.countDown();
            Concurrently.await(go);
        }));
        holder.start();
        Concurrently.await(inside);
        executor.execute(() -> second.complete(Thread.currentThread()));
        assertThat(second).isNotDone();
        go.countDown();
        assertThat(second.get(10, SECONDS)).isSameAs(holder);
        holder.join(10_000);
    }

    @Test
    @DisplayName("runs one task at a time, each thread's in its order, and loses none")
    void isExclusiveAndOrdered() throws Exception {
        List<List<Integer>> seen = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            seen.add(new ArrayList<>());
        }
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger mostInside = new AtomicInteger();
        Concurrently.run(THREADS, thread -> {
            for (int i = 0; i < TASKS; i++) {
                int number = i;
                executor.execute(() -> {
                    mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    seen.get(thread).add(number);
                    inside.decrementAndGet();
                });
            }
        });
        assertThat(mostInside).hasValue(1);
        for (List<Integer> numbers : seen) {
            assertThat(numbers).hasSize(TASKS).isSorted();
        }
    }
}
