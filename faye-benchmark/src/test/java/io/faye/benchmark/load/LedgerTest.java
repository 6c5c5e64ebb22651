package io.faye.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ledger")
class LedgerTest {

    private final Ledger ledger = new Ledger();

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            ledger.sent(1, 2);
        }
    }

    private boolean receive(int number) {
        return ledger.received(1, 2, number);
    }

    @Test
    @DisplayName("finds nothing wrong when all comes once, in order")
    void findsNothingWrong() {
        send(3);
        assertThat(receive(1) && receive(2) && receive(3)).isTrue();
        assertThat(ledger.faults().none()).isTrue();
    }

    @Test
    @DisplayName("counts what did not come, in the middle and at the end")
    void countsLost() {
        send(5);
        receive(1);
        receive(4);
        assertThat(ledger.faults()).isEqualTo(new Faults(3, 0, 0, 0));
    }

    @Test
    @DisplayName("counts what came again, and says that it does not count")
    void countsDoubled() {
        send(2);
        receive(1);
        receive(2);
        assertThat(receive(1)).isFalse();
        assertThat(ledger.faults()).isEqualTo(new Faults(0, 1, 0, 0));
    }

    @Test
    @DisplayName("counts what came late, once, and not as lost")
    void countsReordered() {
        send(2);
        receive(2);
        assertThat(receive(1)).isTrue();
        assertThat(ledger.faults()).isEqualTo(new Faults(0, 0, 1, 0));
    }

    @Test
    @DisplayName("keeps lines of different publishers and subscribers apart")
    void keepsLinesApart() {
        assertThat(ledger.sent(1, 2)).isEqualTo(1);
        assertThat(ledger.sent(2, 1)).isEqualTo(1);
        ledger.received(2, 1, 1);
        assertThat(ledger.faults().lost()).isEqualTo(1);
    }
}
