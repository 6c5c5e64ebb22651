package io.faye.auth;

import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says which plugged-in part failed (an authenticator, a condition, a check), and where. It does not repeat the fault's own text, because that could
 * quote a credential, and this is logged.
 */
final class PluginFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private PluginFault(String text, StackTraceElement[] trace) {
        super(text);
        setStackTrace(trace);
    }

    /** {@return the fault of a plugged-in part, which threw or whose stage failed} */
    static PluginFault of(Object plugin, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof PluginFault known
                ? known
                : new PluginFault(name(plugin) + " failed: " + cause.getClass().getName(), cause.getStackTrace());
    }

    /**
     * {@return what a plugged-in part gives}
     *
     * @throws PluginFault if it throws or gives null
     */
    static <T> T ask(Object plugin, Supplier<T> call, String expected) {
        try {
            return required(call.get(), null, plugin, expected);
        } catch (RuntimeException | Error e) {
            throw of(plugin, e);
        }
    }

    /**
     * {@return what a plugged-in part gave}
     *
     * @throws PluginFault if it failed or gave null
     */
    static <T> T required(@Nullable T given, @Nullable Throwable fault, Object plugin, String expected) {
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
