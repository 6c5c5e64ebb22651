package io.faye.benchmark.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/** A WebSocket. */
final class WebSocketWire extends NettyWire<byte[]> {

    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /faye HTTP/1.1",
            "Host: 127.0.0.1",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;

    WebSocketWire(Receiver receiver) {
        super(receiver);
    }

    @Override
    void addCodec(Channel made) {
        made.pipeline().addLast(new FrameDecoder());
    }

    @Override
    public String connectionType() {
        return "websocket";
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        write(Unpooled.copiedBuffer(UPGRADE, StandardCharsets.US_ASCII));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == FrameDecoder.UPGRADED) {
            isOpen();
        }
    }

    @Override
    public void send(String message) {
        byte[] text = ("[" + message + "]").getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.buffer(text.length + 8).writeByte(TEXT);
        if (text.length < TWO_BYTES) {
            frame.writeByte(MASKED | text.length);
        } else {
            frame.writeByte(MASKED | TWO_BYTES).writeShort(text.length);
        }
        // Clients have to mask; a mask of zero is one, and leaves the text as it is.
        write(frame.writeInt(0).writeBytes(text));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, byte[] text) {
        received(text);
    }
}
