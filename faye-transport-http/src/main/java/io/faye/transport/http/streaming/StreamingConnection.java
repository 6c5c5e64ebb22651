package io.faye.transport.http.streaming;

import io.faye.protocol.Message;
import io.faye.server.DrainOptions;
import io.faye.server.Peer;
import io.faye.transport.http.connection.Connection;
import io.faye.transport.http.connection.GracefulClose;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.connection.WritePromise;
import io.faye.transport.http.content.Content;
import io.faye.transport.http.loop.ConnectionLoop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A connection over which messages go out at any time: short ones at once, long ones as the client takes them. */
public abstract class StreamingConnection extends Connection {

    protected @Nullable Peer peer;

    protected boolean closing;

    private long lastUsed = System.nanoTime();
    private @Nullable OutboundQueue outbox;
    private @Nullable Runnable end;
    private volatile boolean isBackedUp;

    protected StreamingConnection(ServerContext server, ConnectionLoop loop, Channel channel) {
        super(server, loop, channel);
    }

    /** Writes messages at once, or adds them to what waits. */
    protected abstract void write(List<Message> messages, Runnable written);

    @Override
    public final boolean isStreaming() {
        return true;
    }

    @Override
    public final boolean isWritable() {
        return !isBackedUp && channel.isWritable();
    }

    @Override
    public final void deliver(List<Message> messages, Runnable written) {
        if (executor.isMyTurn()) {
            deliverNow(messages, written);
        } else {
            executor.execute(() -> deliverNow(messages, written));
        }
    }

    private void deliverNow(List<Message> messages, Runnable written) {
        if (!closing && channel.isActive()) {
            write(messages, written);
        }
    }

    protected final void write(ByteBuf whole, Runnable written) {
        write(whole, WritePromise.of(channel, written));
        flushSoon();
    }

    /** Adds to what waits, which is written as the client takes it. */
    protected final void writeLater(Content content, Runnable written) {
        OutboundQueue waiting = outbox == null ? new OutboundQueue(this) : outbox;
        outbox = waiting;
        waiting.add(content, written);
        writeMore();
    }

    protected final void used(long now) {
        lastUsed = now;
    }

    /** {@return whether nobody has been connected over it for long, and nothing came} */
    protected final boolean isAbandoned(long now) {
        if (now - lastUsed <= server.limits().idleTimeout().toNanos()) {
            return false;
        }
        boolean busy = isBusy();
        lastUsed = busy ? now : lastUsed;
        return !busy;
    }

    /**
     * {@return whether the client is to connect again} The connection is too old, or no session uses it while the server moves
     * its sessions; one in four of the latter at a time, because they shall not come back at once.
     */
    protected final boolean isToMove() {
        boolean isUnused =
                loop.isLeaving() && !isBusy() && ThreadLocalRandom.current().nextInt(4) == 0;
        return !closing && (isUnused || isOld());
    }

    /** Has the sessions that use the connection move, and then the connection closed. */
    protected final void move() {
        Duration pause = DrainOptions.DEFAULT.drawPause();
        if (peer == null) {
            moveAway(pause);
        } else {
            peer.moveAway(pause);
        }
    }

    protected boolean isBusy() {
        return waiting() > 0 || peer != null && peer.isUsed();
    }

    protected final int waiting() {
        return outbox == null ? 0 : outbox.size();
    }

    protected final long waitingMemory() {
        return outbox == null ? 0 : outbox.memory();
    }

    private void writeMore() {
        if (outbox != null && !outbox.isEmpty()) {
            outbox.writeMore();
            isBackedUp = !outbox.isEmpty();
            flushSoon();
        }
        if (end != null && !isBackedUp) {
            end.run();
            end = null;
        }
    }

    /** Runs what ends the connection when all was written; two seconds later it is closed in any case. */
    protected final void endWith(Runnable last) {
        closing = true;
        if (isBackedUp) {
            end = last;
            GracefulClose.closeSoon(channel);
        } else {
            last.run();
        }
    }

    @Override
    public final void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            writeMore();
        }
        readIfWanted();
        if (isWritable() && peer != null) {
            peer.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        if (outbox != null) {
            outbox.clear();
        }
        end = null;
        closePeer();
    }

    protected final void closePeer() {
        if (peer != null) {
            peer.closed();
        }
        peer = null;
    }
}
