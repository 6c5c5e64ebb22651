package io.faye.engine.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Change;
import io.faye.engine.redis.RedisServer;
import io.faye.engine.redis.Replication;
import io.faye.protocol.ChannelPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

@Timeout(180)
@DisplayName("While messages flow, Redis is killed, and a replica takes over:")
class PromotedReplicaTest {

    private static final int SOME = 300;

    private final Fleet fleet = new Fleet();
    private RedisServer master;
    private List<RedisServer> replicas;
    private Relay relay;
    private Flood flood;
    private List<Subscriber> subscribers;

    @BeforeEach
    void start() {
        master = fleet.has(RedisServer.start(List.of("--appendonly", "yes", "--repl-diskless-sync-delay", "0")));
        replicas = List.of(replica(), replica());
        replicas.forEach(each -> Await.until(
                "a replica follows",
                () -> each.info("replication").get("master_link_status").equals("up")));
        relay = fleet.has(new Relay(master.port()));
    }

    private RedisServer replica() {
        return fleet.has(
                RedisServer.start(List.of("--appendonly", "yes", "--replicaof", "127.0.0.1 " + master.port())));
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private void flows(Setup setup) {
        Peer first = fleet.peer(setup);
        Peer second = fleet.peer(setup);
        subscribers = List.of(first.listener("/flood"), second.listener("/flood"));
        flood = Flood.from(first, "/flood");
        flood.goesOnBy(SOME);
    }

    /** As sentinels do it: the replica that has most is the new master, and the other one follows it. */
    private void failsOver() {
        master.kill();
        List<RedisServer> byOffset = new ArrayList<>(replicas);
        byOffset.sort(Comparator.comparingLong(Replication::offset).reversed());
        try (Jedis promoted = byOffset.get(0).connect();
                Jedis follower = byOffset.get(1).connect()) {
            promoted.replicaofNoOne();
            follower.replicaof("127.0.0.1", byOffset.get(0).port());
        }
        relay.leadTo(byOffset.get(0).port());
    }

    @Test
    @DisplayName("with wait-replicas nothing that was accepted is lost")
    void losesNothingWithWaitReplicas() {
        flows(Setup.on(master).through(relay.port()).with("wait-replicas", "1"));
        failsOver();
        flood.goesOnBy(SOME);
        Tally.exact("Replica promoted, with wait-replicas", flood, subscribers);
    }

    @Test
    @DisplayName("without wait-replicas the service goes on, and at most that is lost which the replica did not have")
    void losesWhatTheReplicaDidNotHave() {
        Setup setup = Setup.on(master).through(relay.port());
        Peer before = fleet.peer(setup);
        Subscriber absent = before.listener("/flood");
        absent.leaves(before);
        flows(setup);
        RedisServer replica = replicas.get(0);
        Replication.catchUp(master, replica);
        try (Jedis follower = replica.connect()) {
            follower.replicaofNoOne();
        }
        flood.goesOnBy(SOME);
        master.kill();
        int last = flood.published();
        relay.leadTo(replica.port());
        flood.goesOnBy(SOME);
        absent.comesTo(fleet.peer(setup));
        List<Subscriber> all = new ArrayList<>(subscribers);
        all.add(absent);
        List<Tally> tallies = Tally.of("Replica promoted that lacked some", flood, all);
        Set<Integer> lacking = new TreeSet<>(flood.accepted());
        lacking.removeAll(setup.logged(replica));
        for (int i = 0; i < all.size(); i++) {
            Tally tally = tallies.get(i);
            assertThat(all.get(i).hasEnded())
                    .as("A session has ended: " + tally)
                    .isFalse();
            assertThat(tally.twice()).as("What came twice").isEmpty();
            assertThat(lacking).as("What the new log lacks").containsAll(tally.lost());
            assertThat(tally.lost())
                    .as("Published before the master was killed")
                    .allMatch(number -> number <= last);
        }
    }

    @Test
    @DisplayName("if its clock is an hour behind, subscriptions and messages of after that count all the same")
    void goesOnWithAClockThatIsBehind() {
        Setup setup = Setup.on(master).through(relay.port());
        Peer first = fleet.peer(setup);
        Peer second = fleet.peer(setup);
        RedisServer replica = replicas.get(0);
        Subscriber early = second.listener("/flood");
        Replication.catchUp(master, replica);
        try (Jedis follower = replica.connect()) {
            follower.replicaofNoOne();
        }
        setAhead(setup, Duration.ofHours(1));
        subscribers = List.of(early, first.listener("/flood"), second.listener("/flood"));
        flood = Flood.from(first, "/flood");
        flood.goesOnBy(SOME);
        master.kill();
        int before = flood.published();
        relay.leadTo(replica.port());
        flood.goesOnBy(SOME);
        for (Subscriber each : subscribers) {
            Await.until("it is subscribed", () -> hasSubscribed(second, each));
        }
        Await.eventually("publish", () -> first.publish("/late", 1));
        int last = flood.stop();
        for (Subscriber each : subscribers) {
            Await.until("the late subscription counts", () -> each.hasGot("/late", 1));
            Await.until("the last message has come", () -> each.hasGot("/flood", last));
            Set<Integer> lost = new TreeSet<>(flood.accepted());
            lost.removeAll(each.got("/flood"));
            assertThat(lost).as("Lost, though accepted after the failover").noneMatch(number -> number > before + 200);
        }
    }

    /** Its process may not have put the session back yet. */
    private static boolean hasSubscribed(Peer peer, Subscriber subscriber) {
        ChannelPattern late = ChannelPattern.of("/late");
        return Await.eventually("subscribe", () -> peer.engine().subscribe(subscriber.id(), late)) == Change.CHANGED;
    }

    /** As if Redis' clock were ahead: ids never go back. */
    private void setAhead(Setup setup, Duration by) {
        try (Jedis client = master.connect()) {
            String log = "{" + setup.namespace() + "}:log";
            String id = (System.currentTimeMillis() + by.toMillis()) + "-0";
            client.sendCommand(Protocol.Command.XADD, log, id, "by", "hand");
        }
    }
}
