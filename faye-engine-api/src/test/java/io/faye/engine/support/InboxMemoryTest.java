package io.faye.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.MemoryBudget;
import io.faye.engine.QueueLimits;
import io.faye.engine.QueueLimits.Policy;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory of inboxes")
class InboxMemoryTest {

    private static final int LENGTH = 100 << 10;
    private static final int SLOTS = 64;

    private final Random random = new Random(42);
    private final List<Runnable> tasks = new ArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();

    private static QueuedMessage message() {
        return new QueuedMessage(Message.to(Channel.of("/a")).with("data", Json.of("x".repeat(LENGTH))));
    }

    private Inbox inbox(MemoryBudget memory, Policy policy) {
        QueueLimits limits = new QueueLimits(1_000, 1L << 30, policy);
        return new Inbox(limits, memory, ClientId.random(random), ended::incrementAndGet, 0);
    }

    private MemoryBudget budget(long limit) {
        return new MemoryBudget(limit, tasks::add);
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove(0).run();
        }
    }

    @Test
    @DisplayName("counts a message once as long as any queue holds it")
    void countsSharedOnce() {
        MemoryBudget memory = budget(Long.MAX_VALUE);
        List<Inbox> inboxes = Stream.generate(() -> inbox(memory, Policy.END_SESSION))
                .limit(10_000)
                .toList();
        QueuedMessage shared = message();
        inboxes.forEach(inbox -> inbox.append(shared));
        assertThat(memory.usage().used()).isBetween((long) LENGTH, LENGTH + 2_000L + (long) inboxes.size() * SLOTS);
        inboxes.forEach(inbox -> inbox.acknowledge(1));
        assertThat(memory.usage().used()).isLessThanOrEqualTo((long) inboxes.size() * SLOTS);
        inboxes.forEach(Inbox::close);
        assertThat(memory.usage().used()).isZero();
    }

    @Test
    @DisplayName("counts what a queue holds in full, though faster ones shared it")
    void sharingMakesNothingCheap() {
        MemoryBudget memory = budget(Long.MAX_VALUE);
        Inbox slow = inbox(memory, Policy.END_SESSION);
        Inbox fast = inbox(memory, Policy.END_SESSION);
        for (int i = 1; i <= 10; i++) {
            QueuedMessage shared = message();
            slow.append(shared);
            fast.append(shared);
            fast.acknowledge(i);
        }
        assertThat(slow.heldBytes()).isGreaterThan(10L * LENGTH);
        assertThat(fast.heldBytes()).isLessThanOrEqualTo(SLOTS);
    }

    @Test
    @DisplayName("counts slots, which many short messages need most")
    void countsSlots() {
        MemoryBudget memory = budget(Long.MAX_VALUE);
        Inbox inbox = inbox(memory, Policy.END_SESSION);
        QueuedMessage shared = message();
        for (int i = 0; i < 1_000; i++) {
            inbox.append(shared);
        }
        assertThat(memory.usage().used()).isGreaterThan(LENGTH + 8L * 1_000);
    }

    @Test
    @DisplayName("counts many short fields as what they take, not as their text")
    void countsFields() {
        Message message = Message.to(Channel.of("/a"));
        for (int i = 0; i < 1_000; i++) {
            message = message.with("f" + i, Json.TRUE);
        }
        MemoryBudget memory = budget(Long.MAX_VALUE);
        inbox(memory, Policy.END_SESSION).append(new QueuedMessage(message.forDelivery()));
        assertThat(memory.usage().used()).isGreaterThan(5L * message.toJson().length());
    }

    @Test
    @DisplayName("is given up by the largest queue if it is short, whose session ends once")
    void endsTheLargest() {
        MemoryBudget memory = budget(16L * LENGTH);
        Inbox large = inbox(memory, Policy.END_SESSION);
        Inbox small = inbox(memory, Policy.END_SESSION);
        small.append(message());
        for (int i = 0; i < 14; i++) {
            large.append(message());
        }
        assertThat(memory.usage().isShort()).isTrue();
        runTasks();
        assertThat(ended).hasValue(1);
        assertThat(large.heldBytes()).isZero();
        assertThat(small.heldBytes()).isGreaterThan(LENGTH);
        assertThat(large.append(message())).isEqualTo(Inbox.Appended.QUIETLY);
        assertThat(memory.usage().isShort()).isFalse();
        assertThat(memory.usage().evicted()).isEqualTo(1);
    }

    @Test
    @DisplayName("is given up without an end if the queue is to drop messages, and positions go on")
    void dropsTheLargest() {
        MemoryBudget memory = budget(16L * LENGTH);
        Inbox inbox = inbox(memory, Policy.DROP_OLDEST);
        NotingListener reader = new NotingListener();
        inbox.attach(reader);
        for (int i = 0; i < 14; i++) {
            inbox.append(message());
        }
        runTasks();
        assertThat(ended).hasValue(0);
        assertThat(inbox.heldBytes()).isZero();
        inbox.append(message());
        assertThat(inbox.read(reader, 0, 10, Integer.MAX_VALUE).batch().last()).isEqualTo(15);
    }

    @Test
    @DisplayName("counts what else a session takes, until it ends")
    void countsOther() {
        MemoryBudget memory = budget(1_000);
        Inbox inbox = inbox(memory, Policy.END_SESSION);
        inbox.countOther(900);
        inbox.countOther(-100);
        assertThat(inbox.heldBytes()).isEqualTo(800);
        runTasks();
        assertThat(ended).hasValue(1);
        assertThat(memory.usage().used()).isZero();
        inbox.countOther(-800);
        assertThat(memory.usage().used()).isZero();
    }

    @Test
    @DisplayName("is named in the log by a part of the client id only")
    void hidesTheClientId() {
        ClientId client = ClientId.random(random);
        Inbox inbox = new Inbox(QueueLimits.DEFAULT, budget(1), client, () -> {}, 0);
        assertThat(inbox.toString()).doesNotContain(client.toString()).contains("session");
    }
}
