package io.faye.server.session;

import io.faye.protocol.Advice;
import java.time.Duration;

/**
 * What connects are told about the next connect.
 *
 * @param timeout how long connects are held at most
 */
record Advices(Duration timeout, Advice ordinary, Advice eventSource, Advice replaced) {

    static Advices of(Duration timeout) {
        return new Advices(
                timeout,
                Advice.retry(Duration.ZERO, timeout),
                Advice.retry(timeout, Duration.ZERO),
                Advice.retry(Replacements.PAUSE, timeout));
    }

    /** {@return what a client is told that pauses for some time, which may be zero} */
    Advice ordinary(Duration pause) {
        return pause.isZero() ? ordinary : Advice.retry(pause, timeout);
    }

    /** {@return the same for a client with an event stream, which comes back rarely in any case} */
    Advice eventSource(Duration pause) {
        return pause.compareTo(timeout) > 0 ? Advice.retry(pause, Duration.ZERO) : eventSource;
    }
}
