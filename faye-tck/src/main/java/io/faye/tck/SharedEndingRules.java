package io.faye.tck;

import static io.faye.engine.Change.CHANGED;

import io.faye.engine.QueueLimits.Policy;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;

/** The exact events in each process when a session ends that several of them have to do with. */
abstract class SharedEndingRules extends SharedFixture {

    private static final int ROUNDS = 10;

    /** In each process the newest listener is told that the session has moved on or ended, and one at the least of the end. */
    private void expectTold(Client client) {
        List<Handle> newest = new ArrayList<>();
        for (Host each : hosts()) {
            each.handles(client.id()).stream()
                    .filter(Handle::isAttached)
                    .reduce((earlier, later) -> later)
                    .ifPresent(newest::add);
        }
        for (Handle handle : newest) {
            service.patience()
                    .until(
                            "the newest listener of " + client + " in each process is told of a move or the end",
                            () -> handle.told(Kind.MOVED) + handle.told(Kind.ENDED) > 0);
        }
        hosts().forEach(this::settle);
        newest.forEach(handle -> Check.equal(
                "How often a listener of " + client + " was told of a move or the end",
                1,
                handle.told(Kind.MOVED) + handle.told(Kind.ENDED)));
        Check.that(
                newest.isEmpty() || newest.stream().anyMatch(handle -> handle.told(Kind.ENDED) == 1),
                "No listener of " + client + " was told of the end");
    }

    private void expectEnd(Client client, String... patterns) {
        hosts().forEach(this::settle);
        List<Host> ended =
                hosts().stream().filter(each -> !ending(client, each).isEmpty()).toList();
        Check.equal("In how many processes the end of " + client + " was reported", 1, ended.size());
        List<String> events = ending(client, ended.get(0));
        List<String> sorted = SessionEnds.sorted(events, events.size() - 1);
        Check.equal("The events of the end of " + client, SessionEnds.events(client, patterns), sorted);
    }

    private List<String> ending(Client client, Host where) {
        return log.lines(heard -> heard.process() == where.number()
                && (heard.is(Kind.UNSUBSCRIBE, client) || heard.is(Kind.DISCONNECT, client)));
    }

    @EngineRule({"EXP-2", "EVT-1"})
    @DisplayName("by itself: in one of them, with the subscriptions that were made in any")
    void timedOut() {
        begin(settings -> settings.expiring(capabilities()));
        Client dave = service.client(second, "dave", Map.of());
        dave.in(host).subscribe("/a");
        dave.in(second).subscribe("/b b/*");
        dave.in(third).subscribe("/c.c/**");
        dave.in(third).attach();
        if (!capabilities().hasOwnClock()) {
            service.time().pass(service.settings().timeout().multipliedBy(3).plusSeconds(1));
        }
        service.patience().until("dave's end is reported", () -> log.count(Kind.DISCONNECT, dave) > 0);
        expectTold(dave);
        expectEnd(dave, "/a", "/b b/*", "/c.c/**");
        Check.equal("How often clientEnded was called for dave", 1, log.count(Kind.CLIENT_ENDED, dave));
    }

    @EngineRule({"EXP-2", "EVT-1"})
    @DisplayName("because messages from all of them fill its queue, while another one ends it: in one of them")
    void overflowing() {
        begin(settings -> settings.limited(1, Policy.END_SESSION));
        for (int round = 0; round < ROUNDS; round++) {
            Client dave = service.client(second, "dave" + round, Map.of());
            String channel = "/full/" + dave;
            dave.in(third).subscribe(channel);
            boolean destroyed = round % 2 == 0;
            Concurrently.run(3, i -> {
                if (destroyed && i == 2) {
                    dave.in(third).destroy();
                    return;
                }
                service.publish(hosts().get(i), channel, 1);
                service.publish(hosts().get(i), channel, 2);
                dave.in(hosts().get(i)).attach();
            });
            service.patience().until("dave's end is reported", () -> log.count(Kind.DISCONNECT, dave) > 0);
            expectTold(dave);
            expectEnd(dave, channel);
        }
    }

    @EngineRule({"SUB-3", "EVT-1"})
    @DisplayName("in one while another one makes subscriptions: what was answered to be made ends with it")
    void subscribedElsewhere() {
        for (int round = 0; round < ROUNDS; round++) {
            Client dave = service.client("dave" + round);
            List<Queue<String>> made = List.of(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
            Concurrently.run(3, i -> {
                if (i == 2) {
                    service.patience()
                            .until("dave makes subscriptions", () -> made.get(0).size() > 3);
                    dave.in(third).destroy();
                    return;
                }
                Client there = dave.in(hosts().get(i));
                for (int k = 0; there.subscribe("/" + i + "/" + k) == CHANGED && Concurrently.goesOn(); k++) {
                    made.get(i).add("/" + i + "/" + k);
                }
            });
            expectEnd(dave, made.stream().flatMap(Queue::stream).toArray(String[]::new));
            Check.equal("What process 1 reports", List.copyOf(made.get(0)), patterns(Kind.SUBSCRIBE, dave, host));
            Check.equal("What process 2 reports", List.copyOf(made.get(1)), patterns(Kind.SUBSCRIBE, dave, second));
        }
    }

    @EngineRule({"EVT-1", "EXP-2"})
    @DisplayName("in one while another one gives subscriptions up: each of them ends once, where it was answered so")
    void givenUpElsewhere() {
        for (int round = 0; round < ROUNDS; round++) {
            Client dave = service.client("dave" + round);
            List<String> left = new ArrayList<>();
            for (int k = 0; k < ROUNDS; k++) {
                dave.subscribe("/a/" + k);
            }
            int first = round;
            Queue<String> givenUp = new ConcurrentLinkedQueue<>();
            Concurrently.run(2, i -> {
                if (i == 0) {
                    service.patience().until("dave gives up subscriptions", () -> givenUp.size() >= first);
                    dave.in(third).destroy();
                    return;
                }
                for (int k = 0; k < ROUNDS; k++) {
                    boolean changed = dave.in(second).unsubscribe("/a/" + k) == CHANGED;
                    (changed ? givenUp : left).add("/a/" + k);
                }
            });
            hosts().forEach(this::settle);
            Check.sameInAnyOrder("What process 2 reports", givenUp, patterns(Kind.UNSUBSCRIBE, dave, second));
            Check.sameInAnyOrder("What process 3 reports", left, patterns(Kind.UNSUBSCRIBE, dave, third));
        }
    }

    private List<String> patterns(Kind kind, Client client, Host where) {
        return log.all(heard -> heard.is(kind, client) && heard.process() == where.number()).stream()
                .map(heard -> String.valueOf(heard.channel()))
                .toList();
    }
}
