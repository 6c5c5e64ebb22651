package io.faye.transport.http.eventstream;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.server.Peer;
import io.faye.server.ReplyReceiver;
import io.faye.transport.http.connection.ConnectionKind;
import io.faye.transport.http.connection.GracefulClose;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.content.MessageContent;
import io.faye.transport.http.loop.ConnectionLoop;
import io.faye.transport.http.streaming.StreamingConnection;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that has become an event stream: messages go out, and nothing more comes in. */
final class EventStreamConnection extends StreamingConnection {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreamConnection.class);
    private static final Duration USUAL_PERIOD = Duration.ofSeconds(10);

    private final long period;
    private long lastSign = System.nanoTime();

    EventStreamConnection(ServerContext server, ConnectionLoop loop, Channel channel) {
        super(server, loop, channel);
        this.period = (server.ping().isZero() ? USUAL_PERIOD : server.ping()).toNanos();
    }

    /** Has the client's messages flow here. */
    void attach(ClientId client, Request request) {
        Peer made = server.bayeux().connect(this);
        peer = made;
        made.stream(client, request);
    }

    @Override
    protected ConnectionKind kind() {
        return ConnectionKind.EVENT_STREAM;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    protected void write(List<Message> messages, Runnable written) {
        if (waiting() == 0 && EventEncoder.isShort(messages)) {
            write(EventEncoder.of(messages, channel.alloc()), written);
        } else {
            writeLater(MessageContent.events(messages), written);
        }
    }

    /** Nothing that the client sends is looked at. */
    @Override
    protected void readIfWanted() {
        read(true);
    }

    @Override
    public void close(CloseReason reason) {
        executor.execute(this::goAway);
    }

    /** A browser opens the stream again by itself, after the time that it was told last. */
    @Override
    public void moveAway(Duration pause) {
        executor.execute(() -> {
            if (!closing && isWritable()) {
                write(EventEncoder.retry(pause.toMillis(), channel.alloc()), ReplyReceiver.UNOBSERVED);
            }
            goAway();
        });
    }

    @Override
    protected void evict() {
        channel.close();
    }

    @Override
    public void goAway() {
        if (!closing) {
            endWith(() -> GracefulClose.after(channel.writeAndFlush(Unpooled.EMPTY_BUFFER)));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("Event stream of {} ends", channel.remoteAddress(), cause);
        channel.close();
    }

    /** A sign of life, for what lies between as well as for the client; not on top of what is not taken anyway. */
    @Override
    protected void sweep(long now) {
        if (isAbandoned(now)) {
            goAway();
        } else if (isToMove()) {
            move();
        } else if (!closing && now - lastSign >= period && isWritable()) {
            lastSign = now;
            write(EventEncoder.comment(channel.alloc()), ReplyReceiver.UNOBSERVED);
        }
    }
}
