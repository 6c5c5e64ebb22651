package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.Traits;
import io.faye.protocol.ClientId;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** An engine that notes what it is asked for, and lets a test answer reads when it likes. */
final class HeldEngine implements EngineProvider {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final BlockingQueue<CompletableFuture<Batch>> reads = new LinkedBlockingQueue<>();

    List<String> calls() {
        return calls;
    }

    BlockingQueue<CompletableFuture<Batch>> reads() {
        return reads;
    }

    @Override
    public String name() {
        return "held";
    }

    @Override
    public Traits traits() {
        return new Traits(false, false, false, Duration.ZERO);
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return answer(context.newClientId(), method);
                });
    }

    private @Nullable Object answer(ClientId client, Method method) {
        return switch (method.getName()) {
            case "createClient" -> CompletableFuture.completedFuture(client);
            case "attach" -> CompletableFuture.completedFuture(Optional.of(Map.of()));
            case "read" -> held();
            case "close" -> null;
            default -> CompletableFuture.completedFuture(null);
        };
    }

    private CompletableFuture<Batch> held() {
        CompletableFuture<Batch> read = new CompletableFuture<>();
        reads.add(read);
        return read;
    }
}
