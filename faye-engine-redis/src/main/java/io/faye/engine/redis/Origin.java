package io.faye.engine.redis;

/**
 * Who wrote an entry, and why.
 *
 * @param node a node's name, without a dot
 * @param operation a number of the node's own
 */
record Origin(String node, long operation) {

    static Origin parse(String text) {
        int dot = text.indexOf('.');
        return new Origin(text.substring(0, dot), Long.parseLong(text, dot + 1, text.length(), 36));
    }

    @Override
    public String toString() {
        return node + "." + Long.toString(operation, 36);
    }
}
