package io.faye.transport.http.http1;

import io.faye.protocol.Message;
import io.faye.server.Peer;
import io.faye.transport.OversizedRequest;
import io.faye.transport.RequestMemory;
import io.faye.transport.http.admission.ProxiedClient;
import io.faye.transport.http.connection.Connection;
import io.faye.transport.http.connection.ConnectionKind;
import io.faye.transport.http.connection.ReadRate;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.loop.ConnectionLoop;
import io.faye.transport.http.tls.PeerCertificates;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks HTTP: collects requests, gives them to the {@link RequestHandler}, and keeps responses in order.
 */
public final class HttpConnection extends Connection {

    private final RequestHandler handler;
    private final RequestDecoder decoder;
    private final ReadRate rate;
    private final ResponseQueue replies = new ResponseQueue(this);
    private @Nullable HttpRequest head;
    private final RequestBody body;
    private @Nullable Peer peer;
    private final PeerCertificates certificates;
    private final @Nullable ProxiedClient proxiedClient;
    private final @Nullable Response refusal;
    private boolean refusing;

    public HttpConnection(
            RequestHandler handler,
            ServerContext server,
            ConnectionLoop loop,
            Channel channel,
            RequestDecoder decoder,
            @Nullable Response refusal) {
        super(server, loop, channel);
        this.handler = handler;
        this.decoder = decoder;
        this.rate = decoder.rate();
        this.refusal = refusal;
        this.proxiedClient = server.admission().proxiedClient(channel);
        this.body = new RequestBody(server.limits().maxBody(), handler);
        this.certificates = new PeerCertificates(server.tls(), channel);
    }

    @Override
    protected ConnectionKind kind() {
        return ConnectionKind.HTTP;
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
            refuse(part.decoderResult().cause());
        } else if (part instanceof HttpRequest request) {
            begin(request);
        } else if (part instanceof HttpContent content && head != null) {
            more(head, content);
        }
    }

    /** Refuses what is no request. */
    private void refuse(Throwable fault) {
        Optional<String> target = fault instanceof OversizedRequestLine line ? line.target() : Optional.empty();
        if (target.isEmpty() || !handler.refuse(target.get(), this)) {
            refuse(ErrorResponses.of(fault));
        }
    }

    private void begin(HttpRequest request) {
        Response refusal = refusal(request);
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        rate.bodyBegins(System.nanoTime());
        head = request;
        body.begin(request);
        if (ErrorResponses.awaitsContinue(request)) {
            expect(PendingResponse.to(request, this)).send(Response.CONTINUE);
        }
    }

    private @Nullable Response refusal(HttpRequest request) {
        if (refusal != null) {
            return refusal;
        }
        return loop.isStopping()
                ? ErrorResponses.GOING_AWAY
                : ErrorResponses.of(request, server.limits(), body.longest(request), memory);
    }

    private void more(HttpRequest request, HttpContent content) {
        int arrived = content.content().readableBytes();
        rate.arrived(arrived, System.nanoTime());
        if (body.oversized() == null && !memory.admits(arrived)) {
            refuse(ErrorResponses.NO_MEMORY);
        } else if (!body.add(request, content.content())) {
            refuseTooLarge(request);
        } else if (content instanceof LastHttpContent && !isAdmitted(request)) {
            refuse(ErrorResponses.CROWDED);
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
            refuse(ErrorResponses.BODY_TOO_LARGE);
        } else {
            handler.refuse(request, oversized, expectLast(), this);
        }
    }

    private void serve(HttpRequest request) {
        head = null;
        rate.idle(System.nanoTime());
        PendingResponse reply = expect(PendingResponse.to(request, this));
        refusing = !reply.isKeepAlive();
        byte[] bytes = body.take();
        memory.unfinished(0);
        reply.begin(RequestMemory.of(bytes));
        handler.serve(request, bytes, reply, this);
    }

    private boolean isAdmitted(HttpRequest request) {
        return proxiedClient == null || server.admission().take(proxiedClient, client(request));
    }

    /** Who asks: mostly the other end of the connection. */
    public SocketAddress client(HttpRequest request) {
        return server.proxies().client(channel.remoteAddress(), request.headers());
    }

    public List<X509Certificate> certificates() {
        return certificates.shown();
    }

    private PendingResponse expect(PendingResponse reply) {
        replies.add(reply);
        readIfWanted();
        return reply;
    }

    /** Takes nothing more from this connection, and closes it behind this response. */
    private void refuse(Response response) {
        ErrorResponses.log(response, server.refusals(), head == null ? channel.remoteAddress() : client(head));
        expectLast().send(response);
    }

    /** Expects a reply and takes nothing more. */
    public PendingResponse expectLast() {
        refusing = true;
        head = null;
        body.clear();
        memory.unfinished(0);
        return expect(PendingResponse.last(this));
    }

    /** Ignores what the client sends from now on: the request that was taken last is to become a stream. */
    public void takeNothingMore() {
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
        if (rate.isIdle()) {
            rate.idle(System.nanoTime());
        }
        if (proxiedClient != null && replies.isEmpty() && head == null) {
            proxiedClient.free();
        }
        readIfWanted();
    }

    @Override
    protected void readIfWanted() {
        boolean wanted = refusing || replies.hasRoom(server.limits()) && channel.isWritable();
        if (wanted && decoder.gate().isClosed()) {
            rate.restart(System.nanoTime());
        }
        read(wanted, decoder, decoder.gate());
    }

    /** One for each TCP connection, from its first Bayeux request on. */
    public Peer peer() {
        Peer known = peer;
        if (known == null) {
            known = server.bayeux().connect(this);
            peer = known;
        }
        return known;
    }

    /** Whether a reply is the next to be sent. */
    public boolean isNext(PendingResponse reply) {
        return replies.isNext(reply);
    }

    /** Turns this connection into another one, to which the bytes belong that follow the request. */
    public void become(Connection next, ChannelHandler decoder, ByteBuf response) {
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
    protected void sweep(long now) {
        if (!channel.config().isAutoRead()) {
            rate.restart(now);
        } else if (head != null && body.isStalled(now)) {
            refuseTooLarge(head);
        } else if (!refusing && rate.isTooSlow(now, server.limits())) {
            refuse(ErrorResponses.TOO_SLOW);
        } else if (replies.isEmpty() && isTaken() && rate.isIdleTooLong(now, server.limits())) {
            channel.close();
        }
    }

    @Override
    protected void evict() {
        boolean hasBegun = replies.hasBegun() || !channel.isWritable();
        replies.clear();
        peerClosed();
        if (hasBegun) {
            channel.close();
        } else {
            refuse(ErrorResponses.NO_MEMORY);
        }
    }

    @Override
    public void goAway() {
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
        executor.execute(this::goAway);
    }
}
