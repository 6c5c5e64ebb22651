package io.faye.server.session;

import io.faye.protocol.Message;
import java.util.List;

/** Is told how long deliveries take. Methods are called on the sessions' serial executors: they return at once and do not throw. */
public interface DeliveryObserver {

    /**
     * Messages of a session were delivered.
     *
     * @param messages the batch
     * @param transport the name of the transport
     * @param nanos since the engine has told this process that the first of them is queued, in nanoseconds
     */
    void delivered(List<Message> messages, String transport, long nanos);

    /**
     * A client has confirmed messages.
     *
     * @param transport the name of the transport over which they were delivered
     * @param nanos since they were delivered, in nanoseconds
     */
    void acknowledged(String transport, long nanos);
}
