package io.faye.client;

import io.faye.protocol.ChannelPattern;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a listener was told, one text for each call. */
final class States implements ClientListener {

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Override
    public void connecting() {
        told.add("connecting");
    }

    @Override
    public void connected(Connection connection) {
        told.add("connected by " + connection.transport() + ", " + connection.session());
    }

    @Override
    public void waiting(FayeClientException reason, Duration delay) {
        told.add("waiting: " + reason.getMessage());
    }

    @Override
    public void subscriptionLost(ChannelPattern pattern, FayeClientException reason) {
        told.add("lost " + pattern + ": " + reason.getMessage());
    }

    @Override
    public void closed(ClientClosedException reason) {
        told.add("closed: " + reason.getMessage());
    }

    /** Waits for the next call. */
    String next() {
        try {
            String next = told.poll(Wait.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("The listener was told nothing within " + Wait.LIMIT);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The wait was interrupted", e);
        }
    }

    /** Waits for a call that begins so, whatever comes before. {@return it} */
    String upTo(String beginning) {
        String next = next();
        while (!next.startsWith(beginning)) {
            next = next();
        }
        return next;
    }
}
