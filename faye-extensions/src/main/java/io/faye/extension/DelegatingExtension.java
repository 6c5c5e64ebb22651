package io.faye.extension;

/** An extension that delegates to another one. */
abstract class DelegatingExtension implements Extension {

    private final Extension inner;

    DelegatingExtension(Extension inner) {
        this.inner = inner;
    }

    Extension inner() {
        return inner;
    }

    @Override
    public void added(Sessions sessions) {
        inner.added(sessions);
    }

    @Override
    public void removed() {
        inner.removed();
    }

    /** {@return what this does, and in parentheses the extension that it delegates to} */
    @Override
    public abstract String toString();

    /** {@return the name of an extension in the log: its class, unless it delegates} */
    static String nameOf(Extension extension) {
        return extension instanceof DelegatingExtension
                ? extension.toString()
                : extension.getClass().getName();
    }
}
