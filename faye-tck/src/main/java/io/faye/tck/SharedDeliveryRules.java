package io.faye.tck;

import io.faye.engine.QueueLimits;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

abstract class SharedDeliveryRules extends SharedFixture {

    private static final int MANY = 300;

    @EngineRule("PUB-1")
    @DisplayName("delivers once, from any process to subscribers in any process")
    void deliversAcross() {
        Client dave = service.client(second, "dave", Map.of());
        alice.subscribe("/a/b");
        alice.in(third).subscribe("/a/*");
        dave.subscribe("/**");
        for (Host each : hosts()) {
            service.publish(each, "/a/b", each.number());
        }
        alice.receivesExactly(1, 2, 3);
        dave.receivesExactly(1, 2, 3);
    }

    @EngineRule("PUB-1")
    @DisplayName("delivers from any process to any other by names of any characters")
    void deliversByAnyNames() {
        List<String> names = AnyNames.ALL;
        for (int i = 0; i < names.size(); i++) {
            alice.in(hosts().get(i % 3)).subscribe(names.get(i));
        }
        for (int i = 0; i < names.size(); i++) {
            service.publish(hosts().get((i + 1) % 3), names.get(i), i);
        }
        alice.in(third).receivesExactly(IntStream.range(0, names.size()).boxed().toArray());
    }

    @EngineRule("SUB-2")
    @DisplayName("heeds a subscription in every process once it is made, and not any more once it is ended")
    void heedsSubscriptions() {
        for (int round = 0; round < 10; round++) {
            Host subscribes = hosts().get(round % 3);
            Host publishes = hosts().get((round + 1) % 3);
            Host unsubscribes = hosts().get((round + 2) % 3);
            alice.in(subscribes).subscribe("/a");
            service.publish(publishes, "/a", round);
            alice.in(unsubscribes).unsubscribe("/a");
            service.publish(publishes, "/a", "too late");
            alice.receivesExactly(round);
        }
    }

    @EngineRule("PUB-2")
    @DisplayName("shows subscribers in all processes one order, with each publisher's order in it")
    void showsOneOrder() {
        Client dave = service.client(second, "dave", Map.of());
        Client erin = service.client(third, "erin", Map.of());
        List<Client> readers = List.of(alice, dave, erin);
        readers.forEach(reader -> reader.subscribe("/a"));
        Concurrently.run(3, i -> publishMany(hosts().get(i), bob.in(hosts().get(i)), i));
        List<String> order = alice.received();
        Check.equal("how many messages alice got", 3 * MANY, order.size());
        Check.equal("What dave received, compared with alice", order, dave.received());
        Check.equal("What erin received, compared with alice", order, erin.received());
        for (int i = 0; i < 3; i++) {
            String prefix = "[" + i + ",";
            List<String> sent = IntStream.range(0, MANY)
                    .mapToObj(number -> prefix + number + "]")
                    .toList();
            Check.equal(
                    "What process " + (i + 1) + " published, in alice's order",
                    sent,
                    order.stream().filter(data -> data.startsWith(prefix)).toList());
        }
    }

    private void publishMany(Host from, Client publisher, int number) {
        List<CompletableFuture<Boolean>> stages = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            stages.add(from.calls().publish(publisher.id(), "/a", List.of(number, i)));
        }
        stages.forEach(stage -> service.patience().get("publish", stage));
    }

    @EngineRule("QUE-2")
    @DisplayName("tells the process that reads of messages from all processes")
    void tellsReader() {
        alice.subscribe("/a");
        try (Reading reading = alice.in(second).listen()) {
            Concurrently.run(3, i -> {
                for (int k = 0; k < 50; k++) {
                    service.publish(hosts().get(i), "/a", k);
                }
            });
            reading.awaits(150);
        }
    }

    @EngineRule("QUE-2")
    @DisplayName("gives a process that takes a client over what has waited, or tells it when it can be read")
    void tellsOfWhatWaited() {
        alice.subscribe("/a");
        for (int round = 1; round <= 3; round++) {
            service.publish("/a", round);
            try (Reading reading = alice.in(hosts().get(round % 3)).listen()) {
                Check.equal("What had waited in round " + round, Client.json(round), reading.awaits(1));
            }
        }
    }

    @EngineRule("QUE-2")
    @DisplayName("tells a process of what comes while it takes a client over")
    void tellsNewReader() {
        alice.subscribe("/a");
        for (int round = 1; round <= 12; round++) {
            Host reader = hosts().get(round % 3);
            Host publisher = hosts().get((round + 1) % 3);
            int number = round;
            List<Reading> readings = new ArrayList<>();
            Concurrently.run(2, i -> {
                if (i == 0) {
                    readings.add(alice.in(reader).listen());
                } else {
                    service.publish(publisher, "/a", number);
                    service.publish(publisher, "/a", -number);
                }
            });
            Reading reading = readings.get(0);
            Check.equal("What came in round " + round, Client.json(number, -number), reading.awaits(2));
            reading.close();
        }
    }

    @EngineRule("QUE-3")
    @DisplayName("ends a session whose queue is full, wherever the messages come from")
    void endsFullQueues() {
        begin(settings -> settings.limited(3, QueueLimits.Policy.END_SESSION));
        alice.subscribe("/a");
        for (int i = 0; i < 6; i++) {
            service.publish(hosts().get(i % 3), "/a", i);
        }
        alice.attach();
        service.patience().until("alice's end is reported", () -> log.count(Kind.DISCONNECT, alice) > 0);
        hosts().forEach(this::settle);
        Check.that(!alice.in(second).exists(), "a session lives on that had more waiting than its limit");
        Check.equal("how often alice's end was reported", 1, log.count(Kind.DISCONNECT, alice));
    }
}
