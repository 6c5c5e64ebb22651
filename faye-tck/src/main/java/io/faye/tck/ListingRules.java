package io.faye.tck;

import io.faye.engine.SessionPage;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;

/** On a store that others use as well there may be sessions that this test does not know. */
abstract class ListingRules extends SessionFixture {

    private static final int MOST_PAGES = 10_000;

    private List<ClientId> list(int limit, Consumer<SessionPage> betweenPages) {
        List<ClientId> seen = new ArrayList<>();
        SessionPage.Cursor cursor = SessionPage.Cursor.START;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            SessionPage page = page(cursor, limit);
            Check.that(
                    page.sessions().size() <= limit,
                    "A page of at most " + limit + " has " + page.sessions().size());
            seen.addAll(page.sessions().keySet());
            betweenPages.accept(page);
            if (page.next().isEmpty()) {
                return seen;
            }
            cursor = page.next().get();
        }
        throw new AssertionError("The list has no end: after " + MOST_PAGES + " pages there is still a cursor");
    }

    private SessionPage page(SessionPage.Cursor cursor, int limit) {
        return service.patience().get("clients", host.calls().clients(cursor, limit));
    }

    @EngineRule("CLI-4")
    @DisplayName("in pages, each once, with attributes")
    void inPages() {
        Map<ClientId, Map<String, String>> expected = new HashMap<>();
        for (int i = 0; i < 25; i++) {
            Map<String, String> attributes = Map.of("number", "" + i);
            expected.put(service.client("client" + i, attributes).id(), attributes);
        }
        Map<ClientId, Map<String, String>> listed = new HashMap<>();
        List<ClientId> seen = list(10, page -> listed.putAll(page.sessions()));
        listed.keySet().retainAll(expected.keySet());
        seen.retainAll(expected.keySet());
        Check.equal("The sessions with their attributes", expected, listed);
        Check.equal("How many of these 25 were listed, counting repetitions", 25, seen.size());
    }

    @EngineRule("CLI-4")
    @DisplayName("one by one")
    void oneByOne() {
        List<ClientId> seen = list(1, page -> {});
        seen.retainAll(List.of(alice.id(), bob.id(), carol.id()));
        Check.sameInAnyOrder("The sessions", List.of(alice.id(), bob.id(), carol.id()), seen);
    }

    @EngineRule("CLI-4")
    @DisplayName("once each, if they stay, while others come and go between the pages")
    void despiteOthers() {
        List<ClientId> staying = new ArrayList<>();
        Map<ClientId, Client> leaving = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            staying.add(service.client("staying" + i).id());
            Client client = service.client("leaving" + i);
            leaving.put(client.id(), client);
        }
        List<ClientId> seen = list(7, page -> {
            page.sessions().keySet().forEach(listed -> end(leaving, listed));
            leaving.keySet().stream().findFirst().ifPresent(waiting -> end(leaving, waiting));
            service.client("coming");
        });
        seen.retainAll(staying);
        Check.sameInAnyOrder("The sessions that stay", staying, seen);
    }

    private static void end(Map<ClientId, Client> leaving, ClientId client) {
        Optional.ofNullable(leaving.remove(client)).ifPresent(Client::destroy);
    }

    @EngineRule("CLI-4")
    @DisplayName("no more once they have ended")
    void notTheEnded() {
        alice.destroy();
        List<ClientId> seen = list(10, page -> {});
        Check.that(!seen.contains(alice.id()), "alice is listed after her session has ended");
        Check.that(seen.contains(bob.id()), "bob is not listed");
    }
}
