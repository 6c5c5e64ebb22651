package io.faye.engine;

/** Says that a limit of the service forbids the operation; nothing was changed. */
public class LimitReachedException extends EngineException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message which limit, and its value
     */
    public LimitReachedException(String message) {
        super(message);
    }
}
