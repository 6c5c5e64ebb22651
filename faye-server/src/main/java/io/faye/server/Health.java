package io.faye.server;

import io.faye.engine.MemoryUsage;

/**
 * Whether a server can do its work.
 *
 * @param up whether the engine answers
 * @param engine the engine's name
 * @param detail what is wrong, or {@code ok}
 * @param memory what is in use of the memory budget
 */
public record Health(boolean up, String engine, String detail, MemoryUsage memory) {}
