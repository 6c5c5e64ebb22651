package io.faye.engine.support;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.engine.support.Inbox.Appended;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What an inbox should do, written for the reader and not for speed: a sorted map from positions to messages, empty for lost ones. */
final class ModelInbox {

    private final QueueLimits limits;
    private final NavigableMap<Long, Optional<Message>> queued = new TreeMap<>();
    private long last;
    private long acknowledged;
    private Optional<AttachmentListener> reader = Optional.empty();
    private boolean readAll = true;
    private boolean overflowed;

    ModelInbox(QueueLimits limits) {
        this.limits = limits;
    }

    /** Positions are left out. Only those between messages take room. */
    void skip(long positions) {
        if (overflowed) {
            return;
        }
        for (long left = queued.isEmpty() ? 0 : positions; left > 0; left--) {
            queued.put(last + left, Optional.empty());
        }
        last += positions;
    }

    private static long length(Iterable<Message> messages) {
        long length = 0;
        for (Message message : messages) {
            length += message.toJson().length();
        }
        return length;
    }

    private boolean isTooMuch() {
        List<Message> messages =
                queued.values().stream().flatMap(Optional::stream).toList();
        return queued.size() > limits.maxMessages() || length(messages) > limits.maxBytes();
    }

    private boolean hasMessageAfter(long position) {
        return queued.tailMap(position, false).values().stream().anyMatch(Optional::isPresent);
    }

    Appended append(Message message) {
        if (overflowed) {
            return Appended.QUIETLY;
        }
        queued.put(++last, Optional.of(message));
        if (isTooMuch() && limits.policy() == QueueLimits.Policy.END_SESSION) {
            last--;
            overflowed = true;
            queued.clear();
            return Appended.OVERFLOWING;
        }
        while (isTooMuch()) {
            queued.pollFirstEntry();
        }
        boolean wakes = reader.isPresent() && readAll;
        readAll &= !wakes;
        return wakes ? Appended.WAKING : Appended.QUIETLY;
    }

    private boolean reads(AttachmentListener attachment) {
        return reader.isPresent() && reader.get() == attachment;
    }

    Batch read(AttachmentListener attachment, long after, int maxMessages, int maxBytes) {
        if (!reads(attachment)) {
            return new Batch(List.of(), after);
        }
        List<Message> messages = new ArrayList<>();
        long end = Math.max(after, acknowledged);
        for (Map.Entry<Long, Optional<Message>> entry :
                queued.tailMap(after, false).entrySet()) {
            List<Message> longer = new ArrayList<>(messages);
            entry.getValue().ifPresent(longer::add);
            if (longer.isEmpty()) {
                continue;
            }
            if (longer.size() == messages.size()
                    || longer.size() > maxMessages
                    || longer.size() > 1 && length(longer) > maxBytes) {
                break;
            }
            messages = longer;
            end = entry.getKey();
        }
        readAll |= !hasMessageAfter(end);
        return new Batch(messages, end);
    }

    boolean wakesAfter(AttachmentListener attachment, Batch batch, int maxMessages) {
        return reads(attachment) && batch.messages().size() < maxMessages && hasMessageAfter(batch.last());
    }

    void acknowledge(long upTo) {
        if (upTo <= last) {
            acknowledged = Math.max(acknowledged, upTo);
            queued.headMap(upTo, true).clear();
        }
    }

    void attach(AttachmentListener attachment) {
        reader = Optional.of(attachment);
        readAll = true;
    }

    boolean release(AttachmentListener attachment) {
        boolean releases = reads(attachment);
        if (releases) {
            reader = Optional.empty();
        }
        return releases;
    }
}
