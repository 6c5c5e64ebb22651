package io.faye.spring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A method of a bean with what finds its arguments. */
final class ListenerMethod {

    private final Object bean;
    private final Method method;
    private final List<Function<ReceivedMessage, @Nullable Object>> arguments;

    ListenerMethod(Object bean, Method method, List<Function<ReceivedMessage, @Nullable Object>> arguments) {
        this.bean = bean;
        this.method = method;
        this.arguments = arguments;
    }

    /**
     * Finds the arguments for a message.
     *
     * @throws IllegalArgumentException if the data cannot be converted
     */
    @Nullable
    Object[] arguments(ReceivedMessage message) {
        @Nullable Object[] values = new @Nullable Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).apply(message);
        }
        return values;
    }

    /** {@return what the method returns} What it throws is thrown, inside of a {@link CompletionException} if it is checked. */
    @Nullable
    Object invoke(@Nullable Object[] values) {
        try {
            return method.invoke(bean, values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException fault) {
                throw fault;
            }
            if (cause instanceof Error fault) {
                throw fault;
            }
            throw new CompletionException(cause);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot call " + this, e);
        }
    }

    /** {@return whether the method has a result} */
    boolean hasResult() {
        return method.getReturnType() != void.class && method.getReturnType() != Void.class;
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }
}
