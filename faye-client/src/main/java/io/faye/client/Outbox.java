package io.faye.client;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the application that wait to be sent or answered. Over HTTP one request at a time keeps their order. Used on
 * the client's loop only.
 */
final class Outbox {

    /** Servers limit both: CometD takes 64 KiB over a WebSocket. */
    private static final int MOST_IN_A_BATCH = 100;

    private static final int MOST_BYTES_OF_A_BATCH = 50_000;
    private static final int MOST_WAITING = 10_000;

    /** When a message is sent again. */
    enum Retry {
        /** Never. */
        NONE,
        /** Once, if it was refused because its session had ended: it was not accepted, so this doubles nothing. */
        IN_NEXT_SESSION,
        /** Until it is answered: the server takes it any number of times. */
        UNTIL_ANSWERED,
        /** Also if the server refused it for a reason that passes. */
        UNTIL_SETTLED
    }

    private static final class Entry {

        private final Message message;
        private final Retry retry;
        private final CompletableFuture<Message> reply = new CompletableFuture<>();
        /** The session in which it was sent; empty while it waits. */
        private String session = "";

        private boolean owed;
        private int failures;

        private Entry(Message message, Retry retry) {
            this.message = message;
            this.retry = retry;
        }

        private boolean isSent() {
            return !session.isEmpty();
        }
    }

    private final Loop loop;
    private final Session session;
    private final Requests requests;
    private final Times times;
    private final BackOff backOff;
    private final @Nullable Duration sendLimit;
    private final List<Entry> ready = new ArrayList<>();
    private final Set<Entry> all = new LinkedHashSet<>();
    private boolean busy;
    private String offline = "it was not connected yet";

    Outbox(Loop loop, Session session, Requests requests, Times times, BackOff backOff, @Nullable Duration sendLimit) {
        this.loop = loop;
        this.session = session;
        this.requests = requests;
        this.times = times;
        this.backOff = backOff;
        this.sendLimit = sendLimit;
    }

    /** {@return the successful reply; fails with what the application is to be told} */
    CompletableFuture<Message> send(Message message, Retry retry) {
        Entry entry = new Entry(message, retry);
        if (all.size() >= MOST_WAITING) {
            return CompletableFuture.failedFuture(
                    new FayeClientException(MOST_WAITING + " messages wait already; " + offline, null));
        }
        all.add(entry);
        if (sendLimit != null) {
            Loop.Timeout timeout = loop.after(sendLimit, () -> expire(entry, sendLimit));
            entry.reply.whenComplete((reply, fault) -> timeout.cancel());
        }
        ready.add(entry);
        flush();
        return entry.reply;
    }

    /** Sends a message before all that wait. */
    CompletableFuture<Message> sendFirst(Message message, Retry retry) {
        Entry entry = new Entry(message, retry);
        all.add(entry);
        ready.add(0, entry);
        flush();
        return entry.reply;
    }

    private void expire(Entry entry, Duration limit) {
        if (!entry.isSent()) {
            String what = entry.message.channel().map(Object::toString).orElse("");
            fail(
                    entry,
                    new FayeClientException(
                            "The message to " + what + " was not sent within " + limit.toMillis() + " ms: " + offline,
                            null));
        }
    }

    /** Sends what waits if the session is open. */
    void flush() {
        if (!busy && session.isOpen() && !ready.isEmpty()) {
            sendBatch(take());
        }
    }

    private List<Entry> take() {
        int count = 0;
        for (int size = 0; count < Math.min(ready.size(), MOST_IN_A_BATCH); count++) {
            size += ready.get(count).message.toJson().length();
            if (count > 0 && size > MOST_BYTES_OF_A_BATCH) {
                break;
            }
        }
        List<Entry> head = ready.subList(0, count);
        List<Entry> batch = new ArrayList<>(head);
        head.clear();
        return batch;
    }

    private void sendBatch(List<Entry> batch) {
        busy = true;
        Duration limit = times.reply();
        String current = session.id();
        List<Message> messages = new ArrayList<>();
        for (Entry entry : batch) {
            entry.session = current;
            entry.owed = false;
            messages.add(entry.message.with(Field.CLIENT_ID, Json.of(current)));
            requests.expect(Ids.of(entry.message), limit).whenComplete((reply, fault) -> {
                if (fault == null) {
                    answered(entry, reply);
                } else {
                    unanswered(entry, Faults.of(fault));
                }
            });
        }
        session.send(messages, limit).whenComplete((sent, fault) -> {
            busy = false;
            flush();
        });
    }

    private void answered(Entry entry, Message reply) {
        if (!reply.isSuccessful()) {
            refused(entry, RefusedException.of(reply));
        } else if (entry.retry.compareTo(Retry.UNTIL_ANSWERED) >= 0 && !entry.session.equals(session.id())) {
            again(entry);
        } else {
            succeed(entry, reply);
        }
    }

    private void succeed(Entry entry, Message reply) {
        if (all.remove(entry)) {
            entry.reply.complete(reply);
        }
    }

    private void refused(Entry entry, RefusedException refusal) {
        boolean ended = session.isEnd(refusal, entry.session);
        if (ended && entry.retry == Retry.NONE) {
            // It asked to leave.
            succeed(entry, entry.message);
        } else if (ended
                && (entry.retry.compareTo(Retry.UNTIL_ANSWERED) >= 0
                        || entry.retry == Retry.IN_NEXT_SESSION && entry.failures++ == 0)) {
            again(entry);
        } else if (entry.retry == Retry.UNTIL_SETTLED && refusal.isPassing()) {
            againLater(entry);
        } else {
            fail(entry, refusal);
        }
    }

    private void unanswered(Entry entry, FayeClientException reason) {
        if (reason instanceof RefusedException refusal) {
            refused(entry, refusal);
        } else if (entry.retry.compareTo(Retry.UNTIL_ANSWERED) >= 0) {
            againLater(entry);
        } else {
            String channel = entry.message.channel().map(Object::toString).orElse("");
            fail(entry, new UnansweredException(channel, reason));
        }
    }

    /** Ahead of what came after it. */
    private void again(Entry entry) {
        entry.session = "";
        entry.owed = true;
        int place = 0;
        while (place < ready.size() && ready.get(place).owed) {
            place++;
        }
        ready.add(place, entry);
        flush();
    }

    private void againLater(Entry entry) {
        loop.after(backOff.after(entry.failures++), () -> {
            if (all.contains(entry)) {
                again(entry);
            }
        });
    }

    /** Notes why nothing is sent at the moment. */
    void offline(FayeClientException reason) {
        offline = String.valueOf(reason.getMessage());
    }

    /** The server does not let the client in, so what waits fails. What the server had accepted before is kept. */
    void refuse(RefusedException reason) {
        for (Entry entry : List.copyOf(all)) {
            if (!entry.isSent() && entry.retry != Retry.UNTIL_SETTLED) {
                fail(entry, reason);
            }
        }
    }

    void close(ClientClosedException reason) {
        List.copyOf(all).forEach(entry -> fail(entry, reason));
    }

    private void fail(Entry entry, FayeClientException reason) {
        if (all.remove(entry)) {
            ready.remove(entry);
            entry.reply.completeExceptionally(reason);
        }
    }
}
