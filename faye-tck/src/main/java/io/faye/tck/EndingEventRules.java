package io.faye.tck;

import io.faye.engine.Change;
import io.faye.engine.QueueLimits.Policy;
import io.faye.protocol.ChannelPattern;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** What is reported of what meets the end of a session, in each of the ways in which one can end. */
abstract class EndingEventRules extends SessionFixture {

    private static final int SUBSCRIPTIONS = 12;

    @Override
    @BeforeEach
    void begin() {
        begin(settings -> settings.limited(1, Policy.END_SESSION));
    }

    private enum Way {
        DESTROYED,
        OVERFLOWING,
        TIMED_OUT
    }

    /** Only time that is turned by hand can meet the moment. */
    private List<Way> ways() {
        return capabilities().hasOwnClock() ? List.of(Way.DESTROYED, Way.OVERFLOWING) : List.of(Way.values());
    }

    private Client subscriber(String name) {
        Client client = service.client(name);
        client.subscribe("/full/" + name);
        return client;
    }

    private void end(Client client, Way way) {
        switch (way) {
            case DESTROYED -> client.destroy();
            case OVERFLOWING -> overflow(client);
            case TIMED_OUT ->
                service.time().pass(service.settings().timeout().multipliedBy(3).plusSeconds(1));
        }
    }

    /** Publishes until it is over: a message more or less is the concern of another rule. */
    private void overflow(Client client) {
        service.patience().until("the session of " + client + ", whose queue is full, is over", () -> {
            service.publish("/full/" + client, "as much as its queue holds");
            service.publish("/full/" + client, "more than that");
            return client.attach().isEmpty();
        });
    }

    /** Does something step by step; after some of the steps the session begins to end. */
    private void meet(Client client, Way way, int steps, int first, StepByStep action) {
        AtomicInteger done = new AtomicInteger();
        Concurrently.run(2, thread -> {
            if (thread == 1) {
                while (done.get() < first && Concurrently.goesOn()) {
                    Thread.onSpinWait();
                }
                end(client, way);
                return;
            }
            for (int i = 0; i < steps; i++) {
                action.step(i);
                done.incrementAndGet();
            }
        });
    }

    private interface StepByStep {
        void step(int number);
    }

    @EngineRule({"EVT-1", "SUB-1", "EXP-2"})
    @DisplayName(
            "of a subscription that is given up then: one end, by the call that was answered so or with the session")
    void givenUp() {
        for (Way way : ways()) {
            for (int round : rounds(40)) {
                Client dave = subscriber("dave-" + way + round);
                List<String> left = new ArrayList<>(List.of("/full/" + dave));
                IntStream.range(0, SUBSCRIPTIONS).forEach(i -> dave.subscribe("/a/" + i));
                meet(dave, way, SUBSCRIPTIONS, round % SUBSCRIPTIONS, i -> {
                    if (dave.unsubscribe("/a/" + i) != Change.CHANGED) {
                        left.add("/a/" + i);
                    }
                });
                SessionEnds.expect(dave, left.toArray(String[]::new));
                Check.equal(
                        "How often the end of a subscription was reported, of " + (SUBSCRIPTIONS + 1),
                        SUBSCRIPTIONS + 1,
                        log.count(Kind.UNSUBSCRIBE, dave));
            }
        }
        Story.check(service);
    }

    @EngineRule({"EVT-1", "PUB-3", "EVT-2"})
    @DisplayName("of a message that is published by its client then: one, and with the name only before the end")
    void published() {
        for (Way way : ways()) {
            for (int round : rounds(40)) {
                Client dave = subscriber("dave-" + way + round);
                String channel = "/by/" + dave;
                meet(dave, way, 10, round % 10, i -> dave.publish(channel, i));
                Check.equal(
                        "The messages that were reported",
                        IntStream.range(0, 10).mapToObj(String::valueOf).toList(),
                        log.all(heard -> channel.equals(heard.channel())).stream()
                                .map(heard -> String.valueOf(heard.data()))
                                .toList());
                service.patience().until("the end is reported", () -> log.count(Kind.DISCONNECT, dave) > 0);
                List<String> named =
                        log.lines(heard -> heard.is(Kind.PUBLISH, dave) || heard.is(Kind.DISCONNECT, dave));
                Check.equal("The last event that names dave", "disconnect " + dave, named.get(named.size() - 1));
            }
        }
    }

    @EngineRule({"EVT-1", "EXP-2"})
    @DisplayName("of a session whose queue overflows then: one end")
    void overflowing() {
        for (Way one : ways()) {
            for (int round : rounds(40)) {
                Client dave = subscriber("dave-" + one + round);
                Concurrently.run(2, thread -> end(dave, thread == 0 ? one : Way.OVERFLOWING));
                SessionEnds.expect(dave, "/full/" + dave);
            }
        }
        Story.check(service);
    }

    @EngineRule({"EVT-1", "EXP-2", "EVT-3"})
    @DisplayName("that waits for a slow listener: one end, whatever else would end it meanwhile")
    void waiting() throws InterruptedException {
        Client dave = subscriber("dave");
        Gate gate = new Gate(service.patience());
        host.then(heard -> {
            if ("/slow".equals(heard.channel())) {
                gate.pass();
            }
        });
        Thread slow = new Thread(() -> dave.subscribe("/slow"), "tck-caller");
        slow.start();
        gate.awaitSomebody();
        List<CompletableFuture<?>> calls = List.of(
                host.calls().destroyClient(dave.id()),
                host.calls().publish(Calls.message("/full/dave", 1)),
                host.calls().publish(Calls.message("/full/dave", 2)),
                host.calls().attach(dave.id()));
        CompletableFuture<Optional<Set<ChannelPattern>>> again = host.calls().destroyClient(dave.id());
        gate.open();
        Check.equal("destroyClient again", Optional.empty(), service.patience().get("destroyClient", again));
        calls.forEach(call -> service.patience().get("a call for a session that ends", call));
        slow.join(service.patience().limit().toMillis());
        SessionEnds.expect(dave, "/full/dave", "/slow");
        Story.check(service);
    }
}
