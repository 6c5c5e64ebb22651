package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;

/** What the rules say that a queue holds, in the simplest way; it drops the oldest if it is full. */
final class QueueModel {

    private final QueueLimits limits;
    private final List<Message> messages = new ArrayList<>();
    private long last;
    private long acknowledged;

    QueueModel(QueueLimits limits) {
        this.limits = limits;
    }

    /** {@return the position of the message that was queued last} */
    long last() {
        return last;
    }

    void add(Message message) {
        messages.add(message);
        last++;
        while (messages.size() > limits.maxMessages() || length() > limits.maxBytes()) {
            messages.remove(0);
        }
    }

    private long length() {
        return messages.stream().mapToLong(QueueModel::length).sum();
    }

    private static int length(Message message) {
        return message.toJson().length();
    }

    void acknowledge(long upTo) {
        if (upTo > acknowledged && upTo <= last) {
            acknowledged = upTo;
            while (!messages.isEmpty() && last - messages.size() < upTo) {
                messages.remove(0);
            }
        }
    }

    Batch read(long after, int maxMessages, int maxBytes) {
        long beforeFirst = last - messages.size();
        int from = (int) Math.min(messages.size(), Math.max(0, after - beforeFirst));
        List<Message> read = new ArrayList<>();
        long bytes = 0;
        for (Message message : messages.subList(from, messages.size())) {
            bytes += length(message);
            if (read.size() == maxMessages || bytes > maxBytes && !read.isEmpty()) {
                break;
            }
            read.add(message);
        }
        return new Batch(read, read.isEmpty() ? Math.max(after, acknowledged) : beforeFirst + from + read.size());
    }
}
