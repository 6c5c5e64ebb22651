package io.faye.spring;

/** Where clients reach the server of an application. */
public enum FayeMode {
    /** On the application's own port, beside its own paths. Needs a servlet application. */
    SERVLET,
    /** On a port of its own. Needs {@code faye-transport-http}. */
    PORT,
    /** Nowhere: only the application itself takes part, by {@link FayeTemplate}, {@link FayeListener} and a shared engine. */
    NONE
}
