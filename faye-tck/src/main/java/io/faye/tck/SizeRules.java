package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Numbers beyond those at which pages, buffers and tables end; calls are not awaited one by one. */
abstract class SizeRules extends SessionFixture {

    private static final int MANY = 1_001;
    private static final int WINDOW = 20;
    private static final int SOME_MORE = 1_100;
    /** With what a server reads for a connection, and for a poll. */
    private static final List<Integer> MOST_MESSAGES = List.of(512, 1_000);

    private static final List<Integer> MOST_BYTES = List.of(64 << 10, 1 << 20);

    /** A window of calls after the other, so that none waits longer than an operation may take. */
    private <T> List<T> all(String what, int count, Function<Integer, CompletableFuture<T>> call) {
        List<T> results = new ArrayList<>();
        for (int first = 0; first < count; first += WINDOW) {
            List<CompletableFuture<T>> stages = IntStream.range(first, Math.min(count, first + WINDOW))
                    .mapToObj(call::apply)
                    .toList();
            stages.forEach(stage -> results.add(service.patience().get(what, stage)));
        }
        return results;
    }

    private List<Client> many() {
        List<ClientId> ids =
                IntStream.range(0, MANY).mapToObj(i -> service.newClientId()).toList();
        all("createClient", MANY, i -> host.calls().createClient(ids.get(i), Map.of("n", "" + i)));
        return IntStream.range(0, MANY)
                .mapToObj(i -> new Client(host, ids.get(i), "client" + i))
                .toList();
    }

    @EngineRule({"PUB-1", "PUB-4"})
    @DisplayName("of subscribers each get the message")
    void manySubscribers() {
        List<Client> clients = many();
        all("subscribe", MANY, i -> host.calls().subscribe(clients.get(i).id(), i % 2 == 0 ? "/a" : "/*"));
        service.publish("/a", "hello");
        all("attach", MANY, i -> host.calls().attach(clients.get(i).id()));
        clients.forEach(client -> Check.equal("What " + client + " reads", List.of("\"hello\""), client.awaits(1)));
    }

    @EngineRule({"SUB-2", "SUB-1"})
    @DisplayName("of subscriptions of one session hold, and end with it")
    void manySubscriptions() {
        begin(Settings::withoutLimitOfSubscriptions);
        Set<Change> answers =
                new HashSet<>(all("subscribe", MANY, i -> host.calls().subscribe(alice.id(), "/a/" + i)));
        Check.equal("The answers to subscribe", Set.of(Change.CHANGED), answers);
        List<Integer> published = IntStream.range(0, MANY).boxed().toList();
        all("publish", MANY, i -> host.calls().publish(bob.id(), "/a/" + i, i));
        alice.receivesExactly(published.toArray());
        Optional<Set<ChannelPattern>> ended =
                service.patience().get("destroyClient", host.calls().destroyClient(alice.id()));
        Set<String> left = new HashSet<>();
        ended.orElse(Set.of()).forEach(pattern -> left.add(pattern.toString()));
        left.removeIf(name -> name.startsWith(Log.OWN_CHANNELS));
        Check.sameInAnyOrder(
                "What destroyClient returned",
                published.stream().map(i -> "/a/" + i).toList(),
                left);
    }

    @EngineRule({"CLI-4", "CLI-1"})
    @DisplayName("of sessions are all listed, in pages of 1,000, and of as many as there can be")
    void manyListed() {
        Set<ClientId> expected = new HashSet<>();
        many().forEach(client -> expected.add(client.id()));
        for (int limit : List.of(1_000, Integer.MAX_VALUE - 1, Integer.MAX_VALUE)) {
            List<ClientId> listed = new ArrayList<>();
            Optional<SessionPage.Cursor> cursor = Optional.of(SessionPage.Cursor.START);
            while (cursor.isPresent()) {
                SessionPage page =
                        service.patience().get("clients", host.calls().clients(cursor.get(), limit));
                listed.addAll(page.sessions().keySet());
                cursor = page.next();
            }
            listed.retainAll(expected);
            Check.sameInAnyOrder("The sessions in pages of " + limit, expected, listed);
        }
    }

    @EngineRule({"CLI-3", "EVT-1"})
    @DisplayName("of sessions that are destroyed together end each once")
    void manyDestroyed() {
        List<Client> clients = many();
        log.forget();
        List<Optional<Set<ChannelPattern>>> ended = all("destroyClient", MANY, i -> host.calls()
                .destroyClient(clients.get(i).id()));
        Check.equal(
                "How many were ended",
                (long) MANY,
                ended.stream().filter(Optional::isPresent).count());
        Check.sameInAnyOrder(
                "The events",
                clients.stream().map(client -> "disconnect " + client).toList(),
                log.events());
    }

    @EngineRule({"EXP-1", "EXP-2"})
    @DisplayName("of sessions that expire together end each once")
    void manyExpired() {
        begin(settings -> settings.expiring(capabilities()));
        List<Client> clients = many();
        if (!capabilities().hasOwnClock()) {
            service.time().pass(service.settings().timeout().multipliedBy(3).plusSeconds(1));
        }
        service.patience()
                .until(
                        "all sessions that nobody pings have ended",
                        () -> count(Kind.DISCONNECT) >= MANY,
                        () -> count(Kind.DISCONNECT));
        for (Client client : clients) {
            Check.equal("How often " + client + " was disconnected", 1, log.count(Kind.DISCONNECT, client));
            Check.equal("How often clientEnded was called for " + client, 1, log.count(Kind.CLIENT_ENDED, client));
        }
    }

    /** Of all sessions, also alice's. */
    private int count(Kind kind) {
        return log.all(heard -> heard.kind() == kind).size();
    }

    @EngineRule({"QUE-1", "QUE-2"})
    @DisplayName("of messages are read with the figures that a server uses")
    void manyMessages() {
        List<String> expected = queue();
        for (int most : MOST_MESSAGES) {
            for (int bytes : MOST_BYTES) {
                List<String> got = new ArrayList<>();
                long position = 0;
                while (got.size() < expected.size()) {
                    Batch batch = alice.read(position, most, bytes);
                    Check.that(!batch.isEmpty(), "Nothing was read after " + position + " of " + expected.size());
                    Check.that(batch.messages().size() <= most, "More than " + most + " messages were read at once");
                    got.addAll(Client.data(batch));
                    position = batch.last();
                    Check.equal("The position of the last of those read", (long) got.size(), position);
                }
                Check.equal("What was read, " + most + " messages and " + bytes + " bytes at a time", expected, got);
            }
        }
    }

    private List<String> queue() {
        alice.subscribe("/a");
        String filler = "x".repeat(100);
        all("publish", SOME_MORE, i -> host.calls().publish(bob.id(), "/a", i + filler));
        alice.attach();
        long[] read = {0};
        service.patience()
                .until(
                        "alice can read " + SOME_MORE + " messages",
                        () -> {
                            read[0] = Math.max(read[0], alice.read(read[0], 100).last());
                            return read[0] >= SOME_MORE;
                        },
                        () -> (int) read[0]);
        return IntStream.range(0, SOME_MORE)
                .mapToObj(i -> "\"" + i + filler + "\"")
                .toList();
    }

    @EngineRule("QUE-2")
    @DisplayName("of messages reach a host that reads when told, with the figures that a server uses")
    void manyReadWhenTold() {
        for (int most : MOST_MESSAGES) {
            for (int bytes : MOST_BYTES) {
                Client dave = service.client("dave" + most + "." + bytes);
                dave.subscribe("/b");
                all("publish", SOME_MORE, i -> host.calls().publish(bob.id(), "/b", i));
                try (Reading reading = Reading.begin(dave, most, bytes)) {
                    Check.equal(
                            "What was read, at most " + most + " messages and " + bytes + " bytes at a time",
                            IntStream.range(0, SOME_MORE).mapToObj(i -> "" + i).toList(),
                            reading.awaits(SOME_MORE));
                }
            }
        }
    }
}
