package io.faye.tck;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    public EngineCapabilities capabilities() {
        return EngineCapabilities.builder().build();
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        return noting(Engine.class);
    }

    private <T> T noting(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (CompletionStage.class == method.getReturnType()) {
                        calls.add(method.getName());
                    }
                    return answer(method);
                }));
    }

    private @Nullable Object answer(Method method) {
        return switch (method.getName()) {
            case "attach" -> CompletableFuture.completedFuture(Optional.of(noting(Attachment.class)));
            case "attributes" -> Map.of();
            case "note" -> Optional.empty();
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
