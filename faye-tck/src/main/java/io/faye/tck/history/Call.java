package io.faye.tck.history;

import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation, from the call to the completion of its stage.
 *
 * @param process the number of the process that was asked, from 1
 * @param client the session that it was about; of a publish the publisher
 * @param argument the other argument: {@link ChannelPattern}, {@link Sent}, {@link ReadFrom}, {@link Attribute}, a map of
 *     attributes, a position, the number of an attachment, or nothing
 * @param begun before the method was called
 * @param returned the tick after it had returned
 * @param ended after its stage had completed
 * @param answer what the stage completed with: of a failed one a {@code Throwable}
 */
record Call(
        Operation operation,
        int process,
        @Nullable ClientId client,
        @Nullable Object argument,
        Moment begun,
        long returned,
        Moment ended,
        @Nullable Object answer)
        implements Line {

    /**
     * What was asked of a read.
     *
     * @param attachment the number of the attachment that read
     */
    record ReadFrom(long attachment, long after, int maxMessages, int maxBytes) {
        @Override
        public String toString() {
            return "with attachment " + attachment + " after " + after + ", at most " + maxMessages + " messages and "
                    + maxBytes + " bytes";
        }
    }

    /** What an attribute was set to, null if it was removed. */
    record Attribute(String name, @Nullable String value) {
        @Override
        public String toString() {
            return name + "=" + value;
        }
    }

    @Override
    public long tick() {
        return begin();
    }

    long begin() {
        return begun.tick();
    }

    long end() {
        return ended.tick();
    }

    boolean hasFailed() {
        return answer instanceof Throwable;
    }

    boolean isAnswered(Object expected) {
        return expected.equals(answer);
    }

    /** {@return whether the session was there; always for what does not say} */
    boolean foundClient() {
        return operation == Operation.PUBLISH
                || !isAnswered(Change.UNKNOWN_CLIENT) && !isAnswered(false) && !isAnswered(Optional.empty());
    }

    /** {@return whether this has taken effect before the other begins to, as rule ORD-1 wants it} */
    boolean precedes(Call other) {
        return end() < other.begin() || process == other.process && returned < other.begin();
    }

    boolean overlaps(Call other) {
        return begin() < other.end() && other.begin() < end();
    }

    private Object given() {
        return Objects.requireNonNull(argument, () -> operation + " has no argument");
    }

    ChannelPattern pattern() {
        return (ChannelPattern) given();
    }

    Sent sent() {
        return (Sent) given();
    }

    ReadFrom from() {
        return (ReadFrom) given();
    }

    Attribute attribute() {
        return (Attribute) given();
    }

    /** {@return the number of the attachment that this makes or releases, 0 if that is unknown} */
    long attachment() {
        return argument instanceof Long number ? number : 0;
    }

    long upTo() {
        return (Long) given();
    }

    Batch batch() {
        return (Batch) Objects.requireNonNull(answer, "A read that was not answered");
    }

    /** {@return the subscriptions that were seen, of a session that was there} */
    @SuppressWarnings("unchecked")
    Set<ChannelPattern> patterns() {
        return ((Optional<Set<ChannelPattern>>) Objects.requireNonNull(answer, "Subscriptions that were not answered"))
                .orElseThrow();
    }

    /** {@return the attributes that were seen or given, if the session was there} */
    @SuppressWarnings("unchecked")
    Optional<Map<String, String>> attributes() {
        return operation == Operation.CREATE
                ? Optional.of((Map<String, String>) given())
                : (Optional<Map<String, String>>) Objects.requireNonNull(answer, "Attributes that were not answered");
    }
}
