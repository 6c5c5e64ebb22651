package io.faye.engine.support;

import static io.faye.engine.support.Inbox.Appended.OVERFLOWING;
import static io.faye.engine.support.Inbox.Appended.QUIETLY;
import static io.faye.engine.support.Inbox.Appended.WAKING;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Batch;
import io.faye.engine.MemoryBudget;
import io.faye.engine.QueueLimits;
import io.faye.engine.QueueLimits.Policy;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("An inbox")
class InboxTest {

    private static final int LENGTH = message(1).toJson().length();

    private final NotingListener reader = new NotingListener();
    private Inbox inbox = attached(QueueLimits.DEFAULT);

    private static Inbox empty(QueueLimits limits) {
        ClientId client = ClientId.random(new Random(1));
        return new Inbox(limits, MemoryBudget.unlimited(), client, () -> {}, 0);
    }

    private Inbox attached(QueueLimits limits) {
        Inbox attached = empty(limits);
        attached.attach(reader);
        return attached;
    }

    private Inbox.Appended append(int number) {
        return append(message(number));
    }

    private Inbox.Appended append(Message message) {
        return inbox.append(new QueuedMessage(message));
    }

    private static Message message(int number) {
        return Message.to(Channel.of("/a")).with("data", Json.of(number));
    }

    private void append(int first, int last) {
        for (int i = first; i <= last; i++) {
            append(i);
        }
    }

    private Batch read(long after, int maxMessages) {
        return inbox.read(reader, after, maxMessages, Integer.MAX_VALUE).batch();
    }

    private static Batch batch(long last, int... numbers) {
        return new Batch(Arrays.stream(numbers).mapToObj(InboxTest::message).toList(), last);
    }

    @Nested
    @DisplayName("leaving out the positions of lost messages")
    class Skipping {

        @Test
        @DisplayName("reads what comes before and after them at its own positions, in batches of its own")
        void keepsPositions() {
            append(1, 2);
            inbox.skip(3);
            append(6, 7);
            Inbox.Reading first = inbox.read(reader, 0, 10, Integer.MAX_VALUE);
            assertThat(first.batch()).isEqualTo(batch(2, 1, 2));
            assertThat(first.waking()).as("more can be read").isTrue();
            assertThat(read(2, 10)).isEqualTo(batch(7, 6, 7));
            assertThat(read(4, 10)).as("from one of them").isEqualTo(batch(7, 6, 7));
        }

        @Test
        @DisplayName("forgets them with what was acknowledged")
        void acknowledges() {
            append(1, 2);
            inbox.skip(3);
            append(6);
            inbox.acknowledge(2);
            assertThat(read(0, 10)).isEqualTo(batch(6, 6));
            inbox.acknowledge(6);
            assertThat(read(0, 10)).isEqualTo(batch(6));
        }

        @Test
        @DisplayName("wakes the host for the next message, not for the lost ones")
        void wakesForMessages() {
            append(1);
            inbox.skip(2);
            assertThat(inbox.read(reader, 0, 10, Integer.MAX_VALUE).waking()).isFalse();
            assertThat(append(4)).isEqualTo(WAKING);
            assertThat(read(1, 10)).isEqualTo(batch(4, 4));
        }
    }

    @Nested
    @DisplayName("reading and acknowledging")
    class Reading {

        @Test
        @DisplayName("gives messages from a position on, oldest first, as many as asked for")
        void readsInOrder() {
            append(1, 5);
            assertThat(read(0, 10)).isEqualTo(batch(5, 1, 2, 3, 4, 5));
            assertThat(read(0, 2)).isEqualTo(batch(2, 1, 2));
            assertThat(read(2, 2)).isEqualTo(batch(4, 3, 4));
            assertThat(read(4, 2)).isEqualTo(batch(5, 5));
        }

        @Test
        @DisplayName("gives again what was not acknowledged, never what was")
        void forgetsAcknowledged() {
            append(1, 4);
            inbox.acknowledge(2);
            assertThat(read(0, 10)).isEqualTo(batch(4, 3, 4));
            inbox.acknowledge(1);
            assertThat(read(0, 10)).isEqualTo(batch(4, 3, 4));
            inbox.acknowledge(4);
            append(5, 5);
            assertThat(read(0, 10)).isEqualTo(batch(5, 5));
        }

        @Test
        @DisplayName("ignores an acknowledgement of what was never queued")
        void ignoresAcknowledgementAhead() {
            append(1, 2);
            inbox.acknowledge(3);
            assertThat(read(0, 10)).isEqualTo(batch(2, 1, 2));
        }

        @Test
        @DisplayName("ends an empty batch at the greater of the position asked for and the one acknowledged")
        void positionsEmptyBatches() {
            append(1, 3);
            inbox.acknowledge(3);
            assertThat(read(0, 10)).isEqualTo(batch(3));
            assertThat(read(2, 10)).isEqualTo(batch(3));
            assertThat(read(7, 10)).isEqualTo(batch(7));
        }

        @Test
        @DisplayName("stops before the bytes are too many, but not before the first message")
        void cutsByBytes() {
            append(1, 5);
            assertThat(inbox.read(reader, 0, 10, 3 * LENGTH).batch()).isEqualTo(batch(3, 1, 2, 3));
            assertThat(inbox.read(reader, 0, 10, 3 * LENGTH - 1).batch()).isEqualTo(batch(2, 1, 2));
            assertThat(inbox.read(reader, 0, 10, 1).batch()).isEqualTo(batch(1, 1));
        }
    }

    @Nested
    @DisplayName("when it is full")
    class Overflow {

        @Test
        @DisplayName("drops the oldest messages, whose positions stay theirs")
        void dropsOldest() {
            inbox = attached(new QueueLimits(3, 1_000, Policy.DROP_OLDEST));
            append(1, 5);
            assertThat(read(0, 10)).isEqualTo(batch(5, 3, 4, 5));
            assertThat(read(1, 1)).isEqualTo(batch(3, 3));
        }

        @Test
        @DisplayName("drops as many as the bytes of a new one need")
        void dropsByBytes() {
            inbox = attached(new QueueLimits(100, 3L * LENGTH, Policy.DROP_OLDEST));
            append(1, 4);
            assertThat(read(0, 10)).isEqualTo(batch(4, 2, 3, 4));
            append(message(1).with("ext", Json.of("x".repeat(3 * LENGTH))));
            assertThat(read(0, 10).messages()).isEmpty();
        }

        @Test
        @DisplayName("says once that the session is to end, and holds nothing from then on")
        void overflowsOnce() {
            inbox = attached(new QueueLimits(2, 1_000, Policy.END_SESSION));
            append(1, 2);
            assertThat(append(3)).isEqualTo(OVERFLOWING);
            assertThat(append(4)).isEqualTo(QUIETLY);
            assertThat(read(0, 10).messages()).isEmpty();
        }

        @Test
        @DisplayName("has room again for what was acknowledged")
        void acknowledgingMakesRoom() {
            inbox = empty(new QueueLimits(100, 2L * LENGTH, Policy.END_SESSION));
            for (int i = 1; i <= 9; i++) {
                assertThat(append(i)).isEqualTo(QUIETLY);
                inbox.acknowledge(i);
            }
        }
    }

    @Nested
    @DisplayName("waking the host")
    class Waking {

        private List<Inbox.Appended> appendTwo() {
            return List.of(append(1), append(2));
        }

        @Test
        @DisplayName("is due for the first message after attaching and after each read that left nothing")
        void wakesOncePerRead() {
            assertThat(appendTwo()).containsExactly(WAKING, QUIETLY);
            read(0, 10);
            assertThat(appendTwo()).containsExactly(WAKING, QUIETLY);
        }

        @Test
        @DisplayName("is never due while there is no attachment")
        void isQuietWhileReleased() {
            inbox = empty(QueueLimits.DEFAULT);
            assertThat(appendTwo()).containsExactly(QUIETLY, QUIETLY);
            inbox.attach(reader);
            inbox.release(reader);
            assertThat(appendTwo()).containsExactly(QUIETLY, QUIETLY);
            assertThat(inbox.read(reader, 0, 10, 1).waking()).isFalse();
        }

        @Test
        @DisplayName("is due after a read that its bytes cut short, not after one that is full")
        void wakesForTheRest() {
            append(1, 4);
            assertThat(inbox.read(reader, 0, 2, 1_000).waking()).isFalse();
            assertThat(inbox.read(reader, 0, 3, 2 * LENGTH).waking()).isTrue();
            assertThat(inbox.read(reader, 2, 3, 2 * LENGTH).waking()).isFalse();
            assertThat(append(5)).isEqualTo(WAKING);
        }

        @Test
        @DisplayName("is due again after attaching again, though the last call led to no read")
        void attachingArms() {
            append(1, 1);
            inbox.release(reader);
            inbox.attach(reader);
            assertThat(append(2)).isEqualTo(WAKING);
        }

        @Test
        @DisplayName("is not due once the inbox is closed")
        void closedIsQuiet() {
            inbox.close();
            inbox.attach(reader);
            assertThat(appendTwo()).containsExactly(QUIETLY, QUIETLY);
        }
    }

    @Nested
    @DisplayName("with several attachments")
    class Attachments {

        private final NotingListener newer = new NotingListener();

        @Test
        @DisplayName("gives messages to the newest only, and wakes the newest only")
        void newestReads() {
            inbox.attach(newer);
            append(1, 2);
            inbox.wakeReader();
            assertThat(inbox.read(reader, 1, 10, 1_000)).isEqualTo(new Inbox.Reading(batch(1), false));
            assertThat(inbox.read(newer, 1, 10, 1_000).batch()).isEqualTo(batch(2, 2));
            assertThat(newer.calls).containsExactly("messagesAvailable");
            assertThat(reader.calls).isEmpty();
        }

        @Test
        @DisplayName("is not woken by a read of one that was superseded")
        void supersededReadDoesNotArm() {
            inbox.attach(newer);
            append(1, 1);
            inbox.read(reader, 0, 10, 1_000);
            assertThat(append(2)).isEqualTo(QUIETLY);
        }

        @Test
        @DisplayName("ignores the release of one that was superseded")
        void supersededReleasesNothing() {
            inbox.attach(newer);
            assertThat(inbox.release(reader)).isFalse();
            assertThat(inbox.listener()).containsSame(newer);
            assertThat(inbox.release(newer)).isTrue();
            assertThat(inbox.release(newer)).isFalse();
            assertThat(inbox.listener()).isEmpty();
        }

        @Test
        @DisplayName("gives nothing to one that was released")
        void releasedReadsNothing() {
            append(1, 2);
            inbox.release(reader);
            assertThat(read(1, 10)).isEqualTo(batch(1));
        }

        @Test
        @DisplayName("names the listener of the newest when it closes, also after an overflow")
        void closeNamesListener() {
            inbox = attached(new QueueLimits(1, 1_000, Policy.END_SESSION));
            append(1, 2);
            assertThat(inbox.close()).containsSame(reader);
            assertThat(inbox.close()).isEmpty();
        }
    }
}
