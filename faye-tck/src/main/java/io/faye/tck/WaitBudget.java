package io.faye.tck;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Limits how long a kit waits for one engine. The kit has some hundred tests, and an engine that lets each of them time out
 * would take an hour. After several waits in vain the waits become shorter, and after several calls that did not return
 * the engine is not called any more.
 */
final class WaitBudget {

    private static final Namespace NAMESPACE = Namespace.create(WaitBudget.class);
    private static final Duration TEST = Duration.ofSeconds(60);
    private static final Duration TEST_AFTER_ONE_HUNG = Duration.ofSeconds(15);
    private static final Duration LESS = Duration.ofSeconds(1);
    private static final Duration LEAST = Duration.ofMillis(250);
    private static final int MANY_IN_VAIN = 6;
    private static final int MOST_IN_VAIN = 30;
    private static final int MOST_HUNG = 3;

    private final AtomicInteger inVain = new AtomicInteger();
    private final AtomicInteger hung = new AtomicInteger();

    /** {@return what is left of it for the kit that a test belongs to} */
    static WaitBudget of(ExtensionContext test) {
        ExtensionContext kit = test;
        while (kit.getParent().filter(parent -> parent != parent.getRoot()).isPresent()) {
            kit = kit.getParent().get();
        }
        return kit.getStore(NAMESPACE)
                .getOrComputeIfAbsent(WaitBudget.class, key -> new WaitBudget(), WaitBudget.class);
    }

    /** {@return how long to wait for what should come within a usual limit} */
    Duration wait(Duration usual) {
        int times = inVain.get();
        if (times < MANY_IN_VAIN) {
            return usual;
        }
        return min(usual, times < MOST_IN_VAIN ? LESS : LEAST);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** {@return how long a test may take, or its beginning or end} */
    Duration test() {
        return hung.get() == 0 ? TEST : TEST_AFTER_ONE_HUNG;
    }

    void waitedInVain() {
        inVain.incrementAndGet();
    }

    /** A call never came back, and its thread was left behind. */
    void hung() {
        hung.incrementAndGet();
    }

    /** {@return whether there is no point in calling the engine once more} */
    boolean isExhausted() {
        return hung.get() >= MOST_HUNG;
    }
}
