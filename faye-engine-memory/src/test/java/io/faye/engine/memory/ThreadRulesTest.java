package io.faye.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.ChannelPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory engine, used by many threads at once,")
class ThreadRulesTest {

    private static final int THREADS = 6;
    private static final int ROUNDS = 3_000;

    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    @DisplayName("THR-1 PUB-1 delivers every message exactly once to every subscriber")
    void deliversExactlyOnce() throws Exception {
        List<Client> readers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            readers.add(service.client());
            readers.get(i).subscribe(i % 2 == 0 ? "/a/b" : "/a/*");
            readers.get(i).subscribe("/a/**");
        }
        int messages = 1_000;
        Concurrently.run(THREADS, thread -> {
            for (int i = 0; i < messages; i++) {
                service.publish("/a/b", thread * messages + i);
            }
        });
        for (Client reader : readers) {
            assertThat(reader.waiting()).hasSize(THREADS * messages).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("THR-1 EVT-2 reports a correct story of each session, whatever happens at once")
    void storiesAreCorrect() throws Exception {
        Queue<CompletionStage<?>> stages = new ConcurrentLinkedQueue<>();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            clients.add(service.client());
        }
        AtomicInteger published = new AtomicInteger();
        Concurrently.run(THREADS, thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < ROUNDS; i++) {
                Client client = clients.get(random.nextInt(clients.size()));
                ChannelPattern pattern = ChannelPattern.of("/" + random.nextInt(3));
                switch (random.nextInt(20)) {
                    case 0, 1, 2, 3, 4, 5, 6 -> stages.add(service.engine.subscribe(client.id, pattern));
                    case 7, 8, 9, 10, 11, 12 -> stages.add(service.engine.unsubscribe(client.id, pattern));
                    case 13, 14, 15, 16, 17, 18 -> {
                        published.incrementAndGet();
                        stages.add(service.engine.publish(Service.message(client.id, pattern.toString(), i)));
                    }
                    default ->
                        stages.add(
                                random.nextInt(10) == 0
                                        ? service.engine.destroyClient(client.id)
                                        : service.engine.attach(client.id));
                }
            }
        });
        stages.forEach(Service::get);
        clients.forEach(Client::destroy);
        assertThat(service.host.heard("publish")).hasSize(published.get());
        assertThat(service.host.heard("disconnect")).hasSize(clients.size());
        assertStories(service.host.heard());
        assertThat(((MemoryEngine) service.engine).isEmpty()).isTrue();
    }

    /** Checks the order that the listener's contract promises: begin, changes that alternate, unsubscribed, end. */
    private static void assertStories(List<String> heard) {
        Map<String, Set<String>> held = new HashMap<>();
        for (String line : heard) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "handshake" ->
                    assertThat(held.put(words[1], new HashSet<>())).as(line).isNull();
                case "subscribe" ->
                    assertThat(held.get(words[1]).add(words[2])).as(line).isTrue();
                case "unsubscribe" ->
                    assertThat(held.get(words[1]).remove(words[2])).as(line).isTrue();
                case "publish" ->
                    assertThat(words[1].equals("-") || held.containsKey(words[1]))
                            .as(line)
                            .isTrue();
                case "disconnect" -> assertThat(held.remove(words[1])).as(line).isEmpty();
                default -> assertThat(words[0]).isIn("wake", "closed");
            }
        }
        assertThat(held).isEmpty();
    }
}
