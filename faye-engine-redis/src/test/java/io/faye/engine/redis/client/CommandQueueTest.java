package io.faye.engine.redis.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.client.Command.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What waits for Redis")
class CommandQueueTest {

    private final CommandQueue queue = new CommandQueue();

    private static Command command(Object orderingKey, Urgency urgency) {
        return new Command(Call.of("PING"), orderingKey, urgency, () -> true, reply -> {}, fault -> {});
    }

    private static Command urgent(Object orderingKey) {
        return command(orderingKey, Urgency.URGENT);
    }

    private static Command patient(Object orderingKey) {
        return command(orderingKey, Urgency.PATIENT);
    }

    private List<Command> offered(Command... commands) {
        for (Command command : commands) {
            assertThat(queue.offer(command)).isTrue();
        }
        return List.of(commands);
    }

    private List<Command> takeAll() {
        List<Command> all = new ArrayList<>();
        for (List<Command> some = queue.take(); !some.isEmpty(); some = queue.take()) {
            all.addAll(some);
        }
        return all;
    }

    @Test
    @DisplayName("is overtaken by messages, and gets a share of each batch")
    void messagesOvertake() {
        IntStream.range(0, 500).forEach(number -> offered(patient(number)));
        IntStream.range(0, 2_000).forEach(number -> offered(urgent("publisher")));
        List<Command> first = queue.take();
        assertThat(first.get(0).urgency()).isEqualTo(Urgency.URGENT);
        assertThat(first)
                .filteredOn(command -> command.urgency() == Urgency.PATIENT)
                .hasSize(100);
        assertThat(takeAll()).hasSize(2_500 - first.size());
    }

    @Test
    @DisplayName("keeps the order of commands with the same ordering key, also while a part is under way")
    void keepsOrderOfEachKey() {
        List<Command> before = offered(patient("alice"), urgent("alice"), patient("alice"));
        List<Command> others = offered(urgent("bob"));
        assertThat(queue.take()).isEqualTo(List.of(others.get(0), before.get(0), before.get(1), before.get(2)));
        List<Command> after = offered(urgent("alice"));
        queue.putBack(before);
        assertThat(takeAll()).isEqualTo(List.of(before.get(0), before.get(1), before.get(2), after.get(0)));
    }

    @Test
    @DisplayName("holds up nobody's messages once it is done")
    void freesKeys() {
        offered(patient("alice"));
        queue.take();
        queue.take();
        List<Command> later = offered(patient("bob"), urgent("alice"));
        assertThat(queue.take()).isEqualTo(List.of(later.get(1), later.get(0)));
    }

    @Test
    @DisplayName("leaves room for messages when thousands of clients come or leave")
    void leavesRoom() {
        int patients = 0;
        while (queue.offer(patient(patients))) {
            patients++;
        }
        assertThat(patients).isEqualTo(50_000);
        int messages = 0;
        while (queue.offer(urgent("publisher"))) {
            messages++;
        }
        assertThat(messages).isEqualTo(20_000);
    }
}
