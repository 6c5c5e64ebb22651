package io.faye.extension;

/** An extension that stands around another one. */
abstract class Wrapper implements Extension {

    private final Extension inner;

    Wrapper(Extension inner) {
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

    /** {@return what this does, in parentheses around whom} */
    @Override
    public abstract String toString();

    /** {@return what people call an extension: its class, unless it says something else} */
    static String nameOf(Extension extension) {
        return extension instanceof Wrapper
                ? extension.toString()
                : extension.getClass().getName();
    }
}
