package io.faye.engine;

/**
 * Is told of each operation that a host asks of an engine, with its outcome and its time. {@code read} and {@code acknowledge}
 * of an {@link Attachment} are not reported, because every delivery makes both.
 */
public interface EngineObserver {

    /** Observes nothing, and costs nothing. */
    EngineObserver NONE = new EngineObserver() {};

    /**
     * An operation is complete. Called on the thread that completes it, which other work waits for: an implementation
     * returns at once, does not block and does not throw.
     *
     * @param operation the name of the method of {@link Engine} or {@link Attachment}, such as {@code publish}
     * @param outcome how it ended
     * @param nanos the time from the call to the completion of its stage, in nanoseconds
     */
    default void completed(String operation, Outcome outcome, long nanos) {}

    /** How an operation ended. */
    enum Outcome {
        /** The engine gave a result. */
        SUCCEEDED,
        /** The engine refused because of a limit ({@link LimitReachedException}). */
        REFUSED,
        /** The engine failed, or did not answer in time. */
        FAILED
    }
}
