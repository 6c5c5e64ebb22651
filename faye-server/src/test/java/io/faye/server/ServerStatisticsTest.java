package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EndReason;
import io.faye.engine.EngineOptions;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server, for those who watch it,")
class ServerStatisticsTest extends ServerTest implements ServerObserver {

    private final Queue<String> observed = new ConcurrentLinkedQueue<>();
    private final Queue<String> times = new ConcurrentLinkedQueue<>();
    private volatile boolean broken;

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().maxSessions(3).observer(this);
    }

    @Override
    public void completed(String operation, Outcome outcome, long nanos) {
        check();
    }

    @Override
    public void published(Channel channel) {
        check();
        observed.add("published " + channel);
    }

    @Override
    public void refused(Optional<Channel> channel, BayeuxError error) {
        check();
        observed.add("refused " + channel.map(Channel::toString).orElse("nothing") + " " + error);
    }

    @Override
    public void delivered(String transport, long nanos) {
        check();
        assertThat(nanos).isNotNegative();
        times.add("delivered over " + transport);
    }

    @Override
    public void acknowledged(String transport, long nanos) {
        check();
        assertThat(nanos).isNotNegative();
        times.add("acknowledged over " + transport);
    }

    private void check() {
        if (broken) {
            throw new IllegalStateException("The observer is broken");
        }
    }

    @Test
    @DisplayName("tells what is published and what is refused, limits of sessions and local clients among it")
    void tells() {
        Remote remote = http();
        String client = remote.handshake();
        remote.publish("/a", 1);
        remote.ask("{'channel':'/a'}");
        remote.ask("{'channel':'/meta/subscribe','clientId':'%s','subscription':'/meta/x'}", client);
        remote.ask("{'channel':'no channel','data':1}");
        remote.handshake();
        remote.handshake();
        remote.ask("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']}");

        assertThat(observed)
                .containsExactly(
                        "published /a",
                        "refused /a 402:data:Missing required parameter",
                        "refused /meta/subscribe 403:/meta/x:Forbidden channel",
                        "refused nothing 405:no channel:Invalid channel",
                        "refused /meta/handshake 400:sessions:Bad request");
    }

    @Test
    @DisplayName("goes on if the observer throws")
    void containsFaults() {
        broken = true;
        Remote remote = http();
        String client = remote.handshake();
        remote.subscribe(client, "/a");
        remote.publish("/a", 1);

        assertThat(remote.poll(client, 1)).containsExactly("1");
        assertThat(remote.askOne("{'channel':'/a'}").error()).contains("402:data:Missing required parameter");
    }

    @Test
    @DisplayName("counts deliveries by transport, sessions, and what memory there is")
    void counts() {
        Remote remote = socket();
        String client = remote.handshake();
        remote.subscribe(client, "/a");
        remote.connect(client, 1);
        remote.publish("/a", 1);
        remote.publish("/a", 2);
        remote.receives(2);

        ServerStatistics statistics = server.statistics();
        assertThat(statistics.deliveredMessages("test")).isEqualTo(2);
        assertThat(statistics.deliveredMessages("websocket")).isZero();
        assertThat(statistics.redeliveredMessages()).isZero();
        assertThat(statistics.attachedSessions()).isOne();
        assertThat(statistics.engine().sessionsBegun()).isOne();
        assertThat(statistics.engine().subscriptionsBegun()).isOne();
        assertThat(statistics.memory().limit()).isPositive();

        remote.ask("{'channel':'/meta/disconnect','clientId':'%s'}", client);
        assertThat(statistics.attachedSessions()).isZero();
        assertThat(statistics.engine().sessionsEnded(EndReason.REQUEST)).isOne();
        assertThat(statistics.engine().subscriptionsEnded()).isOne();
    }

    @Test
    @DisplayName("times a delivery over a stream when it has been written, and each batch once")
    void timesStreams() {
        Remote remote = socket();
        String client = remote.handshake();
        remote.subscribe(client, "/a");
        remote.connect(client, 1);
        assertThat(times).isEmpty();
        remote.sticks();
        http().publish("/a", 1);
        remote.receives(1);
        http().publish("/a", 2);
        remote.receives(1);
        assertThat(times).isEmpty();
        remote.writes();
        // What comes after them has been done after them, too.
        http().publish("/a", 3);
        remote.receives(1);

        assertThat(times).startsWith("delivered over test", "delivered over test");
        assertThat(times).hasSizeLessThanOrEqualTo(3).containsOnly("delivered over test");
    }

    @Test
    @DisplayName("times an answer until the client confirms it, and not what is given again")
    void timesAnswers() {
        Remote remote = http();
        String client = remote.handshake(",'ext':{'ack':true}");
        remote.subscribe(client, "/a");
        assertThat(Remote.data(remote.connect(client, 0, ",'ext':{'ack':0},'advice':{'timeout':0}")))
                .isEmpty();
        remote.publish("/a", 1);
        assertThat(Remote.data(remote.connect(client, 1, ",'ext':{'ack':0}"))).containsExactly("1");
        assertThat(times).containsExactly("delivered over test");

        assertThat(Remote.data(remote.connect(client, 2, ",'ext':{'ack':0}"))).containsExactly("1");
        assertThat(times).containsExactly("delivered over test");

        remote.connect(client, 3, ",'ext':{'ack':1},'advice':{'timeout':0}").join();
        assertThat(times).containsExactly("delivered over test", "acknowledged over test");
    }

    @Test
    @DisplayName("counts what is given again to a client that did not confirm it")
    void countsRedeliveries() {
        Remote remote = http();
        String client = remote.handshake(",'ext':{'ack':true}");
        remote.subscribe(client, "/a");
        remote.publish("/a", 1);
        remote.publish("/a", 2);
        remote.publish("/a", 3);
        assertThat(Remote.data(remote.connect(client, 1, ",'ext':{'ack':0}"))).hasSize(3);
        assertThat(server.statistics().redeliveredMessages()).isZero();

        remote.publish("/a", 4);
        assertThat(Remote.data(remote.connect(client, 2, ",'ext':{'ack':1}"))).containsExactly("2", "3", "4");

        assertThat(server.statistics().redeliveredMessages()).isEqualTo(2);
        assertThat(server.statistics().deliveredMessages("test")).isEqualTo(6);
    }

    @Test
    @DisplayName("counts what a client without acknowledgements asks for again")
    void countsRepeatedAnswers() {
        Remote remote = http();
        String client = remote.handshake();
        remote.subscribe(client, "/a");
        remote.publish("/a", 1);
        assertThat(remote.poll(client, "p")).containsExactly("1");
        assertThat(http().poll(client, "p")).containsExactly("1");
        assertThat(server.statistics().redeliveredMessages()).isOne();

        remote.publish("/a", 2);
        assertThat(remote.poll(client, "q")).containsExactly("2");
        assertThat(server.statistics().redeliveredMessages()).isOne();
    }

    @Test
    @DisplayName("counts a session once, in whichever process it begins and ends")
    void sumsUp() {
        TwoProcesses engine = new TwoProcesses();
        try (BayeuxServer first =
                        super.settings().engine(engine, EngineOptions.none()).build();
                BayeuxServer second =
                        super.settings().engine(engine, EngineOptions.none()).build()) {
            Remote here = new Remote(first, Runnable::run, false);
            Remote there = new Remote(second, Runnable::run, false);
            String client = here.handshake();
            here.connect(client, 1);
            there.connect(client, 2);
            Texts.await(first.sessions()
                    .attributes(there.askOne("{'channel':'/meta/disconnect','clientId':'%s'}", client)
                            .clientId()
                            .orElseThrow()));

            List<ServerStatistics> all = List.of(first.statistics(), second.statistics());
            assertThat(all).extracting(one -> one.engine().sessionsBegun()).containsExactly(1L, 0L);
            assertThat(all)
                    .extracting(one -> one.engine().sessionsEnded(EndReason.REQUEST))
                    .containsExactly(0L, 1L);
            assertThat(all).extracting(ServerStatistics::movedSessions).containsExactly(1L, 0L);
        }
    }

    @Test
    @DisplayName("says its version, its engine and how long it runs")
    void identifies() {
        assertThat(ServerVersion.number()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(server.engineName()).isEqualTo("memory");
        assertThat(Texts.await(server.health()).uptime()).isPositive().isLessThanOrEqualTo(server.uptime());
    }

    @Test
    @DisplayName("observes clients of its own process like others")
    void observesLocalClients() {
        Texts.await(server.client().publish("/local", "x"));

        assertThat(observed).containsExactly("published /local");
        Message refused = http().askOne("{'channel':'/a'}");
        assertThat(refused.isSuccessful()).isFalse();
    }
}
