package io.faye.tck;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;

/** Messages with anything in them that JSON allows, of all sizes up to what a server accepts. */
abstract class ContentRules extends SessionFixture {

    private static final int ROUNDS = 300;
    private static final List<String> UNKNOWN = List.of("unknown", "a.b", "\u00e9", "e\u0301", "$type", "__proto__");
    /** In bytes, around the figures at which pages, buffers and packets end. */
    private static final List<Integer> SIZES = List.of(
            1 << 20,
            10,
            64 << 10,
            100,
            (64 << 10) + 1,
            30,
            256 << 10,
            10,
            (64 << 10) - 1,
            8 << 10,
            1 << 20,
            10,
            32 << 10);

    @EngineRule({"PUB-5", "PUB-3"})
    @DisplayName("are passed on and reported as they were written, whatever JSON they hold")
    void asWritten() {
        RandomValues values = new RandomValues();
        alice.subscribe("/a");
        rounds(ROUNDS).repeat(() -> {
            log.forget();
            Message message = Calls.message("/a", Json.parse(values.json()))
                    .with("id", Json.parse(values.json()))
                    .with("ext", Json.parse(values.json()))
                    .with(values.oneOf(UNKNOWN), Json.parse(values.json()));
            service.patience().get("publish", host.calls().publish(message));
            expect(values, List.of(message), alice.messages());
        });
    }

    @EngineRule({"PUB-5", "PUB-3"})
    @DisplayName("of all sizes are passed on and reported in order, large and small ones mixed, not awaited")
    void ofAllSizes() {
        RandomValues values = new RandomValues();
        alice.subscribe("/a/*");
        log.forget();
        List<Message> sent = new ArrayList<>();
        List<CompletableFuture<Boolean>> stages = new ArrayList<>();
        for (int i = 0; i < SIZES.size(); i++) {
            Message message = Calls.message("/a/" + i % 3, Json.parse(values.jsonOfLength(SIZES.get(i))))
                    .with("clientId", bob.id().toJson());
            sent.add(message.without("clientId"));
            stages.add(host.calls().publish(message));
        }
        stages.forEach(stage -> service.patience().get("publish", stage));
        expect(values, sent, alice.messages());
    }

    private void expect(RandomValues values, List<Message> sent, List<Message> received) {
        Check.equal("The messages (" + values + ")", texts(sent), texts(received));
        Check.equal(
                "The data of the publish events (" + values + ")",
                Client.data(sent),
                log.all(heard -> heard.kind() == Kind.PUBLISH).stream()
                        .map(heard -> String.valueOf(heard.data()))
                        .toList());
    }

    /** Field by field, since the order of fields is not the sender's. */
    private static List<String> texts(List<Message> messages) {
        return messages.stream()
                .map(message -> message.fields().keySet().stream()
                        .sorted()
                        .map(name -> name + "=" + message.field(name).orElse(Json.NULL))
                        .toList()
                        .toString())
                .toList();
    }
}
