package io.faye.transport.http.connection;

import io.faye.server.ReplyReceiver;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;

/** Runs a task when the operating system has taken a write. It is promise and listener in one object. */
public final class WritePromise extends DefaultChannelPromise {

    private final Runnable written;

    public WritePromise(Channel channel, Runnable written) {
        super(channel);
        this.written = written;
    }

    /** {@return a promise that runs the task; one that costs nothing if nobody wants to know} */
    public static ChannelPromise of(Channel channel, Runnable written) {
        return written == ReplyReceiver.UNOBSERVED ? channel.voidPromise() : new WritePromise(channel, written);
    }

    @Override
    public ChannelPromise setSuccess(Void result) {
        super.setSuccess(null);
        written.run();
        return this;
    }

    @Override
    public boolean trySuccess(Void result) {
        boolean first = super.trySuccess(null);
        if (first) {
            written.run();
        }
        return first;
    }
}
