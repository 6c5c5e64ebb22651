package io.faye.server;

import io.faye.extension.ChannelTemplate;
import java.util.function.Function;

/**
 * Handlers of calls: messages that clients send to service channels and that are answered to their sender alone, as CometD's
 * {@code remoteCall} expects it. A client that calls {@code echo} sends a message to {@code /service/echo}, is told that the
 * message has arrived, and gets the answer as a message on the same channel, with the same id.
 *
 * <p>A message that a handler takes is not published: neither subscribers of the service channel nor listeners see it.
 * Extensions and access rules see it as a message to its channel. A service channel without a handler is published as before.
 *
 * <p>Where several processes share an engine, each answers the calls that come to it, so each needs the handlers. The answer
 * waits in the caller's queue and follows it to other processes.
 *
 * <p>Templates that are given as text are of channels that the server accepts ({@link BayeuxServer#channelNames}).
 *
 * <p>Safe for threads. {@link ServiceLimits} bounds what calls may take.
 */
public interface Services {

    /**
     * Adds a handler that answers at once or later.
     *
     * @param template the channels whose messages it takes, below {@code /service}. If several handlers take a channel, the
     *     one that was added first is asked
     * @param handler answers calls
     * @return closing it removes the handler
     * @throws IllegalArgumentException if the template is not of service channels, or there is a handler with the same one
     */
    Registration handle(ChannelTemplate template, ServiceHandler handler);

    /**
     * Adds a handler that answers at once or later.
     *
     * @param template such as {@code /service/orders/{number}}
     * @param handler answers calls
     * @return closing it removes the handler
     * @throws IllegalArgumentException if the text is not a template of service channels, or there is a handler with the same one
     */
    Registration handle(String template, ServiceHandler handler);

    /**
     * Adds a function that answers when it returns. It may block; until it returns, further calls of the same session wait.
     *
     * @param template such as {@code /service/orders/{number}}
     * @param function answers a call
     * @return closing it removes the function
     * @throws IllegalArgumentException if the text is not a template of service channels, or there is a handler with the same one
     */
    Registration answer(String template, Function<ServiceCall, ServiceReply> function);

    /** A handler that was added. */
    interface Registration extends AutoCloseable {

        /** Removes the handler. Calls that it has taken are answered. Idempotent. */
        @Override
        void close();
    }
}
