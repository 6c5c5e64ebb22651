package io.faye.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.MemoryBudget;
import io.faye.engine.QueueLimits;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("An inbox, whatever is done with it,")
class InboxPropertyTest {

    private static final int LONGEST = 40;
    private static final int EMPTY_LENGTH = message(0).toJson().length();

    private static final AttachmentListener FIRST = new NotingListener();
    private static final AttachmentListener SECOND = new NotingListener();

    private static Message message(int length) {
        return Message.to(Channel.of("/a")).with(Message.Field.DATA, Json.of("x".repeat(length)));
    }

    @Property
    @Label("does what a list with positions would do")
    void agreesWithModel(
            @ForAll("limits") QueueLimits limits, @ForAll("steps") List<BiConsumer<Inbox, ModelInbox>> steps) {
        MemoryBudget memory = MemoryBudget.unlimited();
        Inbox inbox = new Inbox(limits, memory, ClientId.random(new Random(1)), () -> {}, 0);
        ModelInbox model = new ModelInbox(limits);
        steps.forEach(step -> step.accept(inbox, model));
        assertThat(memory.usage().used()).as("what counts in the budget").isEqualTo(inbox.heldBytes());
        inbox.close();
        assertThat(memory.usage().used()).as("what counts of a closed inbox").isZero();
    }

    @Provide
    Arbitrary<QueueLimits> limits() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.longs().between(1, 20L * EMPTY_LENGTH),
                        Arbitraries.of(QueueLimits.Policy.class))
                .as(QueueLimits::new);
    }

    @Provide
    Arbitrary<List<BiConsumer<Inbox, ModelInbox>>> steps() {
        Arbitrary<BiConsumer<Inbox, ModelInbox>> step = Arbitraries.oneOf(
                appends(), appends(), skips(), reads(), acknowledgements(), attaching(), attaching(), releasing());
        return step.list().ofMaxSize(120);
    }

    private static Arbitrary<BiConsumer<Inbox, ModelInbox>> appends() {
        return Arbitraries.integers().between(0, LONGEST).map(length -> (inbox, model) -> {
            Message message = message(length);
            assertThat(inbox.append(new QueuedMessage(message))).isEqualTo(model.append(message));
        });
    }

    private static Arbitrary<BiConsumer<Inbox, ModelInbox>> skips() {
        return Arbitraries.longs().between(1, 3).map(positions -> (inbox, model) -> {
            inbox.skip(positions);
            model.skip(positions);
        });
    }

    private static Arbitrary<AttachmentListener> attachments() {
        return Arbitraries.of(FIRST, SECOND);
    }

    private static Arbitrary<BiConsumer<Inbox, ModelInbox>> reads() {
        return Combinators.combine(
                        attachments(),
                        Arbitraries.longs().between(0, 60),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 6 * EMPTY_LENGTH))
                .as((reader, after, messages, bytes) -> (inbox, model) -> {
                    Inbox.Reading reading = inbox.read(reader, after, messages, bytes);
                    Batch expected = model.read(reader, after, messages, bytes);
                    assertThat(reading.batch()).isEqualTo(expected);
                    assertThat(reading.waking()).isEqualTo(model.wakesAfter(reader, expected, messages));
                });
    }

    private static Arbitrary<BiConsumer<Inbox, ModelInbox>> acknowledgements() {
        return Arbitraries.longs().between(0, 60).map(upTo -> (inbox, model) -> {
            inbox.acknowledge(upTo);
            model.acknowledge(upTo);
        });
    }

    private static Arbitrary<BiConsumer<Inbox, ModelInbox>> attaching() {
        return attachments().map(reader -> (inbox, model) -> {
            inbox.attach(reader);
            model.attach(reader);
        });
    }

    private static Arbitrary<BiConsumer<Inbox, ModelInbox>> releasing() {
        return attachments()
                .map(reader ->
                        (inbox, model) -> assertThat(inbox.release(reader)).isEqualTo(model.release(reader)));
    }
}
