package io.faye.engine.support;

import io.faye.engine.EngineContext;
import java.time.Duration;

/** What {@link BlockingEngineAdapter} lends a {@link BlockingEngine}: what the host lends, and threads that may block. */
public interface BlockingContext extends EngineContext {

    /**
     * Repeats work on a thread of its own until the engine is closed, for example to look for expired sessions or for
     * new messages. The pause is measured by the host's {@link #scheduler}. If the work takes longer than the pause, it
     * runs once more immediately. If the work throws, the adapter logs that once, and repeats the work.
     *
     * @param pause the time before the first run, and between the beginnings of two runs
     * @param work what to do; may block
     */
    void every(Duration pause, Runnable work);
}
