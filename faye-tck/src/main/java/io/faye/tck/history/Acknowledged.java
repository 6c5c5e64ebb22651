package io.faye.tck.history;

import io.faye.engine.Batch;
import io.faye.tck.history.Call.ReadFrom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where reads of one session may begin, by what was acknowledged. */
final class Acknowledged {

    private final GreatestBefore surely;
    private final GreatestBefore possibly;
    private final long surelyUntil;
    private final Attachments attachments;
    private final boolean isDisturbed;
    private final boolean hasLostData;

    /** @param story whose deliveries are known */
    Acknowledged(Story story, HistoryRecord history) {
        long last = story.deliveries().isEmpty() ? 0 : story.deliveries().lastKey();
        List<Call> valid = story.calls(Operation.ACKNOWLEDGE).stream()
                .filter(call -> call.upTo() <= last)
                .toList();
        boolean moves = story.calls(Operation.ATTACH).stream()
                        .mapToInt(Call::process)
                        .distinct()
                        .count()
                > 1;
        surely = new GreatestBefore(moves ? List.of() : valid, Call::end, Call::upTo);
        possibly = new GreatestBefore(valid, Call::begin, Call::upTo);
        surelyUntil = story.lifetime().surelyUntil();
        attachments = new Attachments(story);
        isDisturbed = history.isDisturbed();
        hasLostData = history.hasLostData();
    }

    /**
     * {@return what is wrong with where a read began, if anything} While things break, a process that does not know whether
     * it may read returns nothing.
     */
    Optional<String> wrong(Call read) {
        ReadFrom from = read.from();
        Batch batch = read.batch();
        long forgotten = isUnattached(read) ? 0 : Math.max(0, surely.before(read.begin()));
        long first = batch.last() - batch.messages().size();
        long least = Math.max(from.after(), forgotten);
        long most = hasLostData ? Long.MAX_VALUE : Math.max(from.after(), possibly.before(read.end()));
        if (read.end() > surelyUntil || isDisturbed && batch.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(wrong(batch, first, least, most, forgotten)).or(() -> tooMuch(from, batch));
    }

    /** An attachment that does not read any more need not know what was acknowledged. */
    private boolean isUnattached(Call read) {
        return read.batch().isEmpty() && attachments.isPerhapsOver(read);
    }

    private static @Nullable String wrong(Batch batch, long first, long least, long most, long forgotten) {
        if (batch.isEmpty() && (first < least || first > most)) {
            return "An empty batch ended at " + first + " instead of " + least;
        }
        if (first < forgotten) {
            return "Position " + (first + 1) + " was read after it had been acknowledged";
        }
        if (first < least) {
            return "A read began at position " + (first + 1) + ", before what was asked for";
        }
        return first > most ? "Position " + (most + 1) + " was not acknowledged, and is not read any more" : null;
    }

    private static Optional<String> tooMuch(ReadFrom from, Batch batch) {
        int size = batch.messages().size();
        long bytes = batch.messages().stream()
                .mapToLong(message -> message.toJson().length())
                .sum();
        return size > from.maxMessages() || size > 1 && bytes > from.maxBytes()
                ? Optional.of("A batch was larger than asked for: " + size + " messages, " + bytes + " bytes")
                : Optional.empty();
    }
}
