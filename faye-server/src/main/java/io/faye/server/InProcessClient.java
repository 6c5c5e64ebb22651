package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import io.faye.server.InProcessSession.End;
import io.faye.server.LocalRequests.Registration;
import io.faye.server.LocalRequests.Rest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that speaks Bayeux to the server without a network between. It has one session at a time, each with a
 * connection of its own. When a session has ended, it begins another one and restores its subscriptions.
 */
final class InProcessClient implements LocalClient, LocalRequests.Sender {

    private static final Logger LOG = LoggerFactory.getLogger(InProcessClient.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Executor pool;
    private final Timer timer;
    private final Duration timeout;
    private final Function<MessageSink, Peer> server;
    private final Consumer<InProcessClient> closing;
    private final LocalRequests requests = new LocalRequests(this);
    private final Handlers handlers;
    private final Backoff renewals = new Backoff(LONGEST_PAUSE);
    private final Backoff restorations = new Backoff(LONGEST_PAUSE);
    private final AtomicBoolean restoring = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * Creates a client without a session.
     *
     * @param threads run the client and its handlers
     * @param timeout how long the server holds connects
     * @param server connects to the server
     * @param closing is told when this is closed
     */
    InProcessClient(
            ServerThreads threads,
            Duration timeout,
            Function<MessageSink, Peer> server,
            Consumer<InProcessClient> closing) {
        this.pool = threads.localClients();
        this.timer = threads.timer();
        this.timeout = timeout;
        this.server = server;
        this.closing = closing;
        this.handlers = new Handlers(pool, requests::handlers, this::takesMore);
    }

    @Override
    public CompletionStage<Subscription> subscribe(ChannelPattern pattern, Consumer<Message> handler) {
        Registration registration = requests.subscribe(pattern, handler);
        return registration.subscription().granted().thenApply(granted -> () -> requests.cancel(registration));
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        if (message.channel().isEmpty()) {
            throw new IllegalArgumentException("Expected a message with a channel, but got " + message);
        }
        LocalRequest request = LocalRequest.publish(message);
        requests.add(request);
        return request.result();
    }

    private void takesMore() {
        InProcessSession current = requests.session();
        if (current != null) {
            current.takesMore();
        }
    }

    @Override
    public void open() {
        Duration longest = timeout.compareTo(LONGEST_PAUSE) < 0 ? timeout : LONGEST_PAUSE;
        InProcessSession begun = new InProcessSession(pool, timer, handlers, server, longest, this::over);
        if (!requests.opening(begun)) {
            return;
        }
        begun.begin().whenComplete((client, fault) -> {
            if (fault != null) {
                refused(begun, fault);
            } else if (requests.opened(begun)) {
                begun.connect();
                requests.send();
            }
        });
    }

    private void refused(InProcessSession refused, Throwable fault) {
        Optional<List<LocalRequest>> failed = requests.refused(refused);
        refused.leave();
        if (failed.isEmpty()) {
            return;
        }
        failed.get().forEach(request -> fail(request.result(), fault));
        Duration pause = renewals.next();
        LOG.warn("Local client could not begin a session; trying again after {} (fault={})", pause, fault.toString());
        later(pause, () -> {
            if (requests.resumeIfWanted()) {
                open();
            }
        });
    }

    /** The session is over: exactly one new one follows, however often and by whom that is told. */
    private void over(InProcessSession session, End.Cause cause, String why) {
        if (cause == End.Cause.SERVER_CLOSES) {
            finish(left -> {
                left.leave();
                return Stages.DONE;
            });
            return;
        }
        if (!requests.over(session)) {
            return;
        }
        if (session.age().compareTo(LONGEST_PAUSE) > 0) {
            renewals.reset();
        }
        Duration pause = renewals.next();
        LOG.info("Local client's session is over; beginning another one after {} (reason={})", pause, why);
        if (cause == End.Cause.TO_BE_ENDED) {
            session.end();
        } else {
            session.leave();
        }
        later(pause, () -> {
            if (requests.resume()) {
                open();
            }
        });
    }

    private void later(Duration pause, Runnable task) {
        if (!timer.schedule(pool, pause, task)) {
            end();
        }
    }

    @Override
    public void send(LocalRequest request, InProcessSession in) {
        in.ask(request.message()).whenComplete((reply, fault) -> {
            if (reply != null && reply.isSuccessful()) {
                succeeded(request, in);
            } else if (reply != null && in.isUnknownIn(reply)) {
                over(in, End.Cause.ENDED, "the server does not know the session any more");
                lost(request, RefusedException.of(reply));
            } else if (reply != null) {
                refused(request, in, RefusedException.of(reply), isInternal(reply));
            } else if (fault instanceof RefusedException) {
                refused(request, in, fault, false);
            } else {
                lost(request, fault);
            }
        });
    }

    private static boolean isInternal(Message reply) {
        String internal = BayeuxError.internal().toString();
        return reply.error().filter(internal::equals).isPresent();
    }

    private void succeeded(LocalRequest request, InProcessSession in) {
        if (request.subscription() != null) {
            requests.settled(request.subscription(), in);
            restorations.reset();
        }
        requests.complete(() -> request.result().complete(null));
    }

    /** The session ended before the request took effect. The next session restores subscriptions. */
    private void lost(LocalRequest request, Throwable fault) {
        if (request.isUnsubscribe()) {
            requests.complete(() -> request.result().complete(null));
        } else if (request.subscription() == null) {
            fail(request.result(), fault);
        }
    }

    private void refused(LocalRequest request, InProcessSession in, Throwable fault, boolean internal) {
        LocalSubscription subscription = request.subscription();
        if (subscription == null) {
            fail(request.result(), fault);
        } else if (!subscription.wasGranted()) {
            requests.forget(subscription);
            fail(request.result(), fault);
            if (internal) {
                // The server may have subscribed the client all the same.
                requests.add(LocalRequest.unsubscribe(subscription));
            }
        } else if (internal) {
            restoreLater(in);
        } else {
            requests.settled(subscription, in);
            LOG.warn(
                    "Local client's subscription was not restored; its handlers get no messages (pattern={}, error={})",
                    subscription.pattern(),
                    fault.getMessage());
        }
    }

    /** One pause for all subscriptions that could not be restored. */
    private void restoreLater(InProcessSession in) {
        if (restoring.compareAndSet(false, true)) {
            later(restorations.next(), () -> {
                restoring.set(false);
                requests.restore(in);
                requests.send();
            });
        }
    }

    private void fail(CompletableFuture<Void> stage, Throwable fault) {
        requests.complete(() -> stage.completeExceptionally(fault));
    }

    @Override
    public void close() {
        end();
    }

    /** {@return completes when the session has ended, or could not be} */
    CompletionStage<?> end() {
        finish(InProcessSession::end);
        return ended;
    }

    private void finish(Function<InProcessSession, CompletionStage<?>> ending) {
        Rest rest = requests.close();
        if (!rest.first()) {
            return;
        }
        closing.accept(this);
        rest.waiting().forEach(stage -> fail(stage, LocalRequests.closed()));
        InProcessSession last = rest.session();
        if (last == null) {
            ended.complete(null);
        } else {
            ending.apply(last).whenComplete((done, fault) -> ended.complete(null));
        }
    }
}
