package io.faye.server;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Request;
import io.faye.extension.Sessions;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.server.session.Results;
import io.faye.server.session.SessionAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What extensions know of one call or one delivery: the request, and the session with its attributes as of now. */
final class MessageExchange implements Exchange {

    private final Sessions sessions;
    private final ChannelNames channelNames;
    private final Request request;
    private final CompletableFuture<Optional<Message>> answer = new CompletableFuture<>();
    private volatile @Nullable ClientId client;
    /** Immutable: most deliveries only look at it. */
    private volatile Map<String, String> attributes;

    private volatile @Nullable Finding findings;

    private MessageExchange(
            Sessions sessions,
            ChannelNames channelNames,
            Request request,
            @Nullable ClientId client,
            Map<String, String> attributes) {
        this.sessions = sessions;
        this.channelNames = channelNames;
        this.request = request;
        this.client = client;
        this.attributes = Map.copyOf(attributes);
    }

    /**
     * Hands over the exchange of a call, when the session that the message names was looked up. If it cannot be, the
     * consumer gets the fault: extensions must not take a client for a stranger whom they do not know anything about.
     */
    static void of(
            Sessions sessions,
            ChannelNames channelNames,
            IncomingMessage call,
            BiConsumer<@Nullable MessageExchange, @Nullable Throwable> consumer) {
        boolean begins =
                call.message().channel().filter(Channel.HANDSHAKE::equals).isPresent();
        Optional<ClientId> named = begins ? Optional.empty() : call.message().clientId();
        if (named.isEmpty()) {
            consumer.accept(new MessageExchange(sessions, channelNames, call.request(), null, Map.of()), null);
        } else {
            to(sessions, channelNames, call.request(), named.get(), consumer);
        }
    }

    /** Hands over the exchange with a session, or the fault, when that was looked up. */
    static void to(
            Sessions sessions,
            ChannelNames channelNames,
            Request request,
            ClientId client,
            BiConsumer<@Nullable MessageExchange, @Nullable Throwable> consumer) {
        Results.then(sessions.attributes(client), (found, fault) -> {
            if (found == null) {
                consumer.accept(null, fault);
            } else {
                ClientId known = found.isPresent() ? client : null;
                consumer.accept(
                        new MessageExchange(sessions, channelNames, request, known, found.orElse(Map.of())), null);
            }
        });
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public ChannelNames channelNames() {
        return channelNames;
    }

    @Override
    public Optional<ClientId> client() {
        return Optional.ofNullable(client);
    }

    @Override
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public CompletionStage<Void> setAttribute(String name, @Nullable String value) {
        SessionAttributes.requireUnreserved(name);
        ClientId session = client;
        remember(name, value);
        return session == null
                ? CompletableFuture.completedFuture(null)
                : sessions.setAttribute(session, name, value).thenAccept(known -> {});
    }

    @Override
    public CompletionStage<Boolean> setAttributeIfAbsent(String name, String value) {
        SessionAttributes.requireUnreserved(name);
        ClientId session = client;
        if (session == null) {
            return CompletableFuture.completedFuture(rememberIfAbsent(name, value));
        }
        return sessions.setAttributeIfAbsent(session, name, value).thenCompose(set -> {
            if (set) {
                remember(name, value);
                return CompletableFuture.completedFuture(true);
            }
            return sessions.attributes(session).thenApply(found -> {
                remember(name, found.orElse(Map.of()).get(name));
                return false;
            });
        });
    }

    private synchronized boolean rememberIfAbsent(String name, String value) {
        boolean absent = !attributes.containsKey(name);
        if (absent) {
            remember(name, value);
        }
        return absent;
    }

    private synchronized void remember(String name, @Nullable String value) {
        Map<String, String> changed = new HashMap<>(attributes);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        attributes = Map.copyOf(changed);
    }

    /** Extensions know what they found. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T computeIfAbsent(Extension owner, Supplier<T> finder) {
        Finding known = findings;
        while (known != null && known.owner != owner) {
            known = known.next;
        }
        if (known == null) {
            known = new Finding(owner, finder.get(), findings);
            findings = known;
        }
        return (T) known.value;
    }

    void began(ClientId session) {
        client = session;
    }

    @Override
    public CompletionStage<Optional<Message>> answer() {
        return answer.minimalCompletionStage();
    }

    void answered(@Nullable Message reply) {
        answer.complete(Optional.ofNullable(reply));
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    /** What extensions have found out; few do. */
    private record Finding(Extension owner, Object value, @Nullable Finding next) {}
}
