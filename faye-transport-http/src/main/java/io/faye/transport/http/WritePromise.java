package io.faye.transport.http;

import io.faye.server.ReplyReceiver;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;

/** Runs a task when the operating system has taken a write: one object instead of a promise and a listener. */
final class WritePromise extends DefaultChannelPromise {

    private final Runnable written;

    WritePromise(Channel channel, Runnable written) {
        super(channel);
        this.written = written;
    }

    /** {@return a promise that runs the task; one that costs nothing if nobody wants to know} */
    static ChannelPromise of(Channel channel, Runnable written) {
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
