package io.faye.tck;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Ends each test in time, also if the engine neither comes back from a call nor lets itself be interrupted: tests run on
 * threads of their own, and one that is stuck is left behind.
 */
final class Bounds implements InvocationInterceptor {

    private static final Duration TO_END = Duration.ofSeconds(2);

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> step, ReflectiveInvocationContext<Method> what, ExtensionContext test) throws Throwable {
        run(step, test);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> step, ReflectiveInvocationContext<Method> what, ExtensionContext test) throws Throwable {
        run(step, test);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> step, ReflectiveInvocationContext<Method> what, ExtensionContext test) throws Throwable {
        run(step, test);
    }

    private static void run(Invocation<Void> step, ExtensionContext test) throws Throwable {
        WaitBudget waitBudget = WaitBudget.of(test);
        test.getTestInstances()
                .flatMap(all -> all.findInstance(Kit.class))
                .ifPresent(kit -> kit.waitBudget(waitBudget));
        Check.that(
                !waitBudget.isExhausted(), "Not tried, since the engine did not come back from calls of other tests");
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> proceed(step, done), "tck-test");
        thread.setDaemon(true);
        thread.start();
        await(done, thread, waitBudget);
    }

    private static void proceed(Invocation<Void> step, CompletableFuture<Void> done) {
        try {
            step.proceed();
            done.complete(null);
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    private static void await(CompletableFuture<Void> done, Thread thread, WaitBudget waitBudget) throws Throwable {
        Duration limit = waitBudget.test();
        try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("The test took more than " + limit + "; it was " + end(thread, waitBudget), e);
        } finally {
            thread.interrupt();
        }
    }

    /** {@return where it was} */
    private static String end(Thread thread, WaitBudget waitBudget) throws InterruptedException {
        StackTraceElement[] stack = thread.getStackTrace();
        thread.interrupt();
        thread.join(TO_END.toMillis());
        if (thread.isAlive()) {
            waitBudget.hung();
        }
        return stack.length == 0 ? "at its end" : "in " + stack[0];
    }
}
