package io.faye.transport.http;

/** Where the Bayeux server is found: this path, and all below it. */
record Mount(String path) {

    /** Takes {@code /faye} and {@code /faye/} for the same; {@code /} takes every path. */
    static Mount at(String path) {
        if (!path.startsWith("/") || path.contains("?") || path.contains("#")) {
            throw new IllegalArgumentException("Expected a mount such as /faye, but got '" + path + "'");
        }
        return new Mount(path.replaceAll("/+$", ""));
    }

    boolean holds(String requested) {
        return requested.startsWith(path)
                && (requested.length() == path.length() || requested.charAt(path.length()) == '/');
    }
}
