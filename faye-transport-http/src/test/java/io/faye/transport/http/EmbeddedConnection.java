package io.faye.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.server.BayeuxServer;
import io.faye.transport.Mount;
import io.faye.transport.Origins;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A connection with all that the server puts behind one, but without a network: what it does is done at once. */
final class EmbeddedConnection {

    private static final HttpLimits LIMITS =
            HttpLimits.builder().maxBody(64 << 10).maxMessage(64 << 10).build();

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int inputs;
    private final Collection<ByteBuf> given = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();

    EmbeddedConnection(BayeuxServer bayeux) {
        Loop loop = new Loop(channel.eventLoop(), () -> inputs++);
        channel.pipeline().addLast(new ConnectionInitializer(site(bayeux), Map.of(channel.eventLoop(), loop)));
    }

    private static Site site(BayeuxServer bayeux) {
        Proxies proxies = Proxies.of(List.of());
        return Site.of(
                bayeux,
                Mount.at("/faye"),
                LIMITS,
                Duration.ZERO,
                Origins.ANY,
                new Preflight(Origins.ANY, List.of()),
                proxies,
                new Admission(AdmissionLimits.DEFAULT, proxies),
                null,
                true,
                call -> CompletableFuture.completedFuture(HttpReply.notFound()));
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
