package io.faye.client;

import io.faye.client.Outbox.Retry;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which messages. The server is told of each pattern once, however many receivers it has, and again in each new
 * session. Used on the client's loop only.
 */
final class Subscriptions {

    /** Gets the messages of a pattern. */
    interface Receiver {

        /**
         * Takes a message.
         *
         * @param taken is to be run, on any thread, when the application has taken the message
         */
        void receive(Message message, Runnable taken);

        /** Gets no more messages. */
        void end(FayeClientException reason);
    }

    private static final class Entry {

        private final Set<Receiver> receivers = new LinkedHashSet<>();
        private final CompletableFuture<Void> accepted = new CompletableFuture<>();
        private boolean restoring;
    }

    private final Map<ChannelPattern, Entry> entries = new LinkedHashMap<>();
    private final Ids ids;
    private final Session session;
    private final Outbox outbox;
    private final BiConsumer<ChannelPattern, FayeClientException> lost;

    /** Makes a set; the last argument is told of what the server refuses to restore. */
    Subscriptions(Ids ids, Session session, Outbox outbox, BiConsumer<ChannelPattern, FayeClientException> lost) {
        this.ids = ids;
        this.session = session;
        this.outbox = outbox;
        this.lost = lost;
    }

    /** {@return completes when the server has accepted the pattern} */
    CompletableFuture<Void> add(ChannelPattern pattern, Receiver receiver) {
        Entry known = entries.get(pattern);
        if (known != null) {
            known.receivers.add(receiver);
            return known.accepted;
        }
        Entry entry = new Entry();
        entry.receivers.add(receiver);
        entries.put(pattern, entry);
        outbox.send(message(Channel.SUBSCRIBE, pattern), Retry.UNTIL_ANSWERED).whenComplete((reply, fault) -> {
            if (fault == null) {
                entry.accepted.complete(null);
            } else {
                entries.remove(pattern, entry);
                entry.accepted.completeExceptionally(fault);
            }
        });
        return entry.accepted;
    }

    /** {@return completes when the server has confirmed it, if it has to know} */
    CompletableFuture<?> remove(ChannelPattern pattern, Receiver receiver) {
        Entry entry = entries.get(pattern);
        boolean last = entry != null && entry.receivers.remove(receiver) && entry.receivers.isEmpty();
        if (!last) {
            return CompletableFuture.completedFuture(null);
        }
        entries.remove(pattern);
        return session.id().isEmpty()
                ? CompletableFuture.completedFuture(null)
                : outbox.send(message(Channel.UNSUBSCRIBE, pattern), Retry.NONE);
    }

    private Message message(Channel channel, ChannelPattern pattern) {
        return Message.to(channel).with(Field.ID, Json.of(ids.next())).with(Field.SUBSCRIPTION, pattern.toJson());
    }

    /** Tells a new session of what the one before was told of. What waits for its first reply is told anyway. */
    void restore() {
        entries.forEach((pattern, entry) -> {
            if (entry.accepted.isDone() && !entry.restoring) {
                entry.restoring = true;
                outbox.sendFirst(message(Channel.SUBSCRIBE, pattern), Retry.UNTIL_SETTLED)
                        .whenComplete((reply, fault) -> restored(pattern, entry, fault));
            }
        });
    }

    private void restored(ChannelPattern pattern, Entry entry, @Nullable Throwable fault) {
        entry.restoring = false;
        if (fault != null && entries.remove(pattern, entry)) {
            FayeClientException reason = Faults.of(fault);
            entry.receivers.forEach(receiver -> receiver.end(reason));
            lost.accept(pattern, reason);
        }
    }

    /** {@return who gets the messages to a channel, each once} */
    Set<Receiver> receivers(Channel channel) {
        Set<Receiver> receivers = new LinkedHashSet<>();
        for (ChannelPattern pattern : channel.patterns()) {
            Entry entry = entries.get(pattern);
            if (entry != null) {
                receivers.addAll(entry.receivers);
            }
        }
        return receivers;
    }

    void close(ClientClosedException reason) {
        List<Entry> ended = List.copyOf(entries.values());
        entries.clear();
        ended.forEach(entry -> entry.receivers.forEach(receiver -> receiver.end(reason)));
    }
}
