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
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that has become a WebSocket. Takes replies itself, so that a held connect costs no further object. */
final class WebSocketConnection extends StreamingConnection implements ReplyReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

    /** The first of the reserved bits, as Netty counts them. */
    private static final int DEFLATED = 4;

    private final Request request;
    private final FrameCache frames;
    private final @Nullable Pulse pulse;
    private final Pace pace = new Pace(System.nanoTime());
    private final FrameDecoder decoder;
    private @Nullable Fragments fragments;
    private int unanswered;

    WebSocketConnection(Site site, Loop loop, Channel channel, Request request, boolean deflating) {
        super(site, loop, channel);
        this.request = request;
        this.frames = deflating ? loop.deflatedFrames() : loop.frames();
        this.decoder = new FrameDecoder(deflating ? site.framesWithExtensions() : site.frames(), pace);
        this.pulse = site.ping().isZero() ? null : new Pulse();
    }

    ChannelHandler decoder() {
        return decoder;
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
            restIfWhole();
        }
    }

    private void restIfWhole() {
        if (fragments == null) {
            pace.idle(System.nanoTime());
        }
    }

    private void take(WebSocketFrame frame) {
        if (frame.rsv() != 0 && !isDeflated(frame)) {
            fail(CloseCodes.PROTOCOL_ERROR);
        } else if (frame instanceof CloseWebSocketFrame close) {
            answerClose(close.statusCode());
        } else if (closing || frame instanceof PongWebSocketFrame) {
            LOG.trace("Nothing to do for {}", frame);
        } else if (frame instanceof PingWebSocketFrame) {
            write(Frames.pong(channel.alloc(), frame.content()), UNOBSERVED);
        } else {
            data(frame);
        }
    }

    /** Only what begins a message says so. */
    private static boolean isDeflated(WebSocketFrame frame) {
        boolean begins = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
        return begins && frame.rsv() == DEFLATED;
    }

    private void data(WebSocketFrame frame) {
        Fragments message = frame instanceof ContinuationWebSocketFrame && fragments != null
                ? fragments
                : new Fragments(
                        new Body(site.limits().maxMessage()), frame instanceof TextWebSocketFrame, isDeflated(frame));
        if (!message.body().add(frame.content())) {
            fail(CloseCodes.TOO_BIG);
            return;
        }
        fragments = frame.isFinalFragment() ? null : message;
        if (frame.isFinalFragment()) {
            receive(message);
        }
    }

    private void receive(Fragments message) {
        used(System.nanoTime());
        byte[] bytes = message.body().toArray();
        if (message.isDeflated()) {
            inflate(bytes, message.isText());
        } else {
            receive(bytes, message.isText());
        }
    }

    private void inflate(byte[] bytes, boolean isText) {
        try {
            byte[] inflated = loop.deflate().inflate(bytes, site.limits().maxMessage());
            if (inflated == null) {
                fail(CloseCodes.TOO_BIG);
            } else {
                rest(inflated.length);
                receive(inflated, isText);
            }
        } catch (DataFormatException e) {
            fail(CloseCodes.INVALID_TEXT);
        }
    }

    /** A delay, because tasks that are due at once would be done before others are read from. */
    private void rest(int inflated) {
        decoder.inflated(inflated);
        if (decoder.isResting()) {
            channel.eventLoop().schedule(this::rested, 1, TimeUnit.MILLISECONDS);
            readIfWanted();
        }
    }

    private void rested() {
        decoder.rested();
        decode(decoder);
        readIfWanted();
    }

    private void receive(byte[] bytes, boolean isText) {
        try {
            List<Message> messages = site.bayeux().codec().decode(bytes);
            if (!messages.isEmpty() || !Payloads.isNull(bytes)) {
                receive(messages);
            }
        } catch (MalformedMessageException e) {
            if (isText && !Payloads.isUtf8(bytes)) {
                fail(CloseCodes.INVALID_TEXT);
            } else {
                e.error().ifPresent(error -> reply(Polling.refusal(error), UNOBSERVED));
            }
        }
    }

    private void receive(List<Message> messages) {
        Peer receiver = peer;
        if (receiver == null) {
            receiver = site.bayeux().connect(this);
            peer = receiver;
        }
        unanswered++;
        receiver.process(messages, request, this);
        readIfWanted();
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
            write(isWritable() ? frames.single(replies, channel.alloc()) : null, replies, written);
        }
    }

    @Override
    void write(List<Message> messages, Runnable written) {
        write(isWritable() ? frames.frame(messages, channel.alloc()) : null, messages, written);
    }

    private void write(@Nullable ByteBuf frame, List<Message> messages, Runnable written) {
        if (frame == null) {
            writeLater(frames.later(messages), written);
        } else {
            write(frame, written);
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
            endWith(() -> Ending.announce(channel, code));
            readIfWanted();
        }
    }

    private void answerClose(int code) {
        if (closing) {
            channel.close();
        } else {
            endWith(() -> Ending.agree(channel, code));
        }
    }

    private void fail(int code) {
        if (!closing) {
            fragments = null;
            endWith(() -> Ending.reject(channel, code));
        }
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

    /** A client that does not take its replies is not listened to either: they would pile up here. */
    @Override
    void readIfWanted() {
        boolean takes = closing || mayAsk() && isWritable();
        if (!takes) {
            decoder.pause();
        } else if (decoder.isPaused()) {
            decoder.resume();
            later(() -> decode(decoder));
        }
        read(takes && !decoder.isResting());
    }

    private boolean mayAsk() {
        return unanswered + waiting() < site.limits().maxWaiting()
                && waitingMemory() < site.limits().maxWaitingBytes();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fragments = null;
        super.channelInactive(context);
    }

    @Override
    void sweep(long now) {
        if (!channel.config().isAutoRead()) {
            pace.restart(now);
        }
        if (pace.isTooSlow(now, site.limits())) {
            fail(CloseCodes.POLICY);
        } else if (isAbandoned(now)) {
            closeWith(CloseCodes.GOING_AWAY);
        } else if (pulse != null && !closing) {
            feel(pulse, now);
        }
    }

    @Override
    boolean isBusy() {
        return unanswered > 0 || super.isBusy();
    }

    /** A client that is at a long message is not asked: the pace at which it takes that is watched. */
    private void feel(Pulse pulse, long now) {
        if (!isWritable()) {
            pulse.felt();
        }
        switch (pulse.check(now, site.ping().toNanos())) {
            case QUIET -> write(Frames.ping(channel.alloc()), UNOBSERVED);
            case DEAD -> channel.close();
            case ALIVE -> LOG.trace("{} is alive", channel);
        }
    }
}
