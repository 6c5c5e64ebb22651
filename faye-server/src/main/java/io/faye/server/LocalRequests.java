package io.faye.server;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a local client has asked and not sent yet, what it wants to be subscribed to, and whether it has a session. One
 * thread at a time sends, in order, without a lock.
 */
final class LocalRequests {

    private final Sender sender;
    private final Deque<LocalRequest> queue = new ArrayDeque<>();
    private final LocalSubscriptions subscriptions = new LocalSubscriptions();

    private State state = State.IDLE;
    private @Nullable InProcessSession session;
    private @Nullable Thread sending;
    private List<Runnable> completions = List.of();

    LocalRequests(Sender sender) {
        this.sender = sender;
    }

    /** {@return the handlers of messages on a channel} */
    List<Consumer<Message>> handlers(Channel channel) {
        return subscriptions.handlers(channel);
    }

    /** {@return the session that requests are sent in} */
    synchronized @Nullable InProcessSession session() {
        return session;
    }

    /** Adds a request; it fails at once if the client is closed. */
    void add(LocalRequest request) {
        boolean closed;
        synchronized (this) {
            closed = state == State.CLOSED;
            if (!closed) {
                queue.add(request);
            }
        }
        if (closed) {
            request.result().completeExceptionally(closed());
        } else {
            send();
        }
    }

    /**
     * Adds a handler, and a request to subscribe if it is the first of its pattern.
     *
     * @return what the handler belongs to; empty handlers if the client is closed
     */
    Registration subscribe(ChannelPattern pattern, Consumer<Message> code) {
        Registration registration;
        synchronized (this) {
            LocalSubscription known = subscriptions.find(pattern);
            LocalSubscription subscription = known == null ? new LocalSubscription(pattern) : known;
            registration = new Registration(subscription, subscription.add(code));
            if (state == State.CLOSED) {
                subscription.granted().completeExceptionally(closed());
            } else if (known == null) {
                subscriptions.add(subscription);
                queue.add(LocalRequest.subscribe(subscription));
            }
        }
        send();
        return registration;
    }

    /** {@return completes when the handler is removed; with the last one of a pattern, when the client is unsubscribed} */
    CompletableFuture<Void> cancel(Registration registration) {
        LocalRequest unsubscribe = LocalRequest.unsubscribe(registration.subscription());
        boolean asks;
        synchronized (this) {
            asks = remove(registration) && state == State.OPEN;
            if (asks) {
                queue.add(unsubscribe);
            }
        }
        if (!asks) {
            unsubscribe.result().complete(null);
        }
        send();
        return unsubscribe.result();
    }

    /** {@return whether that was the last handler} */
    private boolean remove(Registration registration) {
        LocalSubscription subscription = registration.subscription();
        boolean last = subscription.remove(registration.handler()) && subscription.isEmpty();
        if (last && subscriptions.remove(subscription)) {
            queue.removeIf(request -> request.subscription() == subscription);
            return true;
        }
        return false;
    }

    /** Forgets a subscription that was refused the first time. */
    synchronized void forget(LocalSubscription subscription) {
        subscriptions.remove(subscription);
    }

    /** Sends what can be sent now, unless another thread does. */
    void send() {
        List<Runnable> later = new ArrayList<>(0);
        synchronized (this) {
            if (sending != null) {
                return;
            }
            sending = Thread.currentThread();
            completions = later;
        }
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
        later.forEach(Runnable::run);
    }

    private synchronized @Nullable Runnable next() {
        InProcessSession open = session;
        if (!queue.isEmpty() && state == State.IDLE) {
            state = State.OPENING;
            return sender::open;
        }
        if (queue.isEmpty() || state != State.OPEN || open == null) {
            sending = null;
            completions = List.of();
            return null;
        }
        LocalRequest request = queue.remove();
        if (request.subscription() != null) {
            request.subscription().queued(false);
        }
        return () -> sender.send(request, open);
    }

    /** Runs something that completes a caller's stage: after this thread has sent, because what depends may block. */
    void complete(Runnable completion) {
        synchronized (this) {
            if (sending == Thread.currentThread()) {
                completions.add(completion);
                return;
            }
        }
        completion.run();
    }

    /** {@return whether the client begins this session; false if it was closed} */
    synchronized boolean opening(InProcessSession begun) {
        if (state == State.OPENING) {
            session = begun;
        }
        return state == State.OPENING;
    }

    /** {@return whether requests are sent in this session from now on, those that restore subscriptions first} */
    synchronized boolean opened(InProcessSession begun) {
        if (state != State.OPENING || session != begun) {
            return false;
        }
        state = State.OPEN;
        restore(missing -> true);
        return true;
    }

    /**
     * Asks again for subscriptions that the session does not hold, if it is still the client's. A subscription that was
     * never granted is not asked for again: its first request may be under way, and fails for its caller if it is refused.
     */
    synchronized void restore(InProcessSession in) {
        if (state == State.OPEN && session == in) {
            restore(LocalSubscription::wasGranted);
        }
    }

    private void restore(Predicate<LocalSubscription> wanted) {
        subscriptions.missingIn(session).stream()
                .filter(wanted)
                .forEach(missing -> queue.addFirst(LocalRequest.subscribe(missing)));
    }

    /** A subscription needs not be asked for again in a session. */
    synchronized void settled(LocalSubscription subscription, InProcessSession in) {
        subscription.settledIn(in);
    }

    /** {@return whether this was the client's session until now} */
    synchronized boolean over(InProcessSession ended) {
        if (session != ended || state != State.OPEN) {
            return false;
        }
        session = null;
        state = State.PAUSED;
        return true;
    }

    /** {@return the requests that fail because the session could not begin; empty if it is not the client's} */
    synchronized Optional<List<LocalRequest>> refused(InProcessSession refused) {
        if (session != refused || state != State.OPENING) {
            return Optional.empty();
        }
        session = null;
        state = State.PAUSED;
        List<LocalRequest> failed = new ArrayList<>();
        for (LocalRequest request : queue) {
            LocalSubscription subscription = request.subscription();
            if (subscription != null) {
                subscription.queued(false);
            }
            if (subscription == null || !subscription.wasGranted()) {
                failed.add(request);
            }
        }
        queue.clear();
        subscriptions.keepGranted();
        return Optional.of(failed);
    }

    /** {@return whether to begin a session after a pause} */
    synchronized boolean resume() {
        if (state != State.PAUSED) {
            return false;
        }
        state = State.OPENING;
        return true;
    }

    /** {@return whether to begin a session after a pause, because there are requests or subscriptions} */
    synchronized boolean resumeIfWanted() {
        if (state == State.PAUSED && queue.isEmpty() && subscriptions.isEmpty()) {
            state = State.IDLE;
        }
        return resume();
    }

    /** {@return what is left to do; empty if the client was closed before} */
    synchronized Rest close() {
        if (state == State.CLOSED) {
            return new Rest(false, null, List.of());
        }
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        queue.forEach(request -> waiting.add(request.result()));
        subscriptions.all().forEach(subscription -> waiting.add(subscription.granted()));
        Rest rest = new Rest(true, session, waiting);
        state = State.CLOSED;
        session = null;
        queue.clear();
        subscriptions.clear();
        return rest;
    }

    static IllegalStateException closed() {
        return new IllegalStateException("The client is closed");
    }

    private enum State {
        /** No session, no request. */
        IDLE,
        /** A session begins. */
        OPENING,
        /** Requests are sent. */
        OPEN,
        /** The next session begins soon. */
        PAUSED,
        CLOSED
    }

    /** Calls the server. Called by one thread at a time, without a lock. */
    interface Sender {

        void open();

        void send(LocalRequest request, InProcessSession in);
    }

    /** One handler of one subscription. */
    record Registration(LocalSubscription subscription, LocalSubscription.Handler handler) {}

    /**
     * What is left when a client closes.
     *
     * @param first whether it was open until now
     * @param session to be ended
     * @param waiting stages that fail unless they are complete
     */
    record Rest(boolean first, @Nullable InProcessSession session, List<CompletableFuture<Void>> waiting) {}
}
