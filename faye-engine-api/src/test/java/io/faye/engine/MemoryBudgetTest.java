package io.faye.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A memory budget")
class MemoryBudgetTest {

    private static final long LIMIT = 1_000;

    private final List<Runnable> tasks = new ArrayList<>();
    private final MemoryBudget budget = new MemoryBudget(LIMIT, tasks::add);
    private final List<String> evicted = new ArrayList<>();

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove(0).run();
        }
    }

    private Holder holder(String name, long bytes) {
        Holder holder = new Holder(name, bytes);
        budget.register(holder);
        budget.add(bytes);
        return holder;
    }

    private final class Holder implements MemoryHolder {

        private final String name;
        private long bytes;

        Holder(String name, long bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public long heldBytes() {
            return bytes;
        }

        @Override
        public void evict() {
            evicted.add(name);
            budget.release(bytes);
            bytes = 0;
        }
    }

    @Test
    @DisplayName("evicts the largest holders above three quarters, until five eighths are in use")
    void evictsTheLargest() {
        holder("small", 100);
        holder("largest", 300);
        holder("large", 200);
        assertThat(tasks).isEmpty();
        holder("middle", 150);
        assertThat(tasks).isEmpty();
        budget.add(150);
        runTasks();
        assertThat(evicted).containsExactly("largest");
        assertThat(budget.usage()).isEqualTo(new MemoryUsage(600, LIMIT, 0, 1));
    }

    @Test
    @DisplayName("evicts one after another if the largest does not suffice")
    void evictsSeveral() {
        for (int i = 1; i <= 9; i++) {
            holder("holder" + i, 90 + i);
        }
        runTasks();
        assertThat(evicted).containsExactly("holder9", "holder8", "holder7");
    }

    @Test
    @DisplayName("leaves the small ones alone if another one becomes large while the largest is evicted")
    void looksAgain() {
        holder("small", 10);
        Holder growing = holder("growing", 5);
        budget.register(new MemoryHolder() {
            private long bytes = 800;

            @Override
            public long heldBytes() {
                return bytes;
            }

            @Override
            public void evict() {
                evicted.add("largest");
                budget.release(bytes);
                bytes = 0;
                growing.bytes += 700;
                budget.add(700);
            }
        });
        budget.add(800);
        runTasks();
        assertThat(evicted).containsExactly("largest", "growing");
    }

    @Test
    @DisplayName("evicts as many as it takes if all hold the same, which is free when the last one is gone")
    void sharedMemory() {
        AtomicInteger holders = new AtomicInteger(100);
        for (int i = 0; i < 100; i++) {
            budget.register(new MemoryHolder() {
                private long bytes = 900;

                @Override
                public long heldBytes() {
                    return bytes;
                }

                @Override
                public void evict() {
                    bytes = 0;
                    if (holders.decrementAndGet() == 0) {
                        budget.release(900);
                    }
                }
            });
        }
        budget.add(900);
        runTasks();
        assertThat(budget.usage()).isEqualTo(new MemoryUsage(0, LIMIT, 0, 100));
    }

    @Test
    @DisplayName("goes on with the next if one fails")
    void containsFaults() {
        budget.register(new MemoryHolder() {
            @Override
            public long heldBytes() {
                return LIMIT;
            }

            @Override
            public void evict() {
                throw new IllegalStateException("on purpose");
            }
        });
        holder("other", 800);
        runTasks();
        assertThat(evicted).containsExactly("other");
    }

    @Test
    @DisplayName("evicts no holder that was unregistered")
    void forgets() {
        budget.unregister(holder("gone", 500));
        holder("there", 300);
        runTasks();
        assertThat(evicted).containsExactly("there");
    }

    @Test
    @DisplayName("evicts again after it had to evict before")
    void evictsAgain() {
        for (int i = 0; i < 3; i++) {
            holder("holder" + i, 800);
            runTasks();
        }
        assertThat(evicted).hasSize(3);
    }

    @Test
    @DisplayName("admits short requests longer than long ones, and nothing beyond the limit")
    void admits() {
        assertThat(budget.admits(LIMIT)).isTrue();
        assertThat(budget.admits(LIMIT + 1)).isFalse();
        budget.add(750);
        assertThat(budget.admits(250)).isTrue();
        budget.add(50);
        assertThat(budget.admits(12)).isTrue();
        assertThat(budget.admits(13)).isFalse();
        budget.add(200);
        assertThat(budget.admits(1)).isFalse();
        assertThat(budget.admits(0)).isTrue();
    }

    @Test
    @DisplayName("evicts when it refuses: what is left may be too little for a long request, but no other is due")
    void refusalsEvict() {
        holder("holder", 700);
        assertThat(budget.admits(400)).isFalse();
        budget.refused(400, "a request");
        runTasks();
        assertThat(evicted).containsExactly("holder");
        assertThat(budget.admits(400)).isTrue();
    }

    @Test
    @DisplayName("counts what was refused")
    void countsRefusals() {
        budget.refused(100, "a request");
        budget.refused(100, "a request");
        assertThat(budget.usage().refused()).isEqualTo(2);
    }

    @Test
    @DisplayName("without a limit admits everything and evicts nothing")
    void unlimited() {
        MemoryBudget unlimited = MemoryBudget.unlimited();
        unlimited.add(Long.MAX_VALUE / 2);
        assertThat(unlimited.admits(1 << 20)).isTrue();
        assertThat(unlimited.usage().isShort()).isFalse();
    }

    @Test
    @DisplayName("counts on after its executor has stopped")
    void closing() {
        MemoryBudget closing = new MemoryBudget(LIMIT, task -> {
            throw new RejectedExecutionException("on purpose");
        });
        closing.add(900);
        closing.release(900);
        assertThat(closing.usage().used()).isZero();
    }

    @Test
    @DisplayName("counts a large array as the whole MiB that the collector gives it")
    void roundsLargeArrays() {
        assertThat(MemoryBudget.heapBytes(100)).isEqualTo(116);
        assertThat(MemoryBudget.heapBytes(600 << 10)).isEqualTo(1 << 20);
        assertThat(MemoryBudget.heapBytes(1 << 20)).isEqualTo(2 << 20);
    }

    @Test
    @DisplayName("has a limit of at least a byte")
    void needsALimit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryBudget(0, Runnable::run));
    }
}
