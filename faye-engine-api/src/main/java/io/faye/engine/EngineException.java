package io.faye.engine;

/** An engine cannot do its work: it is misconfigured or closed, or its backend does not answer. */
public class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes an exception.
     *
     * @param message what was expected, what was found, where to look
     */
    public EngineException(String message) {
        super(message);
    }

    /**
     * Makes an exception.
     *
     * @param message what was expected, what was found, where to look
     * @param cause what brought it about
     */
    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
