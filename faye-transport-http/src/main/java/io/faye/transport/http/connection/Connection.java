package io.faye.transport.http.connection;

import io.faye.extension.Request;
import io.faye.server.MessageSink;
import io.faye.server.SessionAdmission;
import io.faye.transport.ConnectionMemory;
import io.faye.transport.http.loop.ConnectionLoop;
import io.faye.transport.http.loop.DecoderGate;
import io.faye.transport.http.loop.LoopExecutor;
import io.faye.transport.http.loop.LoopMember;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a client. Handler and sink are one object, because there are many connections and most are idle. */
public abstract class Connection extends LoopMember implements MessageSink, ConnectionMemory.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    protected final ServerContext server;
    protected final ConnectionLoop loop;
    protected final Channel channel;
    protected final LoopExecutor executor;
    protected final ConnectionMemory memory;

    private final long ageLimit;
    private boolean unflushed;
    private long sent;
    private @Nullable WriteRate writeRate;

    protected Connection(ServerContext server, ConnectionLoop loop, Channel channel) {
        this.server = server;
        this.loop = loop;
        this.channel = channel;
        this.executor = new LoopExecutor(loop);
        this.ageLimit = ConnectionAge.limit(server.limits().maxConnectionAge());
        this.memory = new ConnectionMemory(server.bayeux().memoryBudget(), this);
    }

    protected abstract ConnectionKind kind();

    /** Looks for what has taken too long. */
    protected abstract void sweep(long now);

    /** Ends the connection because the server's memory is short, and it held much of that. */
    protected abstract void evict();

    /** {@return what all connections of the server share} */
    public final ServerContext server() {
        return server;
    }

    /** {@return the loop whose thread this connection belongs to} */
    public final ConnectionLoop loop() {
        return loop;
    }

    public final Channel channel() {
        return channel;
    }

    /** {@return runs tasks on the connection's thread, in order} */
    public final LoopExecutor executor() {
        return executor;
    }

    public final ConnectionMemory memory() {
        return memory;
    }

    @Override
    public final void evictSoon() {
        executor.execute(this::evict);
    }

    @Override
    public final String toString() {
        return String.valueOf(channel.remoteAddress());
    }

    /** Reads on or stops, after something has changed that this depends on. */
    protected abstract void readIfWanted();

    @Override
    public final void handlerAdded(ChannelHandlerContext context) {
        loop.add(this);
        server.counters().opened(kind());
    }

    @Override
    public final void handlerRemoved(ChannelHandlerContext context) {
        loop.remove(this);
        server.counters().closed(kind());
        memory.close();
    }

    @Override
    public final SessionAdmission admitSession(Request request) {
        return server.admission().admitSession(request);
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
    public final boolean isOld() {
        return ConnectionAge.isOver(ageLimit);
    }

    /** Flushes once all is done that the loop has at hand, so that what is written meanwhile goes out together. */
    public final void flushSoon() {
        if (!unflushed) {
            unflushed = true;
            loop.flushSoon(this);
        }
    }

    /** Writes bytes behind those before; they go out with the next flush. */
    public final void write(ByteBuf bytes, ChannelPromise promise) {
        sent += bytes.readableBytes();
        channel.write(bytes, promise);
    }

    @Override
    protected final void check(long now) {
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
            writeRate = null;
            return false;
        }
        if (writeRate == null) {
            writeRate = new WriteRate(now, sent, left);
        }
        return writeRate.isTooSlow(now, sent, left, server.limits());
    }

    /** {@return whether nothing was left at the last look that the client had not taken} */
    protected final boolean isTaken() {
        return writeRate == null;
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
    protected final void read(boolean wanted, ByteToMessageDecoder decoder, DecoderGate gate) {
        if (!wanted) {
            gate.close();
        } else if (gate.isClosed()) {
            gate.open();
            later(() -> decode(decoder));
        }
        read(wanted && !gate.isTurnOver());
    }

    /** Has a decoder go on with what has been read already. */
    public final void decode(ByteToMessageDecoder decoder) {
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

    @Override
    protected final void closeNow() {
        channel.close();
    }

    @Override
    protected final void flush() {
        unflushed = false;
        channel.flush();
    }

    protected final void read(boolean wanted) {
        if (channel.config().isAutoRead() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }
}
