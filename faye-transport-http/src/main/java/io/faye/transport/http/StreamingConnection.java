package io.faye.transport.http;

import io.faye.protocol.Message;
import io.faye.server.DrainOptions;
import io.faye.server.Peer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A connection over which messages go out at any time: short ones at once, long ones as the client takes them. */
abstract class StreamingConnection extends Connection {

    @Nullable
    Peer peer;

    boolean closing;

    private long lastUsed = System.nanoTime();
    private @Nullable Outbox outbox;
    private @Nullable Runnable end;
    private volatile boolean crowded;

    StreamingConnection(Site site, Loop loop, Channel channel) {
        super(site, loop, channel);
    }

    /** Writes messages at once, or adds them to what waits. */
    abstract void write(List<Message> messages, Runnable written);

    @Override
    public final boolean isStreaming() {
        return true;
    }

    @Override
    public final boolean isWritable() {
        return !crowded && channel.isWritable();
    }

    @Override
    public final void deliver(List<Message> messages, Runnable written) {
        if (sequence.isMyTurn()) {
            deliverNow(messages, written);
        } else {
            sequence.execute(() -> deliverNow(messages, written));
        }
    }

    private void deliverNow(List<Message> messages, Runnable written) {
        if (!closing && channel.isActive()) {
            write(messages, written);
        }
    }

    final void write(ByteBuf whole, Runnable written) {
        write(whole, WritePromise.of(channel, written));
        flushSoon();
    }

    /** Adds to what waits, which is written as the client takes it. */
    final void writeLater(Content content, Runnable written) {
        Outbox waiting = outbox == null ? new Outbox(this) : outbox;
        outbox = waiting;
        waiting.add(content, written);
        goOn();
    }

    final void used(long now) {
        lastUsed = now;
    }

    /** {@return whether nobody has been connected over it for long, and nothing came} */
    final boolean isAbandoned(long now) {
        if (now - lastUsed <= site.limits().idleTimeout().toNanos()) {
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
    final boolean isToMove() {
        boolean isUnused =
                loop.isLeaving() && !isBusy() && ThreadLocalRandom.current().nextInt(4) == 0;
        return !closing && (isUnused || isOld());
    }

    /** Has the sessions that use the connection move, and then the connection closed. */
    final void move() {
        Duration pause = DrainOptions.DEFAULT.drawPause();
        if (peer == null) {
            moveAway(pause);
        } else {
            peer.moveAway(pause);
        }
    }

    boolean isBusy() {
        return waiting() > 0 || peer != null && peer.isUsed();
    }

    final int waiting() {
        return outbox == null ? 0 : outbox.size();
    }

    final long waitingMemory() {
        return outbox == null ? 0 : outbox.memory();
    }

    private void goOn() {
        if (outbox != null && !outbox.isEmpty()) {
            outbox.goOn();
            crowded = !outbox.isEmpty();
            flushSoon();
        }
        if (end != null && !crowded) {
            end.run();
            end = null;
        }
    }

    /** Runs what ends the connection when all was written; two seconds later it is closed in any case. */
    final void endWith(Runnable last) {
        closing = true;
        if (crowded) {
            end = last;
            Ending.closeSoon(channel);
        } else {
            last.run();
        }
    }

    @Override
    public final void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            goOn();
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

    final void closePeer() {
        if (peer != null) {
            peer.closed();
        }
        peer = null;
    }
}
