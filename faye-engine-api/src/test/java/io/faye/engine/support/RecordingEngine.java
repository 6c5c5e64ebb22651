package io.faye.engine.support;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A blocking engine that records its calls, and those of its attachments, and answers as it is told. */
final class RecordingEngine {

    final Queue<List<Object>> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, Callable<?>> answers = new ConcurrentHashMap<>();
    private BlockingContext context;

    void answer(String method, Callable<?> answer) {
        answers.put(method, answer);
    }

    /** {@return what the engine was lent} */
    BlockingContext context() {
        return Objects.requireNonNull(context);
    }

    BlockingEngine engine(BlockingContext lent) {
        context = lent;
        return proxy(BlockingEngine.class);
    }

    BlockingAttachment attachment() {
        return proxy(BlockingAttachment.class);
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(method, arguments == null ? new Object[0] : arguments)));
    }

    private Object call(Method method, Object[] arguments) throws Exception {
        calls.add(call(method.getName(), arguments));
        Callable<?> answer = answers.get(method.getName());
        return answer == null ? null : answer.call();
    }

    static List<Object> call(String method, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = method;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Arrays.asList(all);
    }
}
