package io.faye.engine;

/** The registration of an {@link EngineListener}. */
public interface ListenerRegistration extends AutoCloseable {

    /** Removes the listener. No call of the listener begins after this returns. Idempotent. */
    @Override
    void close();
}
