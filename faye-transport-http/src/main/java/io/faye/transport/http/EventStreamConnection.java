package io.faye.transport.http;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.server.Peer;
import io.faye.server.ReplyReceiver;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that has become an event stream: messages go out on it, and nothing more comes in. */
final class EventStreamConnection extends StreamingConnection {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreamConnection.class);
    private static final Duration USUAL_PERIOD = Duration.ofSeconds(10);

    private final long period;
    private long lastSign = System.nanoTime();

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
    void write(List<Message> messages, Runnable written) {
        if (waiting() == 0 && Events.isShort(messages)) {
            write(Events.of(messages, channel.alloc()), written);
        } else {
            writeLater(MessageText.events(messages), written);
        }
    }

    /** Nothing that the client sends is looked at. */
    @Override
    void readIfWanted() {
        read(true);
    }

    @Override
    public void close(CloseReason reason) {
        sequence.execute(this::goAway);
    }

    /** A browser opens the stream again by itself, after the time that it was told last. */
    @Override
    public void moveAway(Duration pause) {
        sequence.execute(() -> {
            if (!closing && isWritable()) {
                write(Events.retry(pause.toMillis(), channel.alloc()), ReplyReceiver.UNOBSERVED);
            }
            goAway();
        });
    }

    @Override
    void evicted() {
        channel.close();
    }

    @Override
    void goAway() {
        if (!closing) {
            endWith(() -> Ending.after(channel.writeAndFlush(Unpooled.EMPTY_BUFFER)));
        }
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
        } else if (isToMove()) {
            move();
        } else if (!closing && now - lastSign >= period && isWritable()) {
            lastSign = now;
            write(Events.comment(channel.alloc()), ReplyReceiver.UNOBSERVED);
        }
    }
}
