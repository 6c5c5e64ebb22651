package io.faye.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.engine.QueueLimits.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory engine's queues")
class QueueRulesTest {

    /** So that publishers who run ahead of the reader end no session. */
    private static final int ROOM_FOR_ALL = 100_000;

    private Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    private Client subscriber() {
        Client client = service.client();
        client.subscribe("/a");
        return client;
    }

    private void limit(int messages, Policy policy) {
        service.close();
        service = new Service(new QueueLimits(messages, Long.MAX_VALUE, policy));
    }

    private void publish(int first, int last) {
        for (int i = first; i <= last; i++) {
            service.publish("/a", i);
        }
    }

    @Test
    @DisplayName("QUE-1 give again what was not acknowledged, and never what was")
    void redeliver() {
        Client alice = subscriber();
        publish(1, 4);
        assertThat(alice.read(0, 3).last()).isEqualTo(3);
        assertThat(alice.read(3, 3).last()).isEqualTo(4);
        assertThat(alice.waiting()).containsExactly("1", "2", "3", "4");
        alice.acknowledge(2);
        assertThat(alice.waiting()).containsExactly("3", "4");
        alice.acknowledge(9);
        assertThat(alice.waiting()).containsExactly("3", "4");
        alice.acknowledge(4);
        assertThat(alice.read(0, 3)).isEqualTo(new Batch(List.of(), 4));
    }

    @Test
    @DisplayName("QUE-1 lose and double nothing while messages come, are read and acknowledged at once")
    void readsAndAcknowledgementsRace() throws Exception {
        limit(ROOM_FOR_ALL, Policy.END_SESSION);
        Client alice = subscriber();
        List<String> taken = new ArrayList<>();
        int messages = 20_000;
        Concurrently.run(3, thread -> {
            if (thread > 0) {
                for (int i = thread; i <= messages; i += 2) {
                    service.publish("/a", i);
                }
                return;
            }
            while (taken.size() < messages && Concurrently.goesOn()) {
                Batch batch = alice.read(0, 1 + taken.size() % 7);
                taken.addAll(Client.data(batch));
                alice.acknowledge(batch.last());
                assertThat(batch.last()).isEqualTo(taken.size());
            }
        });
        assertThat(taken).hasSize(messages).doesNotHaveDuplicates();
        assertThat(alice.waiting()).isEmpty();
    }

    @Test
    @DisplayName("QUE-2 wake the host once between two reads, and only while it is attached")
    void wakeAttachedHost() {
        Client alice = subscriber();
        publish(1, 2);
        assertThat(service.host.heard("wake")).isEmpty();
        alice.attach();
        alice.take();
        publish(3, 5);
        assertThat(service.host.heard("wake")).containsExactly("wake 1");
        alice.take();
        publish(6, 6);
        assertThat(service.host.heard("wake")).containsExactly("wake 1", "wake 1");
        alice.take();
        alice.release();
        publish(7, 7);
        assertThat(service.host.heard("wake")).containsExactly("wake 1", "wake 1");
    }

    @Test
    @DisplayName("QUE-2 wake the host again for what a batch had no bytes left for, and not after a full batch")
    void wakeForTheRest() {
        Client alice = subscriber();
        alice.attach();
        publish(1, 3);
        service.host.forget();
        alice.read(0, 2);
        assertThat(service.host.heard()).isEmpty();
        Service.get(service.engine.read(alice.id, 0, 10, 1));
        assertThat(service.host.heard()).containsExactly("wake 1");
        alice.read(1, 10);
        assertThat(service.host.heard()).containsExactly("wake 1");
    }

    @Test
    @DisplayName("QUE-2 lose no wake-up: who reads only when told gets everything")
    void loseNoWakeUp() throws Exception {
        limit(ROOM_FOR_ALL, Policy.END_SESSION);
        Client alice = subscriber();
        Semaphore told = new Semaphore(1);
        service.host.then(line -> told.release(line.startsWith("wake") ? 1 : 0));
        ConcurrentLinkedQueue<String> got = new ConcurrentLinkedQueue<>();
        int messages = 30_000;
        alice.attach();
        Concurrently.run(3, thread -> {
            if (thread > 0) {
                IntStream.range(0, messages / 2).forEach(i -> service.publish("/a", thread * messages + i));
            } else {
                readWhenTold(alice, told, got, messages);
            }
        });
        assertThat(got).hasSize(messages).doesNotHaveDuplicates();
    }

    /** Reads as the rule tells the host to: again after a full batch, and otherwise when it is told. */
    private void readWhenTold(Client client, Semaphore told, ConcurrentLinkedQueue<String> got, int messages) {
        long position = 0;
        while (got.size() < messages) {
            assertThat(acquire(told)).as("woken after %s messages", got.size()).isTrue();
            told.drainPermits();
            Batch batch;
            do {
                batch = Service.get(service.engine.read(client.id, position, 5, 150));
                got.addAll(Client.data(batch));
                position = batch.last();
                client.acknowledge(batch.last());
            } while (batch.messages().size() == 5);
        }
    }

    private static boolean acquire(Semaphore semaphore) {
        try {
            return semaphore.tryAcquire(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }

    @Test
    @DisplayName("QUE-3 that are full drop the oldest if they are told so")
    void dropOldest() {
        limit(3, Policy.DROP_OLDEST);
        Client alice = subscriber();
        publish(1, 5);
        assertThat(alice.waiting()).containsExactly("3", "4", "5");
        assertThat(alice.read(0, 1).last()).isEqualTo(3);
    }

    @Test
    @DisplayName("QUE-3 EXP-2 that are full end the session if they are told so, and leave the others alone")
    void endSession() {
        limit(3, Policy.END_SESSION);
        Client slow = subscriber();
        Client quick = subscriber();
        slow.subscribe("/b");
        for (int i = 1; i <= 5; i++) {
            service.publish("/a", i);
            assertThat(quick.take()).containsExactly("" + i);
        }
        assertThat(slow.exists()).isFalse();
        assertThat(service.host.heard().subList(5, 13))
                .containsExactly(
                        "publish - /a 1",
                        "publish - /a 2",
                        "publish - /a 3",
                        "publish - /a 4",
                        "unsubscribe 1 /a",
                        "unsubscribe 1 /b",
                        "disconnect 1",
                        "closed 1");
    }

    @Test
    @DisplayName("QUE-3 of the publisher itself end its session behind the publish event")
    void endPublisher() {
        limit(1, Policy.END_SESSION);
        Client alice = subscriber();
        alice.publish("/a", 1);
        alice.publish("/a", 2);
        assertThat(service.host.events())
                .containsExactly(
                        "handshake 1",
                        "subscribe 1 /a",
                        "publish 1 /a 1",
                        "publish 1 /a 2",
                        "unsubscribe 1 /a",
                        "disconnect 1");
    }

    @Test
    @DisplayName("QUE-3 that overflow one because of the other, through a listener that publishes, all end")
    void endInChains() {
        limit(1, Policy.END_SESSION);
        int sessions = 5_000;
        for (int i = 1; i <= sessions; i++) {
            service.client().subscribe("/" + i);
            service.publish("/" + i, "full");
        }
        service.host.then(line -> {
            if (line.startsWith("disconnect")) {
                service.publish("/" + (Integer.parseInt(line.substring(11)) + 1), "more");
            }
        });
        service.publish("/1", "more");
        assertThat(service.host.heard("closed")).hasSize(sessions);
        assertThat(((MemoryEngine) service.engine).isEmpty()).isTrue();
    }
}
