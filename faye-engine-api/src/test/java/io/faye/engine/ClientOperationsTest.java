package io.faye.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The operations of a session")
class ClientOperationsTest {

    private final ClientOperations operations = new ClientOperations();
    private final List<Boolean> empty = new ArrayList<>();

    @Test
    @DisplayName("are kept while one of them is called or announced, so that later ones are put in the same order")
    void keptWhileAnnounced() {
        operations.add(new ClientOperation.Call(() -> empty.add(operations.isEmpty())));
        operations.add(ClientOperation.Notice.of(() -> empty.add(operations.isEmpty())));
        operations.advance();
        assertThat(empty).containsExactly(false, false);
        assertThat(operations.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("are kept while a fact may still arrive after its operation has timed out")
    void keptForLateFacts() {
        operations.expectLate();
        assertThat(operations.isEmpty()).isFalse();
        operations.forgetLate();
        assertThat(operations.isEmpty()).isTrue();
    }
}
