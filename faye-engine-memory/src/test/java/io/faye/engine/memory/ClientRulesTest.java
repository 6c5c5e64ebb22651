package io.faye.engine.memory;

import static io.faye.engine.Engine.Change.CHANGED;
import static io.faye.engine.Engine.Change.UNCHANGED;
import static io.faye.engine.Engine.Change.UNKNOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Batch;
import io.faye.engine.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The memory engine's sessions")
class ClientRulesTest {

    private final Service service = new Service();
    private final Host host = service.host;

    @AfterEach
    void close() {
        service.close();
    }

    @Nested
    @DisplayName("as clients")
    class Clients {

        @Test
        @DisplayName("CLI-1 each gets an id of its own, reported once, when it can be used")
        void idsAreNew() {
            List<Boolean> usable = new ArrayList<>();
            host.then(line -> usable.add(
                    Service.get(service.engine.clients(null, 10)).clients().size() == usable.size() + 1));
            Client alice = service.client();
            Client bob = service.client();
            assertThat(alice.id).isNotEqualTo(bob.id);
            assertThat(host.heard()).containsExactly("handshake 1", "handshake 2");
            assertThat(usable).containsExactly(true, true);
            assertThat(alice.exists()).isTrue();
        }

        private void assertUnknown(Client client) {
            host.forget();
            assertThat(client.exists()).isFalse();
            assertThat(client.attributes()).isEmpty();
            assertThat(client.ping()).isFalse();
            assertThat(client.attach()).isEmpty();
            assertThat(client.subscribe("/a")).isEqualTo(UNKNOWN_CLIENT);
            assertThat(client.unsubscribe("/a")).isEqualTo(UNKNOWN_CLIENT);
            assertThat(client.set("n", "v")).isEqualTo(UNKNOWN_CLIENT);
            assertThat(client.read(5, 10)).isEqualTo(new Batch(List.of(), 5));
            client.acknowledge(1);
            client.release();
            assertThat(client.destroy()).isFalse();
            assertThat(host.heard()).isEmpty();
        }

        @Test
        @DisplayName("CLI-2 that were never there answer so, and nothing is reported")
        void strangersAreUnknown() {
            assertUnknown(service.stranger());
        }

        @Test
        @DisplayName("CLI-2 that have ended answer so, and nothing is reported")
        void endedAreUnknown() {
            Client alice = service.client();
            alice.subscribe("/a");
            alice.attach();
            service.publish("/a", 1);
            assertThat(alice.destroy()).isTrue();
            assertUnknown(alice);
        }

        @Test
        @DisplayName("CLI-3 are ended by one of many callers, with one set of events")
        void oneCallerEnds() throws Exception {
            for (int round = 0; round < 200; round++) {
                Client alice = service.client();
                alice.subscribe("/a");
                host.forget();
                AtomicInteger ended = new AtomicInteger();
                Concurrently.run(4, thread -> ended.addAndGet(alice.destroy() ? 1 : 0));
                int name = host.name(alice.id);
                assertThat(ended).hasValue(1);
                assertThat(host.heard())
                        .containsExactly("unsubscribe " + name + " /a", "disconnect " + name, "closed " + name);
            }
        }
    }

    @Nested
    @DisplayName("have attributes")
    class Attributes {

        @Test
        @DisplayName("ATT-1 which are seen from the beginning, when set, and until the session ends")
        void areKept() {
            Client alice = service.client(Map.of("user", "alice"));
            assertThat(alice.attach()).contains(Map.of("user", "alice"));
            assertThat(alice.set("room", "1")).isEqualTo(CHANGED);
            assertThat(alice.set("room", "1")).isEqualTo(UNCHANGED);
            assertThat(alice.attributes()).contains(Map.of("user", "alice", "room", "1"));
            assertThat(alice.set("user", null)).isEqualTo(CHANGED);
            assertThat(alice.set("user", null)).isEqualTo(UNCHANGED);
            assertThat(alice.attach()).contains(Map.of("room", "1"));
            alice.destroy();
            assertThat(alice.attributes()).isEmpty();
        }

        @Test
        @DisplayName("ATT-1 of which none is lost when many are set at once")
        void areSetConcurrently() throws Exception {
            Client alice = service.client();
            Concurrently.run(8, thread -> {
                for (int i = 0; i < 50; i++) {
                    alice.set(thread + "." + i, "v");
                }
            });
            assertThat(alice.attributes())
                    .hasValueSatisfying(all -> assertThat(all).hasSize(400));
        }
    }

    @Nested
    @DisplayName("are listed")
    class Listing {

        @Test
        @DisplayName("in pages, each once, with attributes")
        void inPages() {
            Map<Object, Map<String, String>> expected = new HashMap<>();
            for (int i = 0; i < 25; i++) {
                expected.put(service.client(Map.of("number", "" + i)).id, Map.of("number", "" + i));
            }
            Map<Object, Map<String, String>> listed = new HashMap<>();
            List<Integer> sizes = new ArrayList<>();
            String cursor = null;
            do {
                Page page = Service.get(service.engine.clients(cursor, 10));
                sizes.add(page.clients().size());
                listed.putAll(page.clients());
                cursor = page.next();
            } while (cursor != null);
            assertThat(listed).isEqualTo(expected);
            assertThat(sizes).containsExactly(10, 10, 5);
        }

        @Test
        @DisplayName("once each, if they stay, while others come and go between the pages")
        void despiteOthers() {
            Set<Object> staying = new HashSet<>();
            List<Client> leaving = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                staying.add(service.client().id);
                leaving.add(service.client());
            }
            List<Object> seen = new ArrayList<>();
            String cursor = null;
            do {
                Page page = Service.get(service.engine.clients(cursor, 7));
                seen.addAll(page.clients().keySet());
                leaving.remove(leaving.size() - 1).destroy();
                service.client();
                cursor = page.next();
            } while (cursor != null);
            assertThat(seen).doesNotHaveDuplicates().containsAll(staying);
        }
    }
}
