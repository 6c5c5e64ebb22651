package io.faye.transport.http;

import io.faye.extension.Request;
import io.faye.server.MessageSink;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** One connection to a client; handler and sink in one object, because there are many and most are idle. */
abstract class Connection extends ChannelInboundHandlerAdapter implements MessageSink {

    final Site site;
    final Loop loop;
    final Channel channel;
    final Sequence sequence;

    /** Owned by the {@link ConnectionSet}. */
    int place;

    private boolean unflushed;

    Connection(Site site, Loop loop, Channel channel) {
        this.site = site;
        this.loop = loop;
        this.channel = channel;
        this.sequence = new Sequence(loop);
    }

    /** Looks for what has taken too long. */
    abstract void sweep(long now);

    /** Ends the connection because the server stops, but not before what is due was sent. */
    abstract void goAway();

    @Override
    public final void handlerAdded(ChannelHandlerContext context) {
        loop.add(this);
    }

    @Override
    public final void handlerRemoved(ChannelHandlerContext context) {
        loop.remove(this);
    }

    @Override
    public final boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public final boolean admitsSession(Request request) {
        return site.admission().admitsSession(request);
    }

    @Override
    public final void later(Runnable task) {
        loop.later(task);
    }

    @Override
    public final boolean isTurnOver() {
        return loop.isTurnOver();
    }

    /** Flushes once all is done that the loop has at hand, so that what is written meanwhile goes out together. */
    final void flushSoon() {
        if (!unflushed) {
            unflushed = true;
            loop.flushSoon(this);
        }
    }

    final void flush() {
        unflushed = false;
        channel.flush();
    }

    final void read(boolean wanted) {
        if (channel.config().isAutoRead() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }
}
