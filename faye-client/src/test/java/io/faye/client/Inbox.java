package io.faye.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What a client received, in order of arrival, as JSON. */
final class Inbox implements Consumer<Message> {

    private final List<String> received = new ArrayList<>();

    @Override
    public synchronized void accept(Message message) {
        received.add(message.data().map(Json::toString).orElse("none"));
        notifyAll();
    }

    /** Waits until as many messages are there as are expected, and compares. */
    synchronized void receives(List<String> expected) {
        awaitSize(expected.size());
        assertThat(received).isEqualTo(expected);
    }

    void receives(String... expected) {
        receives(List.of(expected));
    }

    void receivesNumbers(int last) {
        receives(numbers(1, last));
    }

    static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    synchronized List<String> received() {
        return List.copyOf(received);
    }

    synchronized List<String> awaitSize(int size) {
        long end = System.nanoTime() + Wait.LIMIT.toNanos();
        try {
            while (received.size() < size && System.nanoTime() < end) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return received;
    }
}
