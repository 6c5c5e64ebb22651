package io.faye.tck;

import io.faye.engine.Change;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

abstract class SharedEventRules extends SharedFixture {

    private void reported(Host where, String... events) {
        List<String> heard = log.events(where.number()).stream()
                .filter(line -> !line.endsWith(MARKER))
                .toList();
        Check.equal("The events in process " + where.number(), List.of(events), heard);
    }

    @EngineRule("EVT-1")
    @DisplayName("reports each event once, in the process that was asked")
    void reportsWhereAsked() {
        Client dave = service.client(second, "dave", Map.of());
        dave.in(third).subscribe("/a");
        dave.publish("/a", 1);
        dave.in(third).unsubscribe("/a");
        alice.in(second).subscribe("/b");
        dave.in(third).destroy();
        hosts().forEach(this::settle);
        reported(host);
        reported(second, "handshake dave", "publish dave /a 1", "subscribe alice /b");
        reported(third, "subscribe dave /a", "unsubscribe dave /a", "disconnect dave");
    }

    @EngineRule("EVT-1")
    @DisplayName("reports what was asked before the stage completes")
    void reportsInTime() {
        for (Host each : hosts()) {
            log.forget();
            Client dave = service.client(each, "dave", Map.of());
            reported(each, "handshake dave");
            dave.subscribe("/a");
            reported(each, "handshake dave", "subscribe dave /a");
            dave.destroy();
            reported(each, "handshake dave", "subscribe dave /a", "unsubscribe dave /a", "disconnect dave");
        }
    }

    @EngineRule({"EVT-1", "PUB-3"})
    @DisplayName(
            "reports what is begun and published in all processes at once where that is, with the publisher's name")
    void reportsAtOnce() {
        Concurrently.run(3, i -> {
            for (int k = 0; k < 20; k++) {
                service.client(hosts().get(i), "dave" + i + "." + k, Map.of());
                alice.in(hosts().get(i)).publish("/a/" + i, k);
            }
        });
        for (int i = 0; i < 3; i++) {
            List<String> expected = new ArrayList<>();
            for (int k = 0; k < 20; k++) {
                expected.add("handshake dave" + i + "." + k);
                expected.add("publish alice /a/" + i + " " + k);
            }
            Check.equal("The events in process " + (i + 1), expected, log.events(i + 1));
        }
    }

    @EngineRule("EVT-1")
    @DisplayName("reports what several processes do to one subscription as often as it changes")
    void reportsRaces() {
        int[] changes = new int[3];
        Concurrently.run(3, i -> {
            Client there = alice.in(hosts().get(i));
            for (int round = 0; round < 30; round++) {
                changes[i] += there.subscribe("/a") == Change.CHANGED ? 1 : 0;
                changes[i] += there.unsubscribe("/a") == Change.CHANGED ? 1 : 0;
            }
        });
        for (int i = 0; i < 3; i++) {
            Check.equal(
                    "how many changes process " + (i + 1) + " reports",
                    changes[i],
                    log.events(i + 1).size());
        }
        int made = log.all(heard -> heard.is(Kind.SUBSCRIBE, alice)).size();
        int ended = log.all(heard -> heard.is(Kind.UNSUBSCRIBE, alice)).size();
        Check.equal("subscriptions begun less those ended, of one that is ended at last", 0, made - ended);
    }

    @EngineRule("HND-3")
    @DisplayName(
            "tells the newest listener of an end, wherever that was, in the process that ended it after the events")
    void tellsEverywhere() {
        for (Host reader : List.of(second, third)) {
            begin();
            Host same = hosts().get(reader.number() - 1);
            tellsReaderOfTheEnd(same);
        }
    }

    private void tellsReaderOfTheEnd(Host reader) {
        alice.subscribe("/a");
        alice.in(third).subscribe("/b");
        alice.in(reader).attach();
        log.forget();
        alice.in(second).destroy();
        awaitsTold(Kind.ENDED, alice, reader);
        hosts().forEach(this::settle);
        Check.sameInAnyOrder(
                "The events in process 2",
                List.of("unsubscribe alice /a", "unsubscribe alice /b", "disconnect alice"),
                about(alice, second));
        Check.equal("The last event", "disconnect alice", about(alice, second).get(2));
        List<Heard> told = log.all(
                heard -> heard.process() == reader.number() && alice.id().equals(heard.client()));
        Check.equal(
                "The last of what the reading process was told of alice",
                Kind.ENDED,
                told.get(told.size() - 1).kind());
        hosts().forEach(each -> Check.equal(
                "How often a listener in process " + each.number() + " was told of the end",
                each == reader ? 1 : 0,
                told(Kind.ENDED, alice, each)));
    }

    private List<String> about(Client client, Host where) {
        return log.lines(heard -> heard.kind().isEvent()
                && heard.process() == where.number()
                && client.id().equals(heard.client()));
    }

    @EngineRule("EVT-2")
    @DisplayName("reports nothing in a process about a client that has ended there, while others still ask for it")
    void endsForGood() {
        for (int round = 0; round < 20; round++) {
            Client dave = service.client(second, "dave" + round, Map.of());
            Concurrently.run(3, i -> {
                Client there = dave.in(hosts().get(i));
                there.subscribe("/a");
                there.in(second).subscribe("/b" + i);
                there.in(second).publish("/b", i);
                there.in(second).destroy();
                there.in(second).subscribe("/c" + i);
                there.in(second).publish("/c", i);
            });
            List<String> events = about(dave, second);
            int end = events.indexOf("disconnect " + dave);
            Check.equal("The place of the disconnect in " + events, events.size() - 1, end);
            Check.equal("The first of " + events, "handshake " + dave, events.get(0));
        }
    }
}
