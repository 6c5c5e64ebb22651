package io.faye.tck.history;

import java.util.List;

/** Every stage completes, and with success as long as nothing is wrong with the system. */
final class StageCheck {

    void examine(HistoryRecord history, Findings findings) {
        for (Call call : history.calls()) {
            if (call.end() == Long.MAX_VALUE) {
                findings.report("THR-1", call.operation() + " did not complete", List.of(call));
            } else if (call.hasFailed()) {
                findings.report("THR-1", call.operation() + " failed, though nothing was in its way", List.of(call));
            }
        }
    }
}
