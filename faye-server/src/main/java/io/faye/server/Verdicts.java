package io.faye.server;

import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.server.session.Results;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Goes on after verdicts, now where they are there and later where extensions take their time. */
final class Verdicts {

    private Verdicts() {}

    /** Hands over a verdict that is none to wait for. */
    static void settle(Verdict verdict, Consumer<Verdict> consumer) {
        if (verdict instanceof Verdict.When when) {
            Results.then(
                    when.later(),
                    (later, fault) -> consumer.accept(later == null ? Verdict.refuse(BayeuxError.internal()) : later));
        } else {
            consumer.accept(verdict);
        }
    }

    /** Asks for a verdict on each item, one after another, and goes on when the last is there. */
    static <T> void each(
            List<T> items, Function<T, Verdict> ask, BiConsumer<T, Verdict> consumer, Runnable afterwards) {
        each(items.iterator(), ask, consumer, afterwards);
    }

    private static <T> void each(
            Iterator<T> items, Function<T, Verdict> ask, BiConsumer<T, Verdict> consumer, Runnable afterwards) {
        while (items.hasNext()) {
            T item = items.next();
            Verdict verdict = ask.apply(item);
            if (verdict instanceof Verdict.When when && !Results.isSuccessful(when.later())) {
                settle(verdict, later -> {
                    consumer.accept(item, later);
                    each(items, ask, consumer, afterwards);
                });
                return;
            }
            settle(verdict, settled -> consumer.accept(item, settled));
        }
        afterwards.run();
    }
}
