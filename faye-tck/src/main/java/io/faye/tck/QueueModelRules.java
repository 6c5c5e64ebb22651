package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.engine.QueueLimits.Policy;
import io.faye.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Publishes, reads and acknowledgements in random order and of random size, beside a list that gets the same. */
abstract class QueueModelRules extends SessionFixture {

    private static final int STEPS = 30;
    private static final int MOST_AT_ONCE = 40;

    @EngineRule("QUE-1")
    @DisplayName("holds what a list holds, whatever was read and acknowledged, early, late, twice, or ahead")
    void isLikeAList() {
        for (int round : rounds(6)) {
            compare(new RandomValues(), round, new QueueLimits(100_000, Long.MAX_VALUE, Policy.END_SESSION));
        }
    }

    @EngineRule({"QUE-3", "QUE-1"})
    @DisplayName("that drops the oldest holds what a list holds, in messages and in bytes of any text")
    void dropsLikeAList() {
        for (int round : rounds(12)) {
            RandomValues values = new RandomValues();
            QueueLimits limits = new QueueLimits(1 + values.below(20), 100L + values.below(2_000), Policy.DROP_OLDEST);
            compare(values, round, limits);
        }
    }

    private void compare(RandomValues values, int round, QueueLimits limits) {
        begin(settings -> settings.limited(limits));
        alice.subscribe("/a");
        alice.attach();
        QueueModel model = new QueueModel(limits);
        for (int step = 0; step < STEPS; step++) {
            String when = ", step " + step + " of round " + round + " with " + limits + " (" + values + ")";
            if (values.below(2) == 0) {
                publish(values, model, when);
            } else if (values.below(2) == 0) {
                acknowledge(values, model);
            }
            compareRead(values, model, when);
        }
    }

    /** The last one is short enough for every limit, so that there is something by which to know that all have come. */
    private void publish(RandomValues values, QueueModel model, String when) {
        int count = values.below(MOST_AT_ONCE);
        for (int i = 0; i <= count; i++) {
            Json data = i == count ? Json.of(i) : Json.parse(values.jsonOfLength(10 + values.below(300)));
            service.publish("/a", data);
            model.add(Calls.message("/a", data));
        }
        service.patience()
                .until(
                        "alice can read the message at position " + model.last() + when,
                        () -> alice.read(0, Client.ALL).last() >= model.last());
    }

    private void acknowledge(RandomValues values, QueueModel model) {
        long upTo = model.last() + 3 - values.below(MOST_AT_ONCE);
        alice.acknowledge(upTo);
        model.acknowledge(upTo);
        if (values.below(3) == 0) {
            alice.acknowledge(upTo);
        }
    }

    private void compareRead(RandomValues values, QueueModel model, String when) {
        List<Long> positions = new ArrayList<>(List.of(0L, model.last(), model.last() + 2));
        positions.add((long) values.below((int) model.last() + 3));
        for (long after : positions) {
            int messages = values.below(3) == 0 ? Client.ALL : 1 + values.below(10);
            int bytes = values.below(3) == 0 ? Client.ALL : 1 + values.below(600);
            Batch expected = model.read(after, messages, bytes);
            Batch batch = alice.read(after, messages, bytes);
            String what =
                    " of a read after " + after + ", at most " + messages + " messages, " + bytes + " bytes" + when;
            Check.equal("The data" + what, Client.data(expected), Client.data(batch));
            Check.equal("The last position" + what, expected.last(), batch.last());
        }
    }
}
