package io.faye.server;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.memory.MemoryEngineProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Provides a memory engine whose operations fail in ways that a test chooses, for as long as it chooses. */
final class ScriptedProvider implements EngineProvider {

    private volatile Predicate<String> failing = operation -> false;
    private volatile Function<String, @Nullable Object> fault = ScriptedProvider::outage;
    private volatile @Nullable Engine memory;

    /** {@return what an operation gives while the backend is away} */
    static Object outage(String operation) {
        return CompletableFuture.failedFuture(new EngineException("the backend is away"));
    }

    /** From now on all operations fail. */
    void goAway() {
        fault = ScriptedProvider::outage;
        failing = operation -> true;
    }

    /** From now on some operations fail. */
    void fail(Predicate<String> operations) {
        fault = ScriptedProvider::outage;
        failing = operations;
    }

    /** From now on all operations do what a fault does. */
    void misbehave(Function<String, @Nullable Object> way) {
        fault = way;
        failing = operation -> true;
    }

    /** From now on operations succeed. */
    void comeBack() {
        failing = operation -> false;
    }

    /** {@return the engine itself, which works all the time} */
    Engine engine() {
        Engine known = memory;
        if (known == null) {
            throw new IllegalStateException("The engine is not created yet");
        }
        return known;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public EngineCapabilities capabilities() {
        return EngineCapabilities.builder().build();
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        Engine made = new MemoryEngineProvider().create(context, options);
        memory = made;
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(),
                new Class<?>[] {Engine.class},
                (proxy, method, arguments) -> call(made, method, arguments));
    }

    private @Nullable Object call(Engine made, Method method, Object[] arguments) throws Throwable {
        if (!method.getName().equals("close") && failing.test(method.getName())) {
            return fault.apply(method.getName());
        }
        try {
            return method.invoke(made, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
