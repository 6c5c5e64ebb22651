package io.faye.spring;

/** The application has no library, or an older one, where the server needs it. */
final class UnsuitableLibraryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    UnsuitableLibraryException(String description, String action) {
        super(description + " " + action);
        this.action = action;
    }

    /** {@return what to do about it} */
    String action() {
        return action;
    }
}
