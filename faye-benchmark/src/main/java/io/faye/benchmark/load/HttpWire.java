package io.faye.benchmark.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** An HTTP connection that is kept open; requests follow each other. */
final class HttpWire extends NettyWire<FullHttpResponse> {

    private static final int LONGEST = 1 << 20;

    private String cookie = "";

    HttpWire(Receiver receiver) {
        super(receiver);
    }

    @Override
    void addCodec(Channel made) {
        made.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(LONGEST));
    }

    @Override
    public String connectionType() {
        return "long-polling";
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        isOpen();
    }

    @Override
    public void send(String message) {
        ByteBuf body = Unpooled.copiedBuffer("[" + message + "]", StandardCharsets.UTF_8);
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/faye", body);
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.HOST, "127.0.0.1");
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        if (!cookie.isEmpty()) {
            headers.set(HttpHeaderNames.COOKIE, cookie);
        }
        write(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        // CometD knows a browser by a cookie.
        String given = response.headers().get(HttpHeaderNames.SET_COOKIE);
        if (given != null) {
            cookie = given.split(";", 2)[0];
        }
        received(ByteBufUtil.getBytes(response.content()));
    }
}
