package io.faye.engine.redis.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Between the operations and Redis, a pacer")
class PublishPacerTest {

    private static final int MANY = 5_000;

    private final List<Publish> sent = new ArrayList<>();
    private final PublishPacer pacer = new PublishPacer(command -> sent.add((Publish) command.orderingKey()));

    /** A publish with an ordering key of its own, or with that of another one. */
    private final class Publish extends Operation<Boolean> {

        private final int weight;
        private boolean wanted = true;
        private boolean refused;

        Publish(int weight) {
            super("key");
            this.weight = weight;
        }

        @Override
        int weight() {
            return weight;
        }

        Publish begin() {
            return beginIn(this);
        }

        Publish beginIn(Object orderingKey) {
            pacer.send(
                    this,
                    new Command(
                            Call.of("XADD"),
                            orderingKey,
                            Command.Urgency.URGENT,
                            () -> wanted && !isDone(),
                            reply -> {},
                            fault -> {
                                refused = true;
                                fail(fault);
                            }));
            return this;
        }

        void isDelivered() {
            succeed(true);
            pacer.forgotten(this);
        }
    }

    private Publish heavy() {
        return new Publish(MANY).begin();
    }

    private Publish light() {
        return new Publish(1).begin();
    }

    private List<Publish> heavy(int count) {
        return IntStream.range(0, count).mapToObj(number -> heavy()).toList();
    }

    @Test
    @DisplayName("holds back heavy publishes until the tail has delivered those before, in order")
    void holdsBack() {
        List<Publish> all = heavy(10);
        assertThat(sent).isEqualTo(all.subList(0, 4));
        all.get(0).isDelivered();
        assertThat(sent).isEqualTo(all.subList(0, 5));
        for (Publish each : all.subList(1, 10)) {
            each.isDelivered();
        }
        assertThat(sent).isEqualTo(all);
    }

    @Test
    @DisplayName("lets light publishes pass those that are held back")
    void passes() {
        heavy(10);
        Publish light = light();
        assertThat(sent).hasSize(5).endsWith(light);
    }

    @Test
    @DisplayName("sends a publish alone that is heavier than what the tail may be behind")
    void sendsAlone() {
        Publish heaviest = new Publish(100_000).begin();
        Publish next = heavy();
        assertThat(sent).containsExactly(heaviest);
        heaviest.isDelivered();
        assertThat(sent).containsExactly(heaviest, next);
    }

    @Test
    @DisplayName("sends nothing with an ordering key before what it holds back with that key")
    void keepsOrderOfEachKey() {
        List<Publish> before = heavy(5);
        Publish last = before.get(4);
        new Publish(0).beginIn(last);
        Publish other = light();
        assertThat(sent).doesNotContain(last).endsWith(other);
        before.get(0).isDelivered();
        assertThat(sent.subList(5, sent.size())).containsExactly(last, last);
        new Publish(0).beginIn(last);
        assertThat(sent.subList(5, sent.size())).containsExactly(last, last, last);
    }

    @Test
    @DisplayName("refuses what has waited too long, and never sends it")
    void refuses() {
        List<Publish> all = heavy(6);
        all.get(4).wanted = false;
        pacer.refuseUnsent();
        assertThat(all).extracting(each -> each.refused).containsExactly(false, false, false, false, true, false);
        all.subList(0, 4).forEach(Publish::isDelivered);
        assertThat(sent).hasSize(5).doesNotContain(all.get(4)).endsWith(all.get(5));
    }

    @Test
    @DisplayName("counts what has failed no longer, also if it was not sent")
    void forgets() {
        List<Publish> all = heavy(6);
        List<Publish> last = new ArrayList<>(all);
        Collections.reverse(last);
        for (Publish each : last) {
            each.fail(new IllegalStateException("on purpose"));
            pacer.forgotten(each);
            pacer.forgotten(each);
        }
        List<Publish> later = heavy(6);
        assertThat(sent).containsAll(later.subList(0, 4)).doesNotContain(later.get(4), all.get(4));
    }
}
