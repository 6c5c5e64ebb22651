package io.faye.standalone;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles signals of the operating system. Java has a class for that which is no part of its specification, and which
 * compilers warn of, so it is found by reflection; a JVM without it acts on signals as it usually does.
 */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /**
     * Has a task run, on a thread of its own, each time the process gets a signal, instead of what the JVM does then.
     *
     * @param signal a name without SIG, such as {@code TERM}
     * @param task what to run
     * @return whether the JVM lets the process handle this signal
     */
    static boolean handle(String signal, Runnable task) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (self, method, arguments) -> call(self, method, arguments, task));
            type.getMethod("handle", type, handler)
                    .invoke(null, type.getConstructor(String.class).newInstance(signal), proxy);
            return true;
        } catch (ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            LOG.warn("SIG{} stops the server at once, because this JVM does not let it be handled ({})", signal, cause);
            return false;
        }
    }

    private static Object call(Object self, Method method, Object[] arguments, Runnable task) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> "handler of a signal";
            default -> {
                task.run();
                yield true;
            }
        };
    }
}
