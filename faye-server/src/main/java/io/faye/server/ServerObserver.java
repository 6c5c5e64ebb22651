package io.faye.server;

import io.faye.engine.EngineObserver;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Optional;

/**
 * Is told what a server does with messages, as it happens. Methods are called on the threads that process messages, so an
 * implementation returns within a microsecond and does not block. A fault that it throws is logged and changes nothing. What only
 * has to be counted is in {@link ServerStatistics}.
 */
public interface ServerObserver extends EngineObserver {

    /** Observes nothing, and costs nothing. */
    ServerObserver NONE = new ServerObserver() {};

    /**
     * {@return an observer that tells several, in this order; what one throws does not concern the others}
     *
     * @param observers are told
     */
    static ServerObserver all(ServerObserver... observers) {
        return new ObserverGroup(observers);
    }

    /**
     * The engine has accepted a message that a client published.
     *
     * @param channel where it goes
     */
    default void published(Channel channel) {}

    /**
     * The engine has accepted a message that a client published. Does what {@link #published(Channel)} does, unless it is overridden.
     *
     * @param message what goes to the subscribers, with its {@code ext}
     * @param nanos the time from the call of the engine, in nanoseconds
     */
    default void published(Message message, long nanos) {
        message.channel().ifPresent(this::published);
    }

    /**
     * A message of a client is refused: by the server, an extension or a limit, or because the engine failed.
     *
     * @param channel the channel that the message names; empty if it names none, or no valid one
     * @param error why; the arguments may be what the client sent
     */
    default void refused(Optional<Channel> channel, BayeuxError error) {}

    /**
     * Messages of a session were delivered: the operating system has taken them from a WebSocket or an event stream, or the answer
     * to a connect holds them. Called once for each batch, and not for messages that are given again.
     *
     * @param transport the name of the transport, as {@link io.faye.extension.Request#transport} gives it
     * @param nanos the time since the first of them was queued and the session could be told of it in this process, in nanoseconds
     */
    default void delivered(String transport, long nanos) {}

    /**
     * Messages of a session were delivered. Does what {@link #delivered(String, long)} does, unless it is overridden.
     *
     * @param messages the batch
     * @param transport the name of the transport
     * @param nanos as there
     */
    default void delivered(List<Message> messages, String transport, long nanos) {
        delivered(transport, nanos);
    }

    /**
     * A client has confirmed messages that it got in the answer to a connect: by the extension {@code ack}, or by its next connect.
     *
     * @param transport the name of the transport over which they were delivered
     * @param nanos the time since the answer, in nanoseconds
     */
    default void acknowledged(String transport, long nanos) {}
}
