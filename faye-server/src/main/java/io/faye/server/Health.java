package io.faye.server;

import io.faye.engine.MemoryUsage;
import java.time.Duration;

/**
 * Whether a server can do its work.
 *
 * @param up whether the engine answers
 * @param engine the engine's name
 * @param detail what is wrong, or {@code ok}
 * @param memory what is in use of the memory budget
 * @param uptime the time since the server was built
 */
public record Health(boolean up, String engine, String detail, MemoryUsage memory, Duration uptime) {}
