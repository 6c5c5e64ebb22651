package io.faye.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work in turns")
class TurnsTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Turns turns = new Turns(tasks::add);
    private final List<Integer> done = new ArrayList<>();

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private void slowly(int number) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(1)) {
            Thread.onSpinWait();
        }
        done.add(number);
    }

    @Test
    @DisplayName("is done at once if there is little of it")
    void little() {
        turns.forEach(numbers(1_000), done::add);
        assertThat(done).isEqualTo(numbers(1_000));
        assertThat(tasks).isEmpty();
    }

    @Test
    @DisplayName("is done by the executor if there is much of it")
    void much() {
        turns.forEach(numbers(2_000), done::add);
        assertThat(done).isEmpty();
        runAll();
        assertThat(done).isEqualTo(numbers(2_000));
    }

    private int runAll() {
        int count = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            count++;
        }
        return count;
    }

    @Test
    @DisplayName("lets the executor's other tasks in between, and is done in order")
    void others() {
        turns.forEachLater(numbers(100), this::slowly);
        tasks.add(() -> done.add(-1));
        assertThat(runAll()).isGreaterThan(3);
        assertThat(done).hasSize(101);
        assertThat(done.indexOf(-1)).isBetween(1, 50);
        done.remove(Integer.valueOf(-1));
        assertThat(done).isEqualTo(numbers(100));
    }

    @Test
    @DisplayName("goes on after a failure")
    void failure() {
        turns.forEach(numbers(3), number -> {
            if (number == 1) {
                throw new IllegalStateException("on purpose");
            }
            done.add(number);
        });
        assertThat(done).containsExactly(0, 2);
    }

    @Test
    @DisplayName("needs no turn if there is none")
    void none() {
        turns.forEachLater(numbers(0), done::add);
        assertThat(tasks).isEmpty();
    }
}
