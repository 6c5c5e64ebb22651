package io.faye.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.server.BayeuxServer;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.loop.ConnectionLoop;
import io.faye.transport.http.server.ConnectionInitializer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;

/** A connection with all that the server puts behind one, but without a network: what it does is done at once. */
final class EmbeddedConnection {

    private static final HttpLimits LIMITS =
            HttpLimits.builder().maxBody(64 << 10).maxMessage(64 << 10).build();

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int inputs;
    private final Collection<ByteBuf> given = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();

    EmbeddedConnection(BayeuxServer bayeux) {
        ConnectionLoop loop = new ConnectionLoop(channel.eventLoop(), () -> inputs++);
        FayeHttpServerBuilder builder = FayeHttpServer.builder().limits(LIMITS).deflate();
        ServerContext server = builder.context(bayeux, null);
        channel.pipeline()
                .addLast(new ConnectionInitializer(server, builder.router(server), Map.of(channel.eventLoop(), loop)));
    }

    /** Sends bytes in pieces of one size, as long as the server listens. */
    EmbeddedConnection send(byte[] bytes, int pieceSize) {
        for (int from = 0; from < bytes.length && channel.isOpen(); from += pieceSize) {
            ByteBuf piece = Unpooled.copiedBuffer(bytes, from, Math.min(pieceSize, bytes.length - from));
            given.add(piece);
            channel.writeInbound(piece);
            channel.runPendingTasks();
        }
        hear();
        return this;
    }

    private void hear() {
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            said.append(next.toString(ISO_8859_1));
            next.release();
        }
    }

    /** {@return all that the server has said, a character for each byte} */
    String said() {
        return said.toString();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Ends it from the client's side; nothing may be left, and nothing may have gone wrong unseen. */
    void end() {
        channel.finishAndReleaseAll();
        channel.checkException();
        assertThat(given).as("buffers that nobody gave back").allMatch(piece -> piece.refCnt() == 0);
    }
}
