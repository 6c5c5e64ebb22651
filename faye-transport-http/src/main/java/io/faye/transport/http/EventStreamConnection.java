package io.faye.transport.http;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.server.Peer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that has become an event stream: messages go out on it, and nothing more comes in. */
final class EventStreamConnection extends Connection {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreamConnection.class);
    private static final Duration USUAL_PERIOD = Duration.ofSeconds(10);

    private final long period;
    private long lastSign = System.nanoTime();
    private long lastUsed = lastSign;
    private @Nullable Peer peer;
    private boolean closing;

    EventStreamConnection(Site site, Loop loop, Channel channel) {
        super(site, loop, channel);
        this.period = (site.ping().isZero() ? USUAL_PERIOD : site.ping()).toNanos();
    }

    /** Has the client's messages flow here. */
    void attach(ClientId client, Request request) {
        Peer made = site.bayeux().connect(this);
        peer = made;
        made.stream(client, request);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public void deliver(List<Message> messages, Runnable written) {
        if (sequence.isMyTurn()) {
            deliverNow(messages, written);
        } else {
            sequence.execute(() -> deliverNow(messages, written));
        }
    }

    private void deliverNow(List<Message> messages, Runnable written) {
        if (!closing && channel.isActive()) {
            channel.write(Events.of(messages, channel.alloc()), new WritePromise(channel, written));
            flushSoon();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable() && peer != null) {
            peer.writable();
        }
    }

    @Override
    public void close(CloseReason reason) {
        sequence.execute(this::goAway);
    }

    @Override
    void evicted() {
        channel.close();
    }

    @Override
    void goAway() {
        if (!closing) {
            closing = true;
            Ending.after(channel.writeAndFlush(Unpooled.EMPTY_BUFFER));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        if (peer != null) {
            peer.closed();
        }
        peer = null;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("Event stream of {} ends", channel.remoteAddress(), cause);
        channel.close();
    }

    /** A sign of life, for what lies between as well as for the client; not on top of what is not taken anyway. */
    @Override
    void sweep(long now) {
        if (isAbandoned(now)) {
            goAway();
        } else if (!closing && now - lastSign >= period && channel.isWritable()) {
            lastSign = now;
            ByteBuf comment = Events.comment(channel.alloc());
            channel.write(comment, channel.voidPromise());
            flushSoon();
        }
    }

    /** For long it has been nobody's stream: its client is unknown, or has another one. */
    private boolean isAbandoned(long now) {
        if (now - lastUsed <= site.limits().idleTimeout().toNanos()) {
            return false;
        }
        if (peer != null && peer.isUsed()) {
            lastUsed = now;
            return false;
        }
        return true;
    }
}
