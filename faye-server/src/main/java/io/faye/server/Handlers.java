package io.faye.server;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handlers of a local client by what they are for. */
final class Handlers {

    private static final Logger LOG = LoggerFactory.getLogger(Handlers.class);

    private final Map<ChannelPattern, List<Consumer<Message>>> handlers = new LinkedHashMap<>();

    synchronized void add(ChannelPattern pattern, Consumer<Message> handler) {
        handlers.computeIfAbsent(pattern, none -> new ArrayList<>()).add(handler);
    }

    /** {@return whether that was the last one for this pattern} */
    synchronized boolean remove(ChannelPattern pattern, Consumer<Message> handler) {
        List<Consumer<Message>> left = handlers.get(pattern);
        if (left == null || !left.remove(handler)) {
            return false;
        }
        return left.isEmpty() && handlers.remove(pattern, left);
    }

    synchronized List<ChannelPattern> patterns() {
        return List.copyOf(handlers.keySet());
    }

    void handle(Message message) {
        message.channel().ifPresent(channel -> {
            for (Consumer<Message> handler : matching(channel)) {
                try {
                    handler.accept(message);
                } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                    LOG.warn("A handler failed for a message to {}; others go on", channel, e);
                }
            }
        });
    }

    private synchronized List<Consumer<Message>> matching(Channel channel) {
        List<Consumer<Message>> matching = new ArrayList<>();
        for (ChannelPattern pattern : channel.patterns()) {
            matching.addAll(handlers.getOrDefault(pattern, List.of()));
        }
        return matching;
    }
}
