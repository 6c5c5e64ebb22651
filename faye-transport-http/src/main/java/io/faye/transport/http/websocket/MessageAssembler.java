package io.faye.transport.http.websocket;

import io.faye.transport.OversizedRequest;
import io.faye.transport.http.connection.ReadRate;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.content.BodyBuffer;
import io.faye.transport.http.frame.CloseCodes;
import io.faye.transport.http.loop.DecoderGate;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of the frames of one WebSocket: joins fragments, inflates compressed messages, and counts the memory of a
 * message that is not complete. Belongs to the connection's thread.
 */
final class MessageAssembler {

    /** The first of the reserved bits, as Netty counts them. */
    private static final int DEFLATED = 4;

    private final WebSocketConnection connection;
    private final ServerContext server;
    private final ReadRate rate = new ReadRate(System.nanoTime());
    private final FrameDecoder decoder;
    private @Nullable FragmentedMessage fragments;
    /** Reads the fragments of a message that is longer than the limit. */
    private @Nullable OversizedRequest skipping;

    MessageAssembler(WebSocketConnection connection, WebSocketDecoderConfig decoding) {
        this.connection = connection;
        this.server = connection.server();
        this.decoder = new FrameDecoder(
                decoding, rate, new DecoderGate(connection.loop()), this::oversized, this::countUnfinished);
    }

    FrameDecoder decoder() {
        return decoder;
    }

    /** {@return how fast messages come in} */
    ReadRate rate() {
        return rate;
    }

    /** A frame was taken: unless it is a fragment with more to come, nothing has to come soon. */
    void restIfWhole() {
        if (fragments == null && skipping == null) {
            rate.idle(System.nanoTime());
        }
    }

    private OversizedRequest oversized() {
        return OversizedRequest.ofJson(
                server.bayeux().codec().limits().maxMessages(), server.limits().maxMessage());
    }

    /** {@return whether a frame begins a compressed message} Only what begins a message says so. */
    static boolean isDeflated(WebSocketFrame frame) {
        boolean begins = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
        return begins && frame.rsv() == DEFLATED;
    }

    void add(WebSocketFrame frame) {
        if (skipping != null) {
            skip(skipping, frame);
            return;
        }
        FragmentedMessage message = frame instanceof ContinuationWebSocketFrame && fragments != null
                ? fragments
                : new FragmentedMessage(
                        new BodyBuffer(server.limits().maxMessage()),
                        frame instanceof TextWebSocketFrame,
                        isDeflated(frame));
        if (!message.body().add(frame.content())) {
            tooLarge(message, frame);
            return;
        }
        fragments = frame.isFinalFragment() ? null : message;
        if (frame.isFinalFragment()) {
            complete(message);
        }
    }

    private void tooLarge(FragmentedMessage message, WebSocketFrame frame) {
        fragments = null;
        if (message.isDeflated()) {
            connection.tooBig();
            return;
        }
        OversizedRequest rest = oversized();
        byte[] begun = message.body().take();
        rest.add(begun, begun.length);
        skip(rest, frame);
    }

    private void skip(OversizedRequest message, WebSocketFrame frame) {
        BodyBuffer.skip(frame.content(), message);
        boolean done = frame.isFinalFragment() || message.isHopeless();
        skipping = done ? null : message;
        if (done) {
            connection.refuse(message);
        }
    }

    private void complete(FragmentedMessage message) {
        byte[] bytes = message.body().take();
        connection.memory().unfinished(decoder.unfinished());
        if (message.isDeflated()) {
            inflate(bytes, message.isText());
        } else {
            connection.receive(bytes, message.isText());
        }
    }

    private void inflate(byte[] bytes, boolean isText) {
        try {
            OversizedRequest longer = oversized();
            byte[] inflated =
                    connection.loop().deflate().inflate(bytes, server.limits().maxMessage(), longer);
            if (inflated == null) {
                connection.refuse(longer);
            } else {
                connection.receive(inflated, isText);
            }
        } catch (DataFormatException e) {
            connection.fail(CloseCodes.INVALID_TEXT);
        }
    }

    /** Counts what has come of a message, and ends the connection if the server has too little memory for it. */
    private void countUnfinished() {
        long bytes = decoder.unfinished()
                + (fragments == null ? 0 : fragments.body().capacity())
                + (skipping == null ? 0 : skipping.memorySize());
        long more = bytes - connection.memory().unfinished();
        if (more > 0 && !connection.memory().admits(more)) {
            connection.evict();
        } else {
            connection.memory().unfinished(bytes);
        }
    }

    /** Refuses a message that is too large, as far as it was read, if it has stopped coming. */
    void refuseStalled(long now) {
        OversizedRequest coming = skipping == null ? decoder.oversized() : skipping;
        if (coming != null && coming.isStalled(now)) {
            skipping = null;
            decoder.discard();
            connection.refuse(coming);
        }
    }

    /** Drops the fragments that are there. */
    void drop() {
        fragments = null;
        skipping = null;
    }

    /** Drops all that is there, and what comes from now on: the client may take its time to close. */
    void discard() {
        drop();
        decoder.discard();
        connection.decode(decoder);
    }
}
