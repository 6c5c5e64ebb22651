package io.faye.engine.redis.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a client is. A process that goes on after it finds the same messages at the same positions.
 *
 * @param count the position of the last message that is not to be delivered again
 * @param at an id in the log; the message at the next position is the first one after it that is for the client
 * @param lost positions after these that are to be left out, in their order
 */
public record Position(long count, LogId at, List<Lost> lost) {

    /**
     * Messages that were queued, and that Redis has lost since.
     *
     * @param after the entry before them
     * @param count how many they were
     */
    public record Lost(LogId after, long count) {}

    /** Creates a position after which nothing was lost. */
    public Position(long count, LogId at) {
        this(count, at, List.of());
    }

    /** {@return the position that {@link #arguments} has written} */
    public static Position parse(long count, String text) {
        String[] parts = text.split("[+@]", -1);
        List<Lost> lost = new ArrayList<>();
        for (int i = 1; i < parts.length; i += 2) {
            lost.add(new Lost(LogId.parse(parts[i + 1]), Long.parseLong(parts[i])));
        }
        return new Position(count, LogId.parse(parts[0]), List.copyOf(lost));
    }

    /** {@return what scripts call count and at; empty texts if there is no position} */
    public static Object[] arguments(@Nullable Position position) {
        return position == null ? new Object[] {"", ""} : new Object[] {position.count, position.text()};
    }

    /** {@return the id, and for all that was lost how many and after which id: {@code 5-0.3+1@5-0.4}} */
    private String text() {
        StringBuilder text = new StringBuilder(at.toString());
        lost.forEach(each -> text.append('+').append(each.count()).append('@').append(each.after()));
        return text.toString();
    }

    /** {@return the same position after Redis has lost all entries after one} */
    public Position rewind(LogId to) {
        List<Lost> rewound = lost.stream()
                .map(each -> new Lost(LogId.min(each.after(), to), each.count()))
                .toList();
        return new Position(count, LogId.min(at, to), rewound);
    }
}
