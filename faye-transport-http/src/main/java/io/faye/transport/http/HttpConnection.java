package io.faye.transport.http;

import io.faye.protocol.Message;
import io.faye.server.Peer;
import io.faye.transport.OversizedRequest;
import io.faye.transport.RequestMemory;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that speaks HTTP: gathers requests, hands them to the {@link Router}, and keeps replies in order. */
final class HttpConnection extends Connection {

    private final Router router;
    private final RequestDecoder decoder;
    private final Pace pace;
    private final ReplyQueue replies = new ReplyQueue(this);
    private @Nullable HttpRequest head;
    private final RequestBody body;
    private @Nullable Peer peer;
    private final Certificates certificates;
    private final @Nullable Seat seat;
    private final @Nullable Response turnedAway;
    private boolean refusing;

    HttpConnection(
            Router router,
            Site site,
            Loop loop,
            Channel channel,
            RequestDecoder decoder,
            @Nullable Response turnedAway) {
        super(site, loop, channel);
        this.router = router;
        this.decoder = decoder;
        this.pace = decoder.pace();
        this.turnedAway = turnedAway;
        this.seat = site.admission().seat(channel);
        this.body = new RequestBody(site);
        this.certificates = new Certificates(site.tls(), channel);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!refusing) {
                take((HttpObject) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            if (!CallbackPolling.refuse(part.decoderResult().cause(), this)) {
                refuse(Refusals.of(part.decoderResult().cause()));
            }
        } else if (part instanceof HttpRequest request) {
            begin(request);
        } else if (part instanceof HttpContent content && head != null) {
            more(head, content);
        }
    }

    private void begin(HttpRequest request) {
        Response refusal = refusal(request);
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        pace.bodyBegins(System.nanoTime());
        head = request;
        body.begin(request);
        if (Refusals.awaitsContinue(request)) {
            expect(PendingReply.to(request, this)).send(Response.CONTINUE);
        }
    }

    private @Nullable Response refusal(HttpRequest request) {
        if (turnedAway != null) {
            return turnedAway;
        }
        return loop.isGoingAway() ? Refusals.GOING_AWAY : Refusals.of(request, site, memory);
    }

    private void more(HttpRequest request, HttpContent content) {
        int arrived = content.content().readableBytes();
        pace.arrived(arrived, System.nanoTime());
        if (body.oversized() == null && !memory.admits(arrived)) {
            refuse(Refusals.NO_MEMORY);
        } else if (!body.add(request, content.content())) {
            refuseTooLarge(request);
        } else if (content instanceof LastHttpContent && !isSeated(request)) {
            refuse(Refusals.CROWDED);
        } else if (content instanceof LastHttpContent && body.oversized() != null) {
            refuseTooLarge(request);
        } else if (content instanceof LastHttpContent) {
            serve(request);
        } else {
            memory.unfinished(body.memorySize());
        }
    }

    private void refuseTooLarge(HttpRequest request) {
        OversizedRequest oversized = body.oversized();
        if (oversized == null) {
            refuse(Refusals.BODY_TOO_LARGE);
        } else {
            LongPolling.refuse(request, oversized, expectLast(), this);
        }
    }

    private void serve(HttpRequest request) {
        head = null;
        pace.idle(System.nanoTime());
        PendingReply reply = expect(PendingReply.to(request, this));
        refusing = !reply.isKeepAlive();
        byte[] bytes = body.take();
        memory.unfinished(0);
        reply.begin(RequestMemory.of(bytes));
        router.serve(request, bytes, reply, this);
    }

    private boolean isSeated(HttpRequest request) {
        return seat == null || site.admission().take(seat, client(request));
    }

    /** Who asks: mostly the other end of the connection. */
    SocketAddress client(HttpRequest request) {
        return site.proxies().client(channel.remoteAddress(), request.headers());
    }

    List<X509Certificate> certificates() {
        return certificates.shown();
    }

    private PendingReply expect(PendingReply reply) {
        replies.add(reply);
        readIfWanted();
        return reply;
    }

    /** Takes nothing more from this connection, and closes it behind this response. */
    private void refuse(Response response) {
        Refusals.log(response, site.refusals(), head == null ? channel.remoteAddress() : client(head));
        expectLast().send(response);
    }

    /** Expects a reply and takes nothing more. */
    PendingReply expectLast() {
        refusing = true;
        head = null;
        body.clear();
        memory.unfinished(0);
        return expect(PendingReply.last(this));
    }

    /** Ignores what the client sends from now on: the request that was taken last is to become a stream. */
    void takeNothingMore() {
        refusing = true;
    }

    /** A response is there, maybe the one that others wait for. */
    void ready(Response response) {
        replies.keep(response);
        sendReady();
    }

    /** Sends what the client takes now. */
    void sendReady() {
        replies.sendReady();
        if (pace.isIdle()) {
            pace.idle(System.nanoTime());
        }
        if (seat != null && replies.isEmpty() && head == null) {
            seat.free();
        }
        readIfWanted();
    }

    @Override
    void readIfWanted() {
        boolean wanted = refusing || replies.hasRoom(site.limits()) && channel.isWritable();
        if (wanted && decoder.gate().isClosed()) {
            pace.restart(System.nanoTime());
        }
        read(wanted, decoder, decoder.gate());
    }

    /** One for each TCP connection, from its first Bayeux request on. */
    Peer peer() {
        Peer known = peer;
        if (known == null) {
            known = site.bayeux().connect(this);
            peer = known;
        }
        return known;
    }

    /** Whether a reply is the next to be sent. */
    boolean isNext(PendingReply reply) {
        return replies.isNext(reply);
    }

    /** Turns this connection into another one, to which the bytes belong that follow the request. */
    void become(Connection next, ChannelHandler decoder, ByteBuf response) {
        replies.clear();
        peerClosed();
        write(response, channel.voidPromise());
        channel.pipeline().replace(this, null, next);
        channel.pipeline().replace(RequestDecoder.class, null, decoder);
        next.flushSoon();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            sendReady();
        } else {
            readIfWanted();
        }
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        refusing = true;
        replies.clear();
        peerClosed();
    }

    private void peerClosed() {
        if (peer != null) {
            peer.closed();
        }
        peer = null;
    }

    @Override
    void sweep(long now) {
        if (!channel.config().isAutoRead()) {
            pace.restart(now);
        } else if (head != null && body.isStalled(now)) {
            refuseTooLarge(head);
        } else if (!refusing && pace.isTooSlow(now, site.limits())) {
            refuse(Refusals.TOO_SLOW);
        } else if (replies.isEmpty() && isTaken() && pace.isIdleTooLong(now, site.limits())) {
            channel.close();
        }
    }

    @Override
    void evicted() {
        boolean hasBegun = replies.hasBegun() || !channel.isWritable();
        replies.clear();
        peerClosed();
        if (hasBegun) {
            channel.close();
        } else {
            refuse(Refusals.NO_MEMORY);
        }
    }

    @Override
    void goAway() {
        replies.endWhenEmpty();
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void deliver(List<Message> messages, Runnable written) {
        throw new UnsupportedOperationException("Polling carries messages in replies only");
    }

    @Override
    public void close(CloseReason reason) {
        sequence.execute(this::goAway);
    }
}
