package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

abstract class PublishRules extends SessionFixture {

    private static final List<String> VALUES = List.of(
            "null",
            "{ \"n\" : 1.000e+2 }",
            "[12345678901234567890.10, -0.0, 1E400]",
            "\"x\\u0041 \\ud83d\\ude00 \u00e9 \uD83D\uDE00 \\/ \\u0000\"",
            "{\"b\":1,\"a\":{\"a\":[[],{}]},\"\":\"\"}",
            "\"" + "long ".repeat(20_000) + "\"");

    private void publish(Message message) {
        service.patience().get("publish", host.calls().publish(message));
    }

    @EngineRule("PUB-3")
    @DisplayName("is reported once, with who, where and what, whether or not anybody is subscribed")
    void isReported() {
        alice.publish("/a", "hello");
        service.publish("/b c.d", List.of());
        alice.subscribe("/d");
        bob.subscribe("/d");
        alice.publish("/d", 2);
        publish(Message.to(Channel.of("/e")));
        log.reports(
                "publish alice /a \"hello\"",
                "publish - /b c.d []",
                "subscribe alice /d",
                "subscribe bob /d",
                "publish alice /d 2",
                "publish - /e null");
    }

    @EngineRule("PUB-3")
    @DisplayName("by somebody without a session is delivered, and reported without a publisher")
    void strangersAreNobody() {
        bob.subscribe("/a");
        alice.destroy();
        SessionEnds.expect(alice);
        log.forget();
        alice.publish("/a", 1);
        service.stranger("stranger").publish("/a", 2);
        log.reports("publish - /a 1", "publish - /a 2");
        bob.receivesExactly(1, 2);
    }

    @EngineRule("PUB-4")
    @DisplayName("is complete when the message is queued for every subscriber")
    void completesWhenQueued() {
        List<Client> readers = service.clients(50);
        for (Client reader : readers) {
            reader.attach();
            reader.subscribe("/a");
        }
        service.publish("/a", 1);
        for (Client reader : readers) {
            List<String> queued =
                    capabilities().maxNotificationDelay().isZero() ? Client.data(reader.read(0, 10)) : reader.awaits(1);
            Check.equal("What " + reader + " reads then", List.of("1"), queued);
        }
    }

    @EngineRule("PUB-4")
    @DisplayName("is complete when the message can be read at once, of an engine that promises that")
    void canBeReadAtOnce() {
        applies(
                capabilities().maxNotificationDelay().isZero(),
                "the engine needs " + capabilities().maxNotificationDelay() + " to give notice of a message");
        alice.attach();
        alice.subscribe("/a");
        for (int round : rounds(500)) {
            service.publish("/a", round);
            Batch batch = alice.read(0, 10);
            Check.equal("What can be read when publish has completed", List.of("" + round), Client.data(batch));
            alice.acknowledge(batch.last());
        }
    }

    @EngineRule("PUB-4")
    @DisplayName("that has completed reaches those who unsubscribe then, and not those who subscribe then")
    void isFinal() {
        List<String> expected = new ArrayList<>();
        for (int round : rounds(100)) {
            alice.subscribe("/a");
            service.publish("/a", round);
            alice.unsubscribe("/a");
            bob.subscribe("/a");
            bob.unsubscribe("/a");
            expected.add("" + round);
        }
        Check.equal("What alice received", expected, alice.received());
        bob.receivesNothing();
    }

    @EngineRule("PUB-5")
    @DisplayName("passes everything on as it came, but the client id")
    void passesEverythingOn() {
        alice.subscribe("/a");
        for (String value : VALUES) {
            Json json = Json.parse(value);
            Message message = Calls.message("/a", json)
                    .with("id", json)
                    .with("clientId", bob.id().toJson())
                    .with("ext", json)
                    .with("unknown", json);
            publish(message);
            expectSame(message.without("clientId"), alice.messages());
        }
    }

    @EngineRule("PUB-5")
    @DisplayName("passes on what is not there as not there")
    void addsNothing() {
        alice.subscribe("/a");
        Message message = Message.to(Channel.of("/a"));
        publish(message);
        expectSame(message, alice.messages());
        publish(message.with("clientId", service.stranger("stranger").id().toJson()));
        expectSame(message, alice.messages());
    }

    private static void expectSame(Message expected, List<Message> received) {
        Check.equal("How many messages came", 1, received.size());
        Check.equal("The message", expected.fields(), received.get(0).fields());
        for (String field : expected.fields().keySet()) {
            Check.equal(
                    "The text of the field " + field,
                    expected.field(field).map(Json::toString),
                    received.get(0).field(field).map(Json::toString));
        }
    }

    @EngineRule(value = "PUB-5", level = EngineRule.Level.MAY)
    @DisplayName("gives all subscribers the very same message, encoded once")
    void sharesOneMessage() {
        alice.subscribe("/a");
        bob.subscribe("/*");
        service.publish("/a", 1);
        Set<Message> objects = Collections.newSetFromMap(new IdentityHashMap<>());
        objects.addAll(alice.messages());
        objects.addAll(bob.messages());
        Check.equal("How many objects two subscribers got for one message", 1, objects.size());
    }
}
