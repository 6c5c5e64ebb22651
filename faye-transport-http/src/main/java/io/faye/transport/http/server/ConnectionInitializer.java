package io.faye.transport.http.server;

import io.faye.transport.http.admission.Admission;
import io.faye.transport.http.connection.GracefulClose;
import io.faye.transport.http.connection.ReadRate;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.http1.ErrorResponses;
import io.faye.transport.http.http1.HttpConnection;
import io.faye.transport.http.http1.RequestDecoder;
import io.faye.transport.http.http1.RequestHandler;
import io.faye.transport.http.http1.Response;
import io.faye.transport.http.loop.ConnectionLoop;
import io.faye.transport.http.loop.DecoderGate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the two handlers of a new connection. */
public final class ConnectionInitializer extends ChannelInitializer<Channel> {

    private final ServerContext server;
    private final RequestHandler handler;
    private final HttpDecoderConfig decoding;
    private final Map<EventExecutor, ConnectionLoop> loops;

    public ConnectionInitializer(
            ServerContext server, RequestHandler handler, Map<EventExecutor, ConnectionLoop> loops) {
        this.server = server;
        this.handler = handler;
        this.decoding = RequestDecoder.config(server.limits());
        this.loops = loops;
    }

    @Override
    protected void initChannel(Channel channel) {
        ConnectionLoop loop = loops.get(channel.eventLoop());
        if (loop == null || loop.isStopping()) {
            channel.close();
            return;
        }
        Admission.Refusal refusal = server.admission().enter(channel);
        if (refusal == null) {
            server.counters().countAccepted();
        } else {
            server.counters().countRefused(refusal);
        }
        if (refusal != null && !mayAnswer(channel)) {
            channel.close();
            return;
        }
        if (refusal != null) {
            GracefulClose.closeSoon(channel);
        }
        if (server.tls() != null) {
            channel.pipeline().addLast(server.tls().handler(channel.alloc()));
        }
        RequestDecoder decoder = new RequestDecoder(decoding, new ReadRate(System.nanoTime()), new DecoderGate(loop));
        channel.pipeline().addLast(decoder, connection(loop, channel, decoder, refusal));
    }

    private HttpConnection connection(
            ConnectionLoop loop, Channel channel, RequestDecoder decoder, Admission.@Nullable Refusal refusal) {
        Response response = refusal == null ? null : ErrorResponses.of(refusal);
        return new HttpConnection(handler, server, loop, channel, decoder, response);
    }

    /** Not under TLS: to come so far that something can be said costs more than it is worth. */
    private boolean mayAnswer(Channel channel) {
        return server.tls() == null && server.admission().mayAnswer(channel);
    }
}
