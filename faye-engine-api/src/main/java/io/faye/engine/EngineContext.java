package io.faye.engine;

import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the host lends an engine. Methods may be called from any thread, but never with a lock held. None of them blocks
 * or throws.
 */
public interface EngineContext {

    /**
     * A session was ended by the engine itself, because it has expired or its queue has overflowed (rule EXP-2 of
     * {@link Engine}). Called once in the whole service, in the process that ended the session, after the end has taken
     * effect and before {@link AttachmentListener#ended}. The end by {@link Engine#destroyClient} is told by that
     * operation's result instead.
     *
     * @param client the session that ended
     * @param patterns what it was subscribed to until then
     */
    void clientEnded(ClientId client, Set<ChannelPattern> patterns);

    /**
     * Does what {@link #clientEnded(ClientId, Set)} does, and counts the end by its reason. An engine calls one of both.
     *
     * @param client the session that ended
     * @param patterns what it was subscribed to until then
     * @param reason why the engine has ended it
     */
    default void clientEnded(ClientId client, Set<ChannelPattern> patterns, EndReason reason) {
        clientEnded(client, patterns);
    }

    /** {@return how long the server holds a connect; sessions expire after twice that without a ping} */
    Duration timeout();

    /** {@return how long an operation may take before it fails} */
    Duration operationTimeout();

    /** {@return the limits of queues, sessions and subscriptions} */
    EngineLimits limits();

    /**
     * {@return the budget of the host's memory} An engine that keeps queues in this process counts them there (rule QUE-4);
     * {@link io.faye.engine.support.Inbox} does that.
     */
    MemoryBudget memoryBudget();

    /**
     * {@return the time; it does not jump when the machine's clock is set} It begins with the machine's time when the
     * host starts, so it may differ from the time that an earlier process or another process reads.
     */
    InstantSource clock();

    /**
     * {@return runs tasks later; its tasks must not block} The engine cancels what it has scheduled when it closes.
     */
    ScheduledExecutorService scheduler();
}
