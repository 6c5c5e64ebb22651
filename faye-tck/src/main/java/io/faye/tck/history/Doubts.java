package io.faye.tck.history;

import io.faye.engine.EngineException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which calls of a record are in doubt: they were done perhaps, at any time after they began. */
final class Doubts {

    private final @Nullable Moment loss;

    /**
     * Makes doubts.
     *
     * @param loss when the store lost some of what it had; null if it never did
     */
    Doubts(@Nullable Moment loss) {
        this.loss = loss;
    }

    /** {@return the calls, so that those in doubt have failed; a read that has failed tells nothing} */
    List<Call> of(List<Call> calls) {
        return calls.stream().flatMap(this::doubted).toList();
    }

    private Stream<Call> doubted(Call call) {
        boolean isAnswered = call.end() < Long.MAX_VALUE && !call.hasFailed();
        if (isAnswered) {
            return Stream.of(isLost(call) ? inDoubt(call, loss) : call);
        }
        boolean isRead = call.operation() == Operation.READ || call.operation() == Operation.INSPECT;
        return isRead ? Stream.of() : Stream.of(inDoubt(call, Moment.NEVER));
    }

    private boolean isLost(Call call) {
        Moment lost = loss;
        return lost != null && call.begin() < lost.tick() && isStored(call.operation());
    }

    private static boolean isStored(Operation operation) {
        return operation == Operation.PUBLISH || operation == Operation.SUBSCRIBE || operation == Operation.UNSUBSCRIBE;
    }

    private static Call inDoubt(Call call, @Nullable Moment until) {
        Moment end = until == null ? Moment.NEVER : until;
        Moment ended = end.tick() > call.end() || call.hasFailed() ? end : call.ended();
        return new Call(
                call.operation(),
                call.process(),
                call.client(),
                call.argument(),
                call.begun(),
                Long.MAX_VALUE,
                ended,
                call.answer() instanceof Throwable ? call.answer() : new EngineException("In doubt"));
    }
}
