package io.faye.transport.http;

import io.faye.extension.Request;
import io.faye.server.MessageSink;
import io.faye.server.SessionAdmission;
import io.faye.transport.ConnectionMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a client; handler and sink in one object, because there are many and most are idle. */
abstract class Connection extends ChannelInboundHandlerAdapter implements MessageSink, ConnectionMemory.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    final Site site;
    final Loop loop;
    final Channel channel;
    final Sequence sequence;
    final ConnectionMemory memory;

    /** Owned by the {@link ConnectionSet}. */
    int place;

    private final long ageLimit;
    private boolean unflushed;
    private long sent;
    private @Nullable WritePace writePace;

    Connection(Site site, Loop loop, Channel channel) {
        this.site = site;
        this.loop = loop;
        this.channel = channel;
        this.sequence = new Sequence(loop);
        this.ageLimit = ConnectionAge.limit(site.limits().maxConnectionAge());
        this.memory = new ConnectionMemory(site.bayeux().memoryBudget(), this);
    }

    /** Looks for what has taken too long. */
    abstract void sweep(long now);

    /** Ends the connection because the server stops, but not before what is due was sent. */
    abstract void goAway();

    /** Ends the connection because the server's memory is short, and it held much of that. */
    abstract void evicted();

    @Override
    public final void evictSoon() {
        sequence.execute(this::evicted);
    }

    @Override
    public final String toString() {
        return String.valueOf(channel.remoteAddress());
    }

    /** Reads on or stops, after something has changed that this depends on. */
    abstract void readIfWanted();

    @Override
    public final void handlerAdded(ChannelHandlerContext context) {
        loop.add(this);
        site.statistics().opened(this);
    }

    @Override
    public final void handlerRemoved(ChannelHandlerContext context) {
        loop.remove(this);
        site.statistics().closed(this);
        memory.close();
    }

    @Override
    public final SessionAdmission admitSession(Request request) {
        return site.admission().admitSession(request);
    }

    @Override
    public final void later(Runnable task) {
        loop.later(task);
    }

    @Override
    public final boolean isTurnOver() {
        return loop.isTurnOver();
    }

    /** {@return whether the client shall open another connection instead} */
    final boolean isOld() {
        return ConnectionAge.isOver(ageLimit);
    }

    /** Flushes once all is done that the loop has at hand, so that what is written meanwhile goes out together. */
    final void flushSoon() {
        if (!unflushed) {
            unflushed = true;
            loop.flushSoon(this);
        }
    }

    /** Writes bytes behind those before; they go out with the next flush. */
    final void write(ByteBuf bytes, ChannelPromise promise) {
        sent += bytes.readableBytes();
        channel.write(bytes, promise);
    }

    /** Looks whether anything takes too long, and ends the connection if what is sent is not taken. */
    final void look(long now) {
        if (isStuck(now)) {
            LOG.debug("{} does not take what is sent to it", channel.remoteAddress());
            channel.close();
        } else {
            sweep(now);
        }
    }

    private boolean isStuck(long now) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long left = buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
        if (left <= 0) {
            writePace = null;
            return false;
        }
        if (writePace == null) {
            writePace = new WritePace(now, sent, left);
        }
        return writePace.isTooSlow(now, sent, left, site.limits());
    }

    /** {@return whether nothing was left at the last look that the client had not taken} */
    final boolean isTaken() {
        return writePace == null;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("Connection of {} ends", channel.remoteAddress(), cause);
        channel.close();
    }

    @Override
    public final void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof DecoderGate.TurnOver over) {
            readIfWanted();
            later(() -> takeTurn(over));
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /** Meanwhile the connection may have become another one, with a decoder that has been given the bytes. */
    private void takeTurn(DecoderGate.TurnOver last) {
        last.gate().nextTurn();
        decode(last.decoder());
        Connection current = channel.pipeline().get(Connection.class);
        if (current != null) {
            current.readIfWanted();
        }
    }

    /** Reads on, with what has been read already first, or stops. While the decoder waits for its turn nothing is read. */
    final void read(boolean wanted, ByteToMessageDecoder decoder, DecoderGate gate) {
        if (!wanted) {
            gate.close();
        } else if (gate.isClosed()) {
            gate.open();
            later(() -> decode(decoder));
        }
        read(wanted && !gate.isTurnOver());
    }

    /** Has a decoder go on with what has been read already. */
    final void decode(ByteToMessageDecoder decoder) {
        ChannelHandlerContext context = channel.pipeline().context(decoder);
        if (context == null) {
            return;
        }
        try {
            decoder.channelRead(context, Unpooled.EMPTY_BUFFER);
        } catch (Exception e) {
            context.fireExceptionCaught(e);
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
