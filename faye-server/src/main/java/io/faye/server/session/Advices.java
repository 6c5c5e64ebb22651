package io.faye.server.session;

import io.faye.protocol.Advice;
import java.time.Duration;

/** What connects are told about the next connect. */
record Advices(Advice ordinary, Advice eventSource, Advice replaced) {

    static Advices of(Duration timeout) {
        return new Advices(
                Advice.retry(Duration.ZERO, timeout),
                Advice.retry(timeout, Duration.ZERO),
                Advice.retry(Replacements.PAUSE, timeout));
    }
}
