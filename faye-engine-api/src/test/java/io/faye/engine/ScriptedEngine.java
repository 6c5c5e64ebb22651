package io.faye.engine;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An engine that records its calls, and those of its attachments, and answers as a test says. */
final class ScriptedEngine implements EngineProvider {

    final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, Callable<?>> answers = new ConcurrentHashMap<>();
    private EngineContext context;
    private AttachmentListener listener;

    /** Lets a method do and return something. */
    void answer(String method, Callable<?> answer) {
        answers.put(method, answer);
    }

    /** Lets a method return a stage that is complete. */
    void completes(String method, Object result) {
        answer(method, () -> CompletableFuture.completedFuture(result));
    }

    /** {@return the stage that a method returns the next time, and from then on} */
    <T> CompletableFuture<T> pending(String method) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        answer(method, () -> stage);
        return stage;
    }

    EngineContext context() {
        return Objects.requireNonNull(context);
    }

    /** {@return the listener of the last attach} */
    AttachmentListener listener() {
        return Objects.requireNonNull(listener);
    }

    /** Lets attach succeed, with attributes and a note unless those are scripted. */
    void attaches() {
        answers.putIfAbsent("attachment.attributes", Map::of);
        answers.putIfAbsent("attachment.note", Optional::empty);
        answer("attach", () -> CompletableFuture.completedFuture(Optional.of(attachment())));
    }

    Attachment attachment() {
        return proxy(Attachment.class, "attachment.");
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
    public Engine create(EngineContext lent, EngineOptions options) {
        context = lent;
        return proxy(Engine.class, "");
    }

    private <T> T proxy(Class<T> type, String prefix) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        call(prefix, method, arguments == null ? List.of() : List.of(arguments))));
    }

    private Object call(String prefix, Method method, List<Object> arguments) throws Exception {
        String name = prefix + method.getName();
        for (Object argument : arguments) {
            if (argument instanceof AttachmentListener given) {
                listener = given;
            }
        }
        calls.add(name);
        Callable<?> answer = answers.get(name);
        if (answer == null && method.getReturnType() != void.class) {
            throw new AssertionError("No answer for " + name + Arrays.asList(arguments.toArray()));
        }
        return answer == null ? null : answer.call();
    }
}
