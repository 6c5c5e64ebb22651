package io.faye.protocol.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A serial executor")
class SerialExecutorTest {

    private static final int TASKS = 10_000;

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final List<RejectedExecutionException> rejected = new ArrayList<>();
    private final SerialExecutor executor = new SerialExecutor(pool, rejected::add);

    @AfterEach
    void close() {
        pool.shutdownNow();
    }

    private void awaitTasks() throws Exception {
        CompletableFuture<Void> last = new CompletableFuture<>();
        executor.execute(() -> last.complete(null));
        last.get(30, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("runs tasks one at a time, in order, and those that tasks add after them")
    void keepsOrder() throws Exception {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            int number = i;
            executor.execute(() -> {
                order.add(number);
                if (number == 0) {
                    executor.execute(() -> order.add(-1));
                }
            });
        }
        awaitTasks();

        assertThat(order).hasSize(TASKS + 1).contains(-1);
        order.remove(Integer.valueOf(-1));
        assertThat(order).isSorted();
    }

    @Test
    @DisplayName("goes on after a task that throws")
    void goesOn() throws Exception {
        List<String> done = new ArrayList<>();
        executor.execute(() -> {
            throw new IllegalStateException("expected by the test");
        });
        executor.execute(() -> done.add("next"));
        awaitTasks();

        assertThat(done).containsExactly("next");
    }

    @Test
    @DisplayName("says that its pool takes no tasks any more")
    void tellsRejection() {
        pool.shutdown();
        executor.execute(() -> {});

        assertThat(rejected).hasSize(1);
    }
}
