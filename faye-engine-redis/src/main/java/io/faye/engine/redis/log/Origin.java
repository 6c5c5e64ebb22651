package io.faye.engine.redis.log;

/**
 * Which process wrote an entry, and for which of its operations.
 *
 * @param node a process' name, without a dot
 * @param operation a number of the process' own, or {@link #ENGINE}
 */
public record Origin(String node, long operation) {

    /** The number of what no operation asked for: the engine did it by itself. */
    public static final long ENGINE = 0;

    public static Origin parse(String text) {
        int dot = text.indexOf('.');
        return new Origin(text.substring(0, dot), Long.parseLong(text, dot + 1, text.length(), 36));
    }

    @Override
    public String toString() {
        return node + "." + Long.toString(operation, 36);
    }
}
