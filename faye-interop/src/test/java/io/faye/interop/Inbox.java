package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a client received, in order of arrival; whole numbers are kept as {@code Long}. */
final class Inbox {

    private final List<Object> received = new ArrayList<>();
    private final Supplier<String> story;

    /** The story tells a failing test's reader where to look. */
    Inbox(Supplier<String> story) {
        this.story = story;
    }

    synchronized void add(Object data) {
        received.add(data instanceof Integer number ? Long.valueOf(number) : data);
        notifyAll();
    }

    /** Waits until as many messages are there as are expected, and compares. */
    void receives(Object... expected) {
        receives(List.of(expected));
    }

    synchronized void receives(List<Object> expected) {
        awaitUntil(() -> received.size() >= expected.size(), Limits.PATIENCE);
        assertThat(received).as(story).isEqualTo(expected);
    }

    /** Waits until the messages that end what was received are the expected ones. */
    synchronized void receivesAtLast(Object... expected) {
        awaitUntil(() -> endsWith(List.of(expected)), Limits.PATIENCE);
        assertThat(received).as(story).endsWith(expected);
    }

    /** Waits until a message is there, and returns all that were received until then. */
    synchronized List<Object> upTo(Object last) {
        awaitUntil(() -> received.contains(last), Limits.PATIENCE);
        assertThat(received).as(story).contains(last);
        return List.copyOf(received);
    }

    /** Waits until a number is there that is as high. */
    synchronized void hasLater(long number) {
        awaitUntil(() -> isLater(number), Limits.PATIENCE);
        assertThat(isLater(number))
                .as("a number from %s on. %s", number, story.get())
                .isTrue();
    }

    private boolean isLater(long number) {
        return received.stream().anyMatch(each -> each instanceof Long other && other >= number);
    }

    /** {@return whether there is a message now or within the time} */
    synchronized boolean hasMessageWithin(Duration time) {
        awaitUntil(() -> !received.isEmpty(), time);
        return !received.isEmpty();
    }

    /** {@return whether this message is there now or within the time} */
    synchronized boolean hasWithin(Object message, Duration time) {
        awaitUntil(() -> received.contains(message), time);
        return received.contains(message);
    }

    private boolean endsWith(List<Object> expected) {
        int from = received.size() - expected.size();
        return from >= 0 && received.subList(from, received.size()).equals(expected);
    }

    private synchronized void awaitUntil(BooleanSupplier there, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toMillis(); left > 0 && !there.getAsBoolean(); ) {
                wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
