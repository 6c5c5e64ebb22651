package io.faye.extension;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.ChannelPattern;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Puts conditions and limits around extensions. What these return looks only at those directions that the extension
 * inside looks at, and says in its {@code toString} what it is.
 */
public final class Extensions {

    private Extensions() {}

    /**
     * {@return what shows an extension only messages on some channels} A request to subscribe is on the channel
     * {@code /meta/subscribe}, whatever it subscribes to.
     *
     * @param template of the channels, such as {@code /rooms/{room}/**}
     * @param extension does not see messages on other channels, nor those without a valid channel
     * @throws IllegalArgumentException if the text is not a template
     */
    public static Extension onChannels(String template, Extension extension) {
        return onChannels(ChannelTemplate.of(template), extension);
    }

    /**
     * {@return what shows an extension only messages on some channels} A request to subscribe is on the channel
     * {@code /meta/subscribe}, whatever it subscribes to.
     *
     * @param channels the channels
     * @param extension does not see messages on other channels, nor those without a valid channel
     */
    public static Extension onChannels(ChannelTemplate channels, Extension extension) {
        return new ConditionalExtension(
                "onChannels(" + channels,
                (message, exchange) ->
                        message.channel().filter(channels::matches).isPresent(),
                extension);
    }

    /**
     * {@return what shows an extension only messages on channels that a pattern matches}
     *
     * @param pattern matches as for subscriptions: {@code /**} without service channels
     * @param extension does not see messages on other channels, nor those without a valid channel
     */
    public static Extension onChannels(ChannelPattern pattern, Extension extension) {
        return new ConditionalExtension(
                "onChannels(" + pattern,
                (message, exchange) ->
                        message.channel().filter(pattern::matches).isPresent(),
                extension);
    }

    /**
     * {@return what shows an extension only messages from and to clients outside the server's own process}
     *
     * @param extension does not see messages of local clients
     */
    public static Extension remoteOnly(Extension extension) {
        return new ConditionalExtension("remoteOnly(", (message, exchange) -> !exchange.isLocal(), extension);
    }

    /**
     * {@return what runs an extension that blocks on threads of its own} There are never more than these; when all are
     * busy and as many messages wait as may, the next is refused with {@code 503::Server busy}, and if it was on its way
     * to a client, not delivered. The threads end when the extension is removed.
     *
     * @param threads how many messages it works on at once, 1 or more
     * @param waiting how many messages may wait for that, 1 or more
     * @param extension may block; the server's time limit holds for it, waiting included
     * @throws IllegalArgumentException if a number is less than 1
     */
    public static Extension offloading(int threads, int waiting, Extension extension) {
        return new ThreadPoolExtension(threads, waiting, extension);
    }

    /**
     * {@return what runs an extension that blocks on an executor} What the executor rejects is refused with
     * {@code 503::Server busy}, so that one with a bounded queue bounds the memory.
     *
     * @param executor runs the extension; the caller closes it
     * @param extension may block; the server's time limit holds for it, waiting included
     */
    public static Extension offloading(Executor executor, Extension extension) {
        return new OffloadingExtension(executor, extension);
    }

    /**
     * {@return what refuses a message as an internal error if an extension's verdict does not come in time} It cannot
     * stop one that blocks: let that be offloaded inside.
     *
     * @param limit shorter than the server's own limit, which holds as well
     * @param extension whose verdicts come later
     * @throws IllegalArgumentException if the limit is not positive
     */
    public static Extension timeLimit(Duration limit, Extension extension) {
        return new TimeLimit(limit, extension);
    }

    /** {@return there is no time for a message now} */
    static BayeuxError busy() {
        return new BayeuxError(503, List.of(), "Server busy");
    }
}
