package io.faye.tck.selftest.program;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.memory.MemoryEngineProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Makes the engine named {@code "doubling"}, which is wrong: it publishes every message twice. */
public final class DoublingEngineProvider implements EngineProvider {

    /** Makes a provider. */
    public DoublingEngineProvider() {}

    @Override
    public String name() {
        return "doubling";
    }

    @Override
    public EngineCapabilities capabilities() {
        return EngineCapabilities.builder().build();
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        Engine right = new MemoryEngineProvider().create(context, options);
        return (Engine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("publish")) {
                            method.invoke(right, arguments);
                        }
                        return method.invoke(right, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
