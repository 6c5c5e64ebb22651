package io.faye.server;

import io.faye.extension.ChannelTemplate;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The handlers of one server, in the order in which they were added. Safe for threads. */
final class ServiceRegistry implements Services {

    private final ChannelNames names;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /**
     * Creates a registry without handlers.
     *
     * @param names which names of channels the server accepts
     */
    ServiceRegistry(ChannelNames names) {
        this.names = names;
    }

    /** A handler; no other one is equal. */
    private static final class Entry {

        private final ChannelTemplate template;
        private final ServiceHandler handler;
        /** What the log names. */
        private final Object owner;

        Entry(ChannelTemplate template, ServiceHandler handler, Object owner) {
            this.template = template;
            this.handler = handler;
            this.owner = owner;
        }

        Optional<Match> match(Channel channel) {
            return template.match(channel).map(variables -> new Match(handler, owner, variables));
        }
    }

    /**
     * The handler of one channel.
     *
     * @param owner what the log names
     * @param variables what the variables of its template stand for
     */
    record Match(ServiceHandler handler, Object owner, Map<String, String> variables) {}

    @Override
    public Registration handle(ChannelTemplate template, ServiceHandler handler) {
        return add(new Entry(template, handler, handler));
    }

    @Override
    public Registration handle(String template, ServiceHandler handler) {
        return handle(ChannelTemplate.of(template, names), handler);
    }

    @Override
    public Registration answer(String template, Function<ServiceCall, ServiceReply> function) {
        ServiceHandler handler = call -> CompletableFuture.completedFuture(function.apply(call));
        return add(new Entry(ChannelTemplate.of(template, names), handler, function));
    }

    private synchronized Registration add(Entry added) {
        ChannelTemplate template = added.template;
        if (template.segments().size() < 2 || !template.segments().get(0).equals("service")) {
            throw new IllegalArgumentException(
                    "Expected a template of service channels such as /service/orders/{number}, but got '" + template
                            + "'");
        }
        if (entries.stream().anyMatch(entry -> entry.template.equals(template))) {
            throw new IllegalArgumentException("There is a handler for '" + template + "' already");
        }
        entries.add(added);
        return () -> entries.remove(added);
    }

    /** {@return the handler that takes messages to a channel} */
    Optional<Match> find(Channel channel) {
        for (Entry entry : entries) {
            Optional<Match> match = entry.match(channel);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }
}
