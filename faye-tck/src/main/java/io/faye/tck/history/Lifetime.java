package io.faye.tck.history;

import io.faye.tck.history.Event.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When a session was there, as far as calls, answers and events tell from outside. */
final class Lifetime {

    private final Story story;
    private final List<Call> signs;
    private final Optional<Call> destroyed;
    private final long surelyUntil;
    private final long goneFrom;

    Lifetime(Story story) {
        this.story = story;
        this.signs = Stream.of(Operation.CREATE, Operation.PING, Operation.ATTACH)
                .flatMap(operation -> story.calls(operation).stream())
                .filter(call -> !call.hasFailed() && call.foundClient())
                .toList();
        this.destroyed = story.calls(Operation.DESTROY).stream()
                .filter(call -> call.isAnswered(true))
                .min(Comparator.comparingLong(Call::end));
        this.surelyUntil = earliestEnd();
        this.goneFrom = latestEnd();
    }

    private long earliestEnd() {
        if (destroyed.isPresent()) {
            return destroyed.get().begin();
        }
        boolean over = toldEnd().isPresent() || story.calls().anyMatch(call -> !call.foundClient());
        return over ? signs.stream().mapToLong(Call::begin).max().orElse(0) : Long.MAX_VALUE;
    }

    private long latestEnd() {
        long answered = destroyed.map(Call::end).orElse(Long.MAX_VALUE);
        return Math.min(answered, toldEnd().map(Event::tick).orElse(Long.MAX_VALUE));
    }

    /** {@return the one call that ended the session, if one did} */
    Optional<Call> destroyed() {
        return destroyed;
    }

    Optional<Event> disconnected() {
        return story.events(Kind.DISCONNECT).stream().findFirst();
    }

    /** {@return where the engine said that it had ended the session by itself, or the end was reported} */
    Optional<Event> toldEnd() {
        return Stream.of(Kind.CLIENT_ENDED, Kind.DISCONNECT)
                .flatMap(kind -> story.events(kind).stream())
                .min(Comparator.comparingLong(Event::tick));
    }

    /** {@return the tick until which the session was surely there: then its end was asked for, or may have been due} */
    long surelyUntil() {
        return surelyUntil;
    }

    /** {@return the moment from which the session was surely gone in the process that ended it} */
    Moment gone() {
        return Stream.concat(
                        destroyed.stream().map(Call::ended), toldEnd().stream().map(Event::moment))
                .min(Comparator.comparingLong(Moment::tick))
                .orElse(Moment.NEVER);
    }

    /** {@return the tick from which the session was surely gone} */
    long goneFrom() {
        return goneFrom;
    }

    long begin() {
        return story.calls(Operation.CREATE).stream().mapToLong(Call::end).min().orElse(0);
    }

    boolean coversSurely(Call call) {
        return begin() < call.begin() && call.end() < surelyUntil;
    }

    /** {@return the last successful ping, attach or creation} */
    Optional<Call> lastSign() {
        return signs.stream().max(Comparator.comparing(call -> call.begun().clock()));
    }

    Duration lastBegun() {
        return signs.stream()
                .map(call -> call.begun().clock())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    Duration lastEnded() {
        return signs.stream()
                .map(call -> call.ended().clock())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
