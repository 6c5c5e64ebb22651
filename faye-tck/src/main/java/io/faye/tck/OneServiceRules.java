package io.faye.tck;

import io.faye.engine.Change;
import io.faye.engine.QueueLimits.Policy;
import io.faye.engine.SessionPage;
import io.faye.protocol.ClientId;
import io.faye.tck.Heard.Kind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

abstract class OneServiceRules extends SharedFixture {

    private static final Duration ELSEWHERE = Duration.ofSeconds(1);

    @EngineRule("CLI-1")
    @DisplayName("knows a session everywhere once its handshake was reported")
    void knowsSessionsEverywhere() {
        Client dave = service.client(second, "dave", Map.of("name", "Dave"));
        log.reports("handshake dave");
        for (Host other : hosts()) {
            Check.that(dave.in(other).exists(), "process " + other.number() + " does not know dave");
        }
    }

    @EngineRule("DIS-1")
    @DisplayName("serves any operation of a client in any process")
    void servesAnywhere() {
        Client there = alice.in(second);
        Check.that(there.ping(), "a ping in another process than that of the handshake was refused");
        Check.equal("subscribe in another process", Change.CHANGED, there.subscribe("/a"));
        Check.equal(
                "the same again in a third", Change.UNCHANGED, alice.in(third).subscribe("/a"));
        Check.equal("unsubscribe in a third", Change.CHANGED, alice.in(third).unsubscribe("/a"));
        Check.equal("the same again in the first", Change.UNCHANGED, alice.unsubscribe("/a"));
        Check.that(alice.in(third).destroy(), "destroyClient in a third process found no session");
        Check.that(!alice.ping(), "the first process can ping a session that a third process ended");
        service.patience()
                .until(
                        "the first process has no attributes of a session that a third process ended",
                        () -> !alice.exists());
    }

    @EngineRule("DIS-1")
    @DisplayName("lists all sessions in every process")
    void listsSessions() {
        Client dave = service.client(third, "dave", Map.of());
        Set<ClientId> mine = Set.of(alice.id(), bob.id(), carol.id(), dave.id());
        for (Host each : hosts()) {
            Set<ClientId> listed = new HashSet<>(clients(each));
            listed.retainAll(mine);
            Check.sameInAnyOrder("sessions that process " + each.number() + " lists", mine, listed);
        }
    }

    private Set<ClientId> clients(Host where) {
        Set<ClientId> found = new HashSet<>();
        Optional<SessionPage.Cursor> cursor = Optional.of(SessionPage.Cursor.START);
        while (cursor.isPresent()) {
            SessionPage page = service.patience().get("clients", where.calls().clients(cursor.get(), 2));
            found.addAll(page.sessions().keySet());
            cursor = page.next();
        }
        return found;
    }

    @EngineRule("CLI-2")
    @DisplayName("knows in every process that a session is over")
    void endsEverywhere() {
        alice.in(second).subscribe("/a");
        alice.destroy();
        for (Host each : hosts()) {
            Client gone = alice.in(each);
            Check.that(!gone.ping(), "process " + each.number() + " lets a session be pinged that is over");
            Check.equal("attach of a session that is over", Optional.empty(), gone.attach());
            Check.equal("subscribe of one", Change.UNKNOWN_CLIENT, gone.subscribe("/b"));
        }
    }

    @EngineRule("CLI-3")
    @DisplayName("lets one of two processes end a session, and reports it there")
    void endsOnce() {
        for (int round = 0; round < 40; round++) {
            Client dave = service.client("dave" + round);
            dave.subscribe("/a");
            log.forget();
            boolean[] ended = new boolean[3];
            Concurrently.run(3, i -> ended[i] = dave.in(hosts().get(i)).destroy());
            Set<String> winners = new TreeSet<>();
            for (int i = 0; i < 3; i++) {
                winners.addAll(ended[i] ? Set.of("process " + (i + 1)) : Set.of());
            }
            Check.equal("how many of three callers of destroyClient got true " + winners, 1, winners.size());
            log.reports("unsubscribe " + dave + " /a", "disconnect " + dave);
            int winner =
                    log.all(heard -> heard.kind() == Kind.DISCONNECT).get(0).process();
            Check.that(ended[winner - 1], "process " + winner + " reports the end, but told its caller false");
        }
    }

    @EngineRule("SUB-1")
    @DisplayName("lets one of two processes make a subscription, and reports it there")
    void subscribesOnce() {
        for (int round = 0; round < 20; round++) {
            String channel = "/race/" + round;
            log.forget();
            Change[] changes = new Change[3];
            Concurrently.run(3, i -> changes[i] = alice.in(hosts().get(i)).subscribe(channel));
            log.reports("subscribe alice " + channel);
            for (int i = 0; i < 3; i++) {
                boolean reported = !log.events(i + 1).isEmpty();
                Change expected = reported ? Change.CHANGED : Change.UNCHANGED;
                Check.equal("subscribe in process " + (i + 1) + ", reported: " + reported, expected, changes[i]);
            }
        }
    }

    @EngineRule("SUB-5")
    @DisplayName("lists in every process what a session was subscribed to in any")
    void listsSubscriptionsEverywhere() {
        Set<String> held = new TreeSet<>();
        for (Host each : hosts()) {
            alice.in(each).subscribe("/from/" + each.number());
            held.add("/from/" + each.number());
            for (Host other : hosts()) {
                Check.equal(
                        "The subscriptions in process " + other.number(),
                        Optional.of(held),
                        alice.in(other).subscriptions());
            }
        }
        alice.in(second).unsubscribe("/from/1");
        held.remove("/from/1");
        for (Host other : hosts()) {
            Check.equal(
                    "The subscriptions in process " + other.number() + " after one has ended",
                    Optional.of(held),
                    alice.in(other).subscriptions());
        }
    }

    @EngineRule("ATT-1")
    @DisplayName("shows attributes in other processes within a second, and at once where the client attaches")
    void showsAttributes() {
        alice.set("role", "admin");
        Check.equal(
                "attributes", Map.of("role", "admin"), alice.in(second).attach().orElse(Map.of()));
        alice.in(third).set("role", "guest");
        Duration begin = service.time().now();
        service.patience().until("the second process sees an attribute that the third has set", () -> alice.in(second)
                .attributes()
                .equals(Optional.of(Map.of("role", "guest"))));
        Duration took = service.time().now().minus(begin);
        Check.that(took.compareTo(ELSEWHERE) <= 0, "an attribute was seen only after " + took);
    }

    @EngineRule({"ATT-2", "THR-1"})
    @DisplayName("sets an absent attribute for one caller when callers in all processes ask at once")
    void setsAbsentAttributesOnce() {
        for (int round = 0; round < 20; round++) {
            String name = "n" + round;
            AtomicInteger changed = new AtomicInteger();
            Concurrently.run(3, i -> {
                Change change = alice.in(hosts().get(i)).setIfAbsent(name, "" + i);
                changed.addAndGet(change == Change.CHANGED ? 1 : 0);
            });
            Check.equal("How many callers have set the attribute", 1, changed.get());
        }
    }

    @EngineRule("EXP-1")
    @DisplayName("keeps a session that is pinged in any process, and ends one that is not, once")
    void expires() {
        begin(settings -> settings.expiring(capabilities()));
        Duration timeout = service.settings().timeout();
        for (int i = 0; i < 6; i++) {
            service.time().pass(timeout.multipliedBy(6).dividedBy(10));
            Check.that(
                    alice.in(hosts().get(i % 3)).ping(), "alice expired, who is pinged in one process after another");
        }
        Duration longest = timeout.multipliedBy(5).dividedBy(2).plusSeconds(1);
        service.time().pass(longest.minus(timeout.multipliedBy(2)));
        Check.that(!bob.ping() && !carol.ping(), "sessions live on that nobody pinged");
        service.patience().until("the end is reported", () -> log.count(Kind.DISCONNECT, bob) > 0);
        hosts().forEach(this::settle);
        Check.equal("how often bob's end was reported", 1, log.count(Kind.DISCONNECT, bob));
    }

    @EngineRule({"EXP-1", "EXP-2", "DIS-3"})
    @DisplayName("ends a session that is not pinged also when the process that began first has closed")
    void expiresWithoutTheFirst() {
        begin(settings -> settings.expiring(capabilities()));
        alice.subscribe("/a");
        alice.attach();
        bob.in(second).attach();
        host.close();
        service.time().pass(service.settings().timeout().multipliedBy(3).plusSeconds(1));
        for (Client client : List.of(alice, bob)) {
            service.patience()
                    .until("the end of " + client + " is reported", () -> log.count(Kind.DISCONNECT, client) > 0);
        }
        settle(second, third);
        settle(third, second);
        for (Client client : List.of(alice, bob)) {
            Check.equal("How often the end of " + client + " was reported", 1, log.count(Kind.DISCONNECT, client));
        }
    }

    @EngineRule({"QUE-3", "DIS-2"})
    @DisplayName("has room in a queue for as many messages as were acknowledged, in whichever process")
    void makesRoomElsewhere() {
        begin(settings -> settings.limited(3, Policy.END_SESSION));
        alice.subscribe("/a");
        long position = 0;
        for (int round = 0; round < 6; round++) {
            Client here = alice.in(hosts().get(round % 3));
            here.attach();
            List.of(1, 2, 3).forEach(i -> service.publish(third, "/a", i));
            Check.equal("What waits in round " + round, Client.json(1, 2, 3), here.awaits(3));
            position += 3;
            alice.in(hosts().get((round + 1) % 3)).attach();
            alice.in(hosts().get((round + 1) % 3)).acknowledge(position);
        }
        Check.that(alice.in(second).exists(), "A queue of which everything was acknowledged has ended its session");
    }

    @EngineRule("LIF-1")
    @DisplayName("ends no session when a process closes, and reports nothing")
    void outlivesProcesses() {
        alice.subscribe("/a");
        alice.attach();
        bob.publish("/a", 1);
        log.forget();
        host.close();
        log.reports();
        Check.equal("how often the closing process was told that alice is over", 0, told(Kind.ENDED, alice, host));
        service.publish(third, "/a", 2);
        alice.in(second).receivesExactly(1, 2);
    }
}
