package io.faye.transport.http.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The event loop of a connection")
class LoopAffinityTest {

    private final List<EventLoop> given = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final LoopAffinity affinity = new LoopAffinity(this::next, nanos::get);

    private EventLoop next() {
        EventLoop loop = new EmbeddedChannel().eventLoop();
        given.add(loop);
        return loop;
    }

    private static final class Connection extends EmbeddedChannel {

        private final SocketAddress remote;

        Connection(String address) {
            this.remote = new InetSocketAddress(address, 50_000);
        }

        @Override
        public SocketAddress remoteAddress() {
            return remote;
        }
    }

    private List<Integer> open(String address, int count, long pauseMillis) {
        List<Integer> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nanos.addAndGet(pauseMillis * 1_000_000);
            loops.add(given.indexOf(affinity.choose(new Connection(address))));
        }
        return loops;
    }

    @Test
    @DisplayName("is the same for few of one address, whenever they are opened, and the next one for another address")
    void few() {
        assertThat(open("192.0.2.1", 32, 1_000)).containsOnly(0);
        assertThat(open("192.0.2.2", 32, 1_000)).containsOnly(1);
    }

    @Test
    @DisplayName("is the same for up to 64 that are opened close together")
    void closeTogether() {
        assertThat(open("192.0.2.1", 64, 1)).containsOnly(0);
        assertThat(open("192.0.2.1", 64, 1)).containsOnly(1);
    }

    @Test
    @DisplayName("is another one for each 32 of many that are opened one after another")
    void many() {
        assertThat(open("192.0.2.1", 96, 1_000)).containsSequence(0, 1).containsSequence(1, 2);
        assertThat(given).hasSize(3);
    }

    @Test
    @DisplayName("is chosen anew when the connections of the address have closed")
    void closed() {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Connection connection = new Connection("192.0.2.1");
            affinity.choose(connection);
            connections.add(connection);
        }
        connections.forEach(EmbeddedChannel::close);
        assertThat(open("192.0.2.1", 8, 1_000)).containsOnly(1);
    }
}
