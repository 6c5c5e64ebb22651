package io.faye.transport.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.transport.http.connection.ReadRate;
import io.faye.transport.http.http1.RequestDecoder;
import io.faye.transport.http.loop.ConnectionLoop;
import io.faye.transport.http.loop.DecoderGate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of much that was read at once, a decoder")
class DecoderGateTest {

    private static final int MANY = 200;
    private static final String REQUEST = "GET / HTTP/1.1\r\n\r\n";
    /** A ping without content. */
    private static final byte[] FRAME = {(byte) 0x89, (byte) 0x80, 1, 2, 3, 4};

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final DecoderGate gate = new DecoderGate(new ConnectionLoop(channel.eventLoop(), () -> 0));
    private int taken;
    private int turns;

    /** Works for a millisecond on each request or frame. */
    private final class Slow extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            taken += message instanceof HttpRequest || message instanceof WebSocketFrame ? 1 : 0;
            ReferenceCountUtil.release(message);
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(1)) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            turns += event instanceof DecoderGate.TurnOver ? 1 : 0;
        }
    }

    @AfterEach
    void close() {
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    private void handsOn(ChannelHandler decoder, ByteBuf much) {
        channel.pipeline().addLast(decoder, new Slow());
        channel.writeInbound(much);
        assertThat(taken).isBetween(1, MANY / 2);
        assertThat(turns).isEqualTo(1);

        int before = taken;
        channel.writeInbound(Unpooled.EMPTY_BUFFER);
        assertThat(taken).as("taken before the next turn").isEqualTo(before);
        while (taken < MANY) {
            gate.nextTurn();
            channel.writeInbound(Unpooled.EMPTY_BUFFER);
            assertThat(taken).as("taken in the next turn, whose time is over").isEqualTo(before + 1);
            before = taken;
        }
    }

    @Test
    @DisplayName("hands on requests as long as the turn takes, then one each turn")
    void requests() {
        ReadRate rate = new ReadRate(System.nanoTime());
        handsOn(
                new RequestDecoder(new HttpDecoderConfig(), rate, gate),
                Unpooled.copiedBuffer(REQUEST.repeat(MANY), StandardCharsets.US_ASCII));
    }

    @Test
    @DisplayName("hands on frames as long as the turn takes, then one each turn")
    void frames() {
        ByteBuf frames = Unpooled.buffer();
        for (int i = 0; i < MANY; i++) {
            frames.writeBytes(FRAME);
        }
        WebSocketDecoderConfig config =
                WebSocketDecoderConfig.newBuilder().expectMaskedFrames(true).build();
        handsOn(
                new FrameDecoder(
                        config,
                        new ReadRate(System.nanoTime()),
                        gate,
                        () -> {
                            throw new AssertionError("No frame is too large");
                        },
                        () -> {}),
                frames);
    }
}
