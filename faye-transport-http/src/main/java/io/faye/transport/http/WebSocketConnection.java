package io.faye.transport.http;

import io.faye.extension.Request;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.server.Peer;
import io.faye.server.ReplyReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that has become a WebSocket. Takes replies itself, so that a held connect costs no further object. */
final class WebSocketConnection extends Connection implements ReplyReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

    private final Request request;
    private final FrameCache frames;
    private final @Nullable Pulse pulse;
    private final MessageAssembler incoming;
    private @Nullable Peer peer;
    private int unanswered;
    private long lastUsed = System.nanoTime();
    private boolean closing;

    WebSocketConnection(Site site, Loop loop, Channel channel, Request request, boolean deflating) {
        super(site, loop, channel);
        this.request = request;
        this.frames = deflating ? loop.deflatedFrames() : loop.frames();
        this.incoming = new MessageAssembler(this, deflating);
        this.pulse = site.ping().isZero() ? null : new Pulse();
    }

    ChannelHandler decoder() {
        return incoming.decoder();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        WebSocketFrame frame = (WebSocketFrame) message;
        try {
            if (pulse != null) {
                pulse.felt();
            }
            take(frame);
        } finally {
            frame.release();
            incoming.restIfWhole();
        }
    }

    private void take(WebSocketFrame frame) {
        if (frame.rsv() != 0 && !MessageAssembler.isDeflated(frame)) {
            fail(CloseCodes.PROTOCOL_ERROR);
        } else if (frame instanceof CloseWebSocketFrame close) {
            answerClose(close.statusCode());
        } else if (closing || frame instanceof PongWebSocketFrame) {
            LOG.trace("Nothing to do for {}", frame);
        } else if (frame instanceof PingWebSocketFrame) {
            write(Frames.pong(channel.alloc(), frame.content()), UNOBSERVED);
        } else {
            incoming.add(frame);
        }
    }

    /** Takes a whole message. */
    void receive(byte[] bytes, boolean isText) {
        lastUsed = System.nanoTime();
        try {
            List<Message> messages = site.bayeux().codec().decode(bytes);
            if (!messages.isEmpty() || !Payloads.isNull(bytes)) {
                receive(messages, RequestMemory.of(bytes, messages));
            }
        } catch (MalformedMessageException e) {
            if (isText && !Payloads.isUtf8(bytes)) {
                fail(CloseCodes.INVALID_TEXT);
            } else {
                e.error().ifPresent(error -> reply(Polling.refusal(error), UNOBSERVED));
            }
        }
    }

    private void receive(List<Message> messages, long bytes) {
        Peer receiver = peer;
        if (receiver == null) {
            receiver = site.bayeux().connect(this);
            peer = receiver;
        }
        unanswered++;
        receiver.process(messages, request, bytes == 0 ? this : counting(bytes));
        readIfWanted();
    }

    private ReplyReceiver counting(long bytes) {
        memory.begin(bytes);
        return (replies, written) -> {
            memory.finish(bytes);
            send(replies, written);
        };
    }

    /** Takes the replies to one request, from any thread. */
    @Override
    public void send(List<Message> replies, Runnable written) {
        sequence.execute(() -> {
            unanswered--;
            reply(replies, written);
            readIfWanted();
        });
    }

    private void reply(List<Message> replies, Runnable written) {
        if (!closing) {
            write(frames.single(replies, channel.alloc()), written);
        }
    }

    private void write(ByteBuf frame, Runnable written) {
        channel.write(frame, WritePromise.of(channel, written));
        flushSoon();
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
            write(frames.frame(messages, channel.alloc()), written);
        }
    }

    @Override
    public void close(CloseReason reason) {
        sequence.execute(() -> closeWith(CloseCodes.of(reason)));
    }

    @Override
    void goAway() {
        closeWith(CloseCodes.GOING_AWAY);
    }

    private void closeWith(int code) {
        if (!closing) {
            closing = true;
            read(true);
            Ending.announce(channel, code);
        }
    }

    private void answerClose(int code) {
        if (closing) {
            channel.close();
        } else {
            closing = true;
            Ending.agree(channel, code);
        }
    }

    /** Ends the connection because of what the client did. */
    void fail(int code) {
        if (!closing) {
            closing = true;
            incoming.drop();
            Ending.reject(channel, code);
        }
    }

    /** Frees at once what the connection holds. */
    @Override
    void evicted() {
        fail(CloseCodes.TRY_AGAIN_LATER);
        incoming.discard();
        closePeer();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException violation) {
            fail(CloseCodes.of(violation));
        } else {
            LOG.debug("WebSocket of {} ends", channel.remoteAddress(), cause);
            channel.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        readIfWanted();
        if (channel.isWritable() && peer != null) {
            peer.writable();
        }
    }

    /** A client that does not take its replies is not listened to either: they would pile up here. */
    void readIfWanted() {
        boolean mayAsk = unanswered < site.limits().maxWaiting() && !incoming.isResting();
        read(closing || mayAsk && channel.isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        incoming.drop();
        closePeer();
    }

    private void closePeer() {
        if (peer != null) {
            peer.closed();
        }
        peer = null;
    }

    @Override
    void sweep(long now) {
        if (!channel.config().isAutoRead()) {
            incoming.pace().restart(now);
        }
        if (incoming.pace().isTooSlow(now, site.limits())) {
            fail(CloseCodes.POLICY);
        } else if (isAbandoned(now)) {
            closeWith(CloseCodes.GOING_AWAY);
        } else if (pulse != null && !closing) {
            feel(pulse, now);
        }
    }

    /** Nobody is connected over it, and no message came for long. */
    private boolean isAbandoned(long now) {
        if (now - lastUsed <= site.limits().idleTimeout().toNanos()) {
            return false;
        }
        if (unanswered > 0 || peer != null && peer.isUsed()) {
            lastUsed = now;
            return false;
        }
        return true;
    }

    private void feel(Pulse pulse, long now) {
        switch (pulse.check(now, site.ping().toNanos())) {
            case QUIET -> write(Frames.ping(channel.alloc()), UNOBSERVED);
            case DEAD -> channel.close();
            case ALIVE -> LOG.trace("{} is alive", channel);
        }
    }
}
