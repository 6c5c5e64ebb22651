package io.faye.auth.support;

import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fault of an authenticator, a condition or a check: names its class, and has the fault's stack trace. It does not repeat
 * the fault's text, because that may quote a credential, and this exception is logged.
 */
public final class PluginFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private PluginFault(String text, StackTraceElement[] trace) {
        super(text);
        setStackTrace(trace);
    }

    /** {@return the fault of a plug-in that threw an exception, or whose stage failed} */
    public static PluginFault of(Object plugin, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof PluginFault known
                ? known
                : new PluginFault(name(plugin) + " failed: " + cause.getClass().getName(), cause.getStackTrace());
    }

    /**
     * {@return the result of a call of a plug-in}
     *
     * @throws PluginFault if the plug-in throws an exception or returns null
     */
    public static <T> T ask(Object plugin, Supplier<T> call, String expected) {
        try {
            return required(call.get(), null, plugin, expected);
        } catch (RuntimeException | Error e) {
            throw of(plugin, e);
        }
    }

    /**
     * {@return the result of a plug-in}
     *
     * @throws PluginFault if the plug-in failed or returned null
     */
    public static <T> T required(@Nullable T given, @Nullable Throwable fault, Object plugin, String expected) {
        if (fault != null) {
            throw of(plugin, fault);
        }
        if (given == null) {
            throw new PluginFault(name(plugin) + " failed: no " + expected, new StackTraceElement[0]);
        }
        return given;
    }

    private static String name(Object plugin) {
        return plugin.getClass().getName();
    }
}
