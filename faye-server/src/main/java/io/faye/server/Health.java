package io.faye.server;

import io.faye.engine.EngineException;
import io.faye.engine.MemoryUsage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server can do its work.
 *
 * @param up whether the engine answers
 * @param engine the engine's name
 * @param detail what is wrong, or {@code ok}
 * @param memory what is in use of the memory budget
 * @param uptime the time since the server was built
 * @param state whether the server keeps its sessions
 */
public record Health(boolean up, String engine, String detail, MemoryUsage memory, Duration uptime, ServerState state) {

    static Health of(String engine, @Nullable Throwable fault, MemoryUsage memory, Duration uptime, ServerState state) {
        return new Health(fault == null, engine, fault == null ? detail(memory) : reason(fault), memory, uptime, state);
    }

    private static String detail(MemoryUsage memory) {
        return memory.isShort() ? "memory is short: " + memory + " in use" : "ok";
    }

    private static String reason(Throwable fault) {
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        return cause instanceof EngineException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    /** {@return whether a balancer may send clients to the server} */
    public boolean isReady() {
        return up && state.isReady();
    }
}
