package io.faye.tck.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In the process where a client is attached, attributes are seen as they were set last: ATT-1. */
final class AttributeCheck implements Check {

    /** The one attribute that is set again and again; each value once, hence each tells who set it. */
    static final String NAME = "turn";

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        if (!history.conditions().isOneProcess()) {
            return;
        }
        List<Call> writes = Stream.concat(story.calls(Operation.CREATE).stream(), story.calls(Operation.SET).stream())
                .filter(Call::foundClient)
                .toList();
        GreatestBefore overwriting = new GreatestBefore(writes, Call::end, Call::begin);
        Stream.concat(story.calls(Operation.ATTRIBUTES).stream(), story.calls(Operation.ATTACH).stream())
                .filter(Call::foundClient)
                .forEach(read -> examine(story, read, writes, overwriting, findings));
    }

    private static void examine(
            Story story, Call read, List<Call> writes, GreatestBefore overwriting, Findings findings) {
        if (findings.accuses(story.client())) {
            return;
        }
        String value = read.attributes().map(all -> all.get(NAME)).orElse(null);
        Optional<Call> write = writes.stream()
                .filter(call -> java.util.Objects.equals(written(call), value))
                .findFirst();
        if (write.isEmpty()) {
            findings.report("ATT-1", story, "An attribute was seen that nobody had set", List.of(read));
        } else if (write.get().begin() > read.end()
                || overwriting.before(read.begin()) > write.get().end()) {
            Call newer = writes.stream()
                    .filter(call -> call.end() < read.begin()
                            && call.begin() > write.get().end())
                    .findFirst()
                    .orElse(write.get());
            findings.report(
                    "ATT-1",
                    story,
                    "An attribute was seen as it was before it was set",
                    List.of(write.get(), newer, read));
        }
    }

    private static @Nullable String written(Call write) {
        return write.operation() == Operation.CREATE
                ? write.attributes().orElseThrow().get(NAME)
                : write.attribute().value();
    }
}
