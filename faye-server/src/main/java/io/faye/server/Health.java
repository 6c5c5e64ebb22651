package io.faye.server;

/**
 * Whether a server can do its work.
 *
 * @param up whether the engine answers
 * @param engine the engine's name
 * @param detail what is wrong, or {@code ok}
 */
public record Health(boolean up, String engine, String detail) {}
