package io.faye.server;

import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.Traits;
import io.faye.protocol.ClientId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives servers in one JVM the same memory engine, and tells the one that loses a client to another, as processes see it. */
final class TwoProcesses implements EngineProvider {

    private final List<EngineContext> hosts = new CopyOnWriteArrayList<>();
    private final Map<ClientId, EngineContext> readers = new ConcurrentHashMap<>();
    private Engine engine;

    @Override
    public String name() {
        return "two";
    }

    @Override
    public Traits traits() {
        return new Traits(true, false, false, Duration.ZERO);
    }

    @Override
    public Engine create(EngineContext host, EngineOptions options) {
        hosts.add(host);
        if (engine == null) {
            engine = EngineProvider.named("memory").create(toAll(host), options);
        }
        return seenFrom(host);
    }

    /** The first host's context, but what it is told about clients all are told. */
    private EngineContext toAll(EngineContext first) {
        return (EngineContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EngineContext.class}, (proxy, method, arguments) -> {
                    if (method.getReturnType() != void.class) {
                        return method.invoke(first, arguments);
                    }
                    for (EngineContext host : hosts) {
                        method.invoke(host, arguments);
                    }
                    return null;
                });
    }

    private Engine seenFrom(EngineContext host) {
        return (Engine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("attach")) {
                        moved((ClientId) arguments[0], host);
                    }
                    return call(method, arguments);
                });
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(engine, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void moved(ClientId client, EngineContext to) {
        EngineContext from = readers.put(client, to);
        if (from != null && from != to) {
            from.clientMoved(client);
        }
    }
}
