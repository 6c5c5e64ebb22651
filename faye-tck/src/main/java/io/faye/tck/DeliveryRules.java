package io.faye.tck;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

abstract class DeliveryRules extends SessionFixture {

    private static final List<String> MATCHING = List.of("/a/b", "/a/*", "/a/**", "/**");

    @EngineRule({"PUB-1", "SUB-2"})
    @DisplayName("once to a client whose subscriptions overlap, in whatever order they were made")
    void oncePerClient() {
        for (List<String> order : orders(MATCHING)) {
            Client dave = service.client("dave");
            List<String> expected = new ArrayList<>();
            for (String pattern : order) {
                dave.subscribe(pattern);
                service.publish("/a/b", expected.size());
                expected.add("" + expected.size());
            }
            for (String pattern : order) {
                service.publish("/a/b", expected.size());
                expected.add("" + expected.size());
                dave.unsubscribe(pattern);
            }
            Check.equal("With subscriptions made and ended as in " + order, expected, dave.received());
            dave.destroy();
        }
    }

    private static List<List<String>> orders(List<String> patterns) {
        if (patterns.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : patterns) {
            List<String> rest = new ArrayList<>(patterns);
            rest.remove(first);
            for (List<String> order : orders(rest)) {
                List<String> all = new ArrayList<>(List.of(first));
                all.addAll(order);
                orders.add(all);
            }
        }
        return orders;
    }

    @EngineRule("PUB-1")
    @DisplayName("to whoever has a matching subscription, and to nobody else")
    void toMatching() {
        Map<Client, List<Object>> expected = new HashMap<>();
        expected.put(subscriber("/a/b"), List.of(2));
        expected.put(subscriber("/a/*"), List.of(2, 3));
        expected.put(subscriber("/a/**"), List.of(2, 3, 4));
        expected.put(subscriber("/*"), List.of(1, 5));
        expected.put(subscriber("/**"), List.of(1, 2, 3, 4, 5, 6));
        expected.put(subscriber("/a"), List.of(1));
        expected.put(subscriber("/A/b"), List.of());
        expected.put(subscriber("/a/b/*"), List.of(4));
        expected.put(subscriber("/ab/*"), List.of(6));
        List<String> channels = List.of("/a", "/a/b", "/a/bc", "/a/b/c", "/ab", "/ab/c");
        for (int i = 0; i < channels.size(); i++) {
            service.publish(channels.get(i), i + 1);
        }
        expected.forEach((client, data) -> client.receivesExactly(data.toArray()));
    }

    @EngineRule("PUB-1")
    @DisplayName("by names of any characters, each of which stands for itself")
    void byAnyNames() {
        Map<Client, List<Object>> expected = new HashMap<>();
        List<String> names = AnyNames.ALL;
        for (int i = 0; i < names.size(); i++) {
            expected.put(subscriber(names.get(i)), List.of(i));
            expected.put(subscriber(names.get(i) + "/*"), List.of("below " + i));
        }
        for (int i = 0; i < names.size(); i++) {
            service.publish(names.get(i), i);
            service.publish(names.get(i) + "/" + names.get(i).substring(1).replace('/', ' '), "below " + i);
        }
        expected.forEach((client, data) -> client.receivesExactly(data.toArray()));
    }

    private Client subscriber(String pattern) {
        Client client = service.client("who subscribes to " + pattern);
        client.subscribe(pattern);
        return client;
    }

    @EngineRule("PUB-1")
    @DisplayName("on a service channel only to subscriptions of such channels")
    void hidesServiceChannels() {
        alice.subscribe("/**");
        alice.subscribe("/*");
        bob.subscribe("/service/**");
        carol.subscribe("/service/a");
        service.publish("/service/a", 1);
        service.publish("/services/a", 2);
        service.publish("/service/b", 3);
        alice.receivesExactly(2);
        bob.receivesExactly(1, 3);
        carol.receivesExactly(1);
    }

    @EngineRule("PUB-1")
    @DisplayName("to the publisher too, if it is subscribed")
    void toThePublisher() {
        alice.subscribe("/a");
        alice.publish("/a", 1);
        bob.publish("/a", 2);
        alice.receivesExactly(1, 2);
    }

    @EngineRule({"PUB-1", "SUB-2"})
    @DisplayName("to those who stay, when others unsubscribe and leave")
    void toThoseWhoStay() {
        for (Client client : List.of(alice, bob, carol)) {
            client.subscribe("/a/b");
            client.subscribe("/a/*");
        }
        bob.unsubscribe("/a/b");
        bob.unsubscribe("/a/*");
        carol.destroy();
        service.publish("/a/b", 1);
        alice.receivesExactly(1);
        bob.receivesNothing();
    }

    /** Publishers choose the ids of their messages, and those of different ones may choose the same. */
    @EngineRule({"PUB-1", "PUB-4"})
    @DisplayName("each of several messages that look the same, down to their ids")
    void sameIds() {
        alice.subscribe("/a");
        Message message = Calls.message("/a", 1).with(Message.Field.ID, Json.of("1"));
        for (Client publisher : List.of(bob, bob, carol)) {
            Message own = message.with(Message.Field.CLIENT_ID, publisher.id().toJson());
            service.patience().get("publish", host.calls().publish(own));
        }
        alice.receivesExactly(1, 1, 1);
    }

    @EngineRule({"PUB-1", "SUB-2"})
    @DisplayName("to those who hear a channel with many levels")
    void toTheDepths() {
        String deep = "/a/b/c/d/e/f/g/h/i/j";
        alice.subscribe(deep);
        bob.subscribe("/a/b/**");
        carol.subscribe("/a/b/c/d/e/f/g/h/i/*");
        service.publish(deep, 1);
        for (Client client : List.of(alice, bob, carol)) {
            client.receivesExactly(1);
        }
    }

    @EngineRule({"PUB-1", "PUB-4"})
    @DisplayName("to each of many")
    void toMany() {
        List<Client> clients = new ArrayList<>();
        for (int round : rounds(300)) {
            Client client = service.client("client" + round);
            client.subscribe(MATCHING.get(round % MATCHING.size()));
            clients.add(client);
        }
        service.publish("/a/b", "hello");
        for (Client client : clients) {
            client.receivesExactly("hello");
        }
    }
}
