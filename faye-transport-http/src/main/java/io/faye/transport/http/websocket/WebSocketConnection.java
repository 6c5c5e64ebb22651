package io.faye.transport.http.websocket;

import io.faye.extension.Request;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.server.Peer;
import io.faye.server.ReplyReceiver;
import io.faye.transport.OversizedRequest;
import io.faye.transport.Payloads;
import io.faye.transport.ReplyFrames;
import io.faye.transport.RequestMemory;
import io.faye.transport.http.connection.ConnectionKind;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.frame.CloseCodes;
import io.faye.transport.http.frame.FrameCache;
import io.faye.transport.http.frame.FrameEncoder;
import io.faye.transport.http.loop.ConnectionLoop;
import io.faye.transport.http.streaming.StreamingConnection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that has become a WebSocket. It is the receiver of replies itself, so that a held connect needs no further object.
 */
final class WebSocketConnection extends StreamingConnection implements ReplyReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

    private final Request request;
    private final FrameCache frames;
    private final @Nullable Heartbeat heartbeat;
    private final MessageAssembler incoming;
    private int unanswered;

    WebSocketConnection(
            ServerContext server,
            ConnectionLoop loop,
            Channel channel,
            Request request,
            WebSocketDecoderConfig decoding) {
        super(server, loop, channel);
        this.request = request;
        this.frames = decoding.allowExtensions() ? loop.deflatedFrames() : loop.frames();
        this.incoming = new MessageAssembler(this, decoding);
        this.heartbeat = server.ping().isZero() ? null : new Heartbeat();
    }

    ChannelHandler decoder() {
        return incoming.decoder();
    }

    @Override
    protected ConnectionKind kind() {
        return ConnectionKind.WEBSOCKET;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (heartbeat != null) {
                heartbeat.received();
            }
            if (message instanceof OversizedRequest request) {
                refuse(request);
            } else {
                take((WebSocketFrame) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
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
            write(FrameEncoder.pong(channel.alloc(), frame.content()), UNOBSERVED);
        } else {
            incoming.add(frame);
        }
    }

    /** Takes a whole message. */
    void receive(byte[] bytes, boolean isText) {
        used(System.nanoTime());
        try {
            List<Message> messages = server.bayeux().codec().decode(bytes);
            if (!messages.isEmpty() || !Payloads.isNull(bytes)) {
                receive(messages, RequestMemory.of(bytes, messages), this);
            }
        } catch (MalformedMessageException e) {
            if (isText && !Payloads.isUtf8(bytes)) {
                fail(CloseCodes.INVALID_TEXT);
            } else {
                server.refusals().dropped(channel.remoteAddress(), bytes.length);
                e.error().ifPresent(error -> reply(Payloads.refusal(error), UNOBSERVED));
            }
        }
    }

    /**
     * Refuses each message that can be told from others by its id. If one cannot, or if the end was not read, the connection
     * is closed as well.
     */
    void refuse(OversizedRequest oversized) {
        used(System.nanoTime());
        List<Message> messages = oversized.messages();
        server.refusals()
                .tooLarge(channel.remoteAddress(), "websocket", oversized.length(), oversized.limit(), messages);
        List<Message> known =
                messages.stream().filter(message -> message.id().isPresent()).toList();
        if (known.isEmpty() || closing) {
            fail(CloseCodes.TOO_BIG);
            return;
        }
        boolean goesOn = oversized.canAnswerEach();
        receive(known, oversized.memorySize(), (replies, written) -> {
            send(replies, written);
            if (!goesOn) {
                executor.execute(() -> fail(CloseCodes.TOO_BIG));
            }
        });
    }

    private void receive(List<Message> messages, long bytes, ReplyReceiver replies) {
        Peer receiver = peer;
        if (receiver == null) {
            receiver = server.bayeux().connect(this);
            peer = receiver;
        }
        unanswered++;
        receiver.process(messages, request, bytes == 0 ? replies : counting(bytes, replies));
        readIfWanted();
    }

    private ReplyReceiver counting(long bytes, ReplyReceiver receiver) {
        memory.begin(bytes);
        return (replies, written) -> {
            memory.finish(bytes);
            receiver.send(replies, written);
        };
    }

    /** Takes the replies to one request, from any thread. */
    @Override
    public void send(List<Message> replies, Runnable written) {
        executor.execute(() -> {
            unanswered--;
            reply(replies, written);
            readIfWanted();
        });
    }

    private void reply(List<Message> replies, Runnable written) {
        List<List<Message>> parts = ReplyFrames.of(replies);
        int last = parts.size() - 1;
        for (int i = 0; i <= last; i++) {
            replyAtOnce(parts.get(i), i == last ? written : UNOBSERVED);
        }
    }

    private void replyAtOnce(List<Message> replies, Runnable written) {
        if (!closing) {
            ByteBuf frame = isWritable() ? frames.replies(replies, channel.alloc()) : null;
            if (frame == null) {
                writeLater(frames.later(replies), written);
            } else {
                write(frame, written);
            }
        }
    }

    @Override
    protected void write(List<Message> messages, Runnable written) {
        ByteBuf whole = isWritable() ? frames.deliveries(messages, channel.alloc()) : null;
        if (whole != null) {
            write(whole, written);
            return;
        }
        int last = messages.size() - 1;
        for (int i = 0; i <= last; i++) {
            writeLater(frames.later(messages.subList(i, i + 1)), i == last ? written : UNOBSERVED);
        }
    }

    @Override
    public void close(CloseReason reason) {
        executor.execute(() -> closeWith(CloseCodes.of(reason)));
    }

    @Override
    public void goAway() {
        closeWith(CloseCodes.GOING_AWAY);
    }

    private void closeWith(int code) {
        if (!closing) {
            endWith(() -> CloseHandshake.announce(channel, code, server.counters()));
            readIfWanted();
        }
    }

    private void answerClose(int code) {
        if (closing) {
            channel.close();
        } else {
            endWith(() -> CloseHandshake.agree(channel, code, server.counters()));
        }
    }

    /** Ends the connection because of what the client did, or because it cannot be served. */
    void fail(int code) {
        if (!closing) {
            CloseCodes.log(code, server.refusals(), channel.remoteAddress());
            incoming.drop();
            endWith(() -> CloseHandshake.reject(channel, code, server.counters()));
        }
    }

    /** Ends the connection because of a frame that is too long to be read to its end. */
    void tooBig() {
        server.refusals().socket(channel.remoteAddress(), CloseCodes.TOO_BIG, "a frame is too large");
        fail(CloseCodes.TOO_BIG);
    }

    /** Frees at once what the connection holds. */
    @Override
    protected void evict() {
        if (!isWritable()) {
            channel.close();
            return;
        }
        fail(CloseCodes.TRY_AGAIN_LATER);
        incoming.discard();
        closePeer();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException violation) {
            int code = CloseCodes.of(violation);
            if (code == CloseCodes.TOO_BIG) {
                tooBig();
            } else {
                fail(code);
            }
        } else {
            LOG.debug("WebSocket of {} ends", channel.remoteAddress(), cause);
            channel.close();
        }
    }

    /** A client that does not take its replies is not listened to either: they would pile up here. */
    @Override
    protected void readIfWanted() {
        boolean takes = closing || mayAsk() && isWritable();
        read(takes, incoming.decoder(), incoming.decoder().gate());
    }

    private boolean mayAsk() {
        return unanswered + waiting() < server.limits().maxWaiting()
                && waitingMemory() < server.limits().maxWaitingBytes();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        incoming.drop();
        super.channelInactive(context);
    }

    @Override
    protected void sweep(long now) {
        if (!channel.config().isAutoRead()) {
            incoming.rate().restart(now);
        }
        if (!closing) {
            incoming.refuseStalled(now);
        }
        if (incoming.rate().isTooSlow(now, server.limits())) {
            fail(CloseCodes.POLICY);
        } else if (isAbandoned(now)) {
            closeWith(CloseCodes.GOING_AWAY);
        } else if (isToMove()) {
            move();
        } else if (heartbeat != null && !closing) {
            checkHeartbeat(heartbeat, now);
        }
    }

    @Override
    protected boolean isBusy() {
        return unanswered > 0 || super.isBusy();
    }

    /** A client that is at a long message is not asked: the pace at which it takes that is watched. */
    private void checkHeartbeat(Heartbeat heartbeat, long now) {
        if (!isWritable()) {
            heartbeat.received();
        }
        switch (heartbeat.check(now, server.ping().toNanos())) {
            case QUIET -> write(FrameEncoder.ping(channel.alloc()), UNOBSERVED);
            case DEAD -> channel.close();
            case ALIVE -> LOG.trace("{} is alive", channel);
        }
    }
}
