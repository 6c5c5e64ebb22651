package io.faye.engine;

import io.faye.protocol.ClientId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the host of an engine lends it. Methods may be called from any thread, but never with a lock held; none of them
 * blocks or throws.
 */
public interface EngineContext {

    /**
     * Says "read it, if you are attached". Cheap, may be called often: the host only marks the client and schedules a
     * read; a call during a read makes it read again.
     *
     * @param client the session that has messages
     */
    void messagesAvailable(ClientId client);

    /**
     * Says that another process reads for the client now; told once, in the process that lost it. The host answers its
     * held poll or detaches its socket, and does not release.
     *
     * @param client the session that moved
     */
    void clientMoved(ClientId client);

    /**
     * Says in every process that a session is over.
     *
     * @param client the session that ended
     */
    void clientClosed(ClientId client);

    /** {@return where the engine reports the five monitoring events; it never throws} */
    EngineListener listener();

    /** {@return an id for a new session} */
    ClientId newClientId();

    /** {@return how long the server holds a connect; sessions expire after twice that without a ping} */
    Duration timeout();

    /** {@return how long an operation may take before it fails; 4 s unless set: Faye's clients give up after 6} */
    Duration operationTimeout();

    /** {@return how much may wait for one client} */
    QueueLimits queueLimits();

    /** {@return the time; it does not jump when somebody sets the machine's clock} */
    InstantSource clock();

    /** {@return runs what is due later; the engine cancels what it scheduled when it closes} */
    ScheduledExecutorService scheduler();
}
