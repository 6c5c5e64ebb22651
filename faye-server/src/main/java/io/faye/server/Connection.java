package io.faye.server;

import io.faye.engine.Batch;
import io.faye.engine.support.Lane;
import io.faye.extension.Request;
import io.faye.extension.Verdict;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open way to one client: pulls from the engine what the client's stream or held poll takes now, and acknowledges
 * what has reached the client. Lives from the session's first sight in this process to its end. All state changes in
 * one lane, so nothing is locked while calling out.
 */
final class Connection implements Runnable {

    /** The session attribute that remembers the {@code ack} extension. */
    static final String ACKS = "faye.ack";

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int STREAM_MESSAGES = 512;
    private static final int STREAM_BYTES = 64 << 10;
    private static final int POLL_MESSAGES = 1_000;
    private static final int POLL_BYTES = 1 << 20;

    private final Service service;
    private final ClientId client;
    private final Lane lane = new Lane();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private volatile boolean confirmed;
    private volatile @Nullable RemotePeer stream;
    private volatile @Nullable Held held;
    private final Runnable pulling = this::pull;
    private Request streamRequest = Request.LOCAL;
    private @Nullable Replacements replacements;
    private @Nullable Json pollId;
    private long polled;
    private long sent;
    private int unwritten;
    private boolean acks;
    private boolean reading;
    private boolean again;
    private boolean ended;

    Connection(Service service, ClientId client) {
        this.service = service;
        this.client = client;
    }

    ClientId client() {
        return client;
    }

    AtomicInteger subscriptions() {
        return subscriptions;
    }

    /** {@return whether the engine has ever known this client} */
    boolean isConfirmed() {
        return confirmed;
    }

    void confirm() {
        confirmed = true;
    }

    /** Takes a connect that the engine has accepted. */
    void connect(Call call, Map<String, String> attributes, Duration patience) {
        Held now = new Held(call, patience);
        lane.execute(() -> {
            if (ended) {
                call.refuse(Fields.unknownClient(call.message()));
                return;
            }
            acks = attributes.containsKey(ACKS);
            acknowledge(call.message());
            claim(call);
            hold(now);
            if (!call.peer().enter(this)) {
                left(call.peer());
            }
            pull();
        });
    }

    /** What the connect itself confirms: with {@code ack} what it says, without what the last poll's answer held. */
    private void acknowledge(Message connect) {
        if (acks) {
            connect.ext()
                    .flatMap(ext -> ext.field("ack"))
                    .map(Json::asLong)
                    .filter(ack -> ack.isPresent() && ack.getAsLong() >= 0)
                    .ifPresent(ack -> acknowledge(ack.getAsLong()));
        } else if (polled > 0 && !connect.id().equals(Optional.ofNullable(pollId))) {
            acknowledge(polled);
            polled = 0;
        }
    }

    private void acknowledge(long position) {
        service.engine().acknowledge(client, position);
    }

    /** A connect over a stream makes the stream this client's, and takes it from another client. */
    private void claim(Call call) {
        RemotePeer peer = call.peer();
        if (!peer.sink().isStreaming() || !call.claimsStream()) {
            return;
        }
        Connection before = peer.streamTo(this);
        if (before != null) {
            before.lane.execute(() -> before.lost(peer));
        }
        if (stream != peer) {
            stream = peer;
            streamRequest = call.request();
            sent = 0;
            unwritten = 0;
        }
    }

    /** Another client took the stream. */
    private void lost(RemotePeer peer) {
        Held waiting = held;
        if (waiting != null && waiting.peer() == peer) {
            answer(waiting, Duration.ZERO, List.of());
        }
        left(peer);
        peer.leave(this);
    }

    private void hold(Held now) {
        Held before = held;
        if (before != null) {
            replace(before);
        }
        held = now;
        if (now.isImmediate() && streams()) {
            answer(now, Duration.ZERO, List.of());
        } else if (!now.isImmediate()) {
            now.wakeBy(later(now.patience(), () -> expire(now)));
        }
    }

    /** Two tabs with one id must not spin: the older poll is told to wait, and if they go on, told so late. */
    private void replace(Held before) {
        Replacements known = replacements == null ? new Replacements() : replacements;
        replacements = known;
        before.cancelAlarm();
        if (known.isTooOften()) {
            later(Replacements.PAUSE, () -> finish(before, Replacements.PAUSE, List.of()));
        } else {
            finish(before, Replacements.PAUSE, List.of());
        }
    }

    private Future<?> later(Duration delay, Runnable task) {
        return service.scheduler().schedule(() -> lane.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expire(Held waiting) {
        if (held == waiting) {
            answer(waiting, Duration.ZERO, List.of());
        }
    }

    private void answer(Held waiting, Duration interval, List<Message> messages) {
        held = null;
        finish(waiting, interval, messages);
    }

    private void finish(Held waiting, Duration interval, List<Message> messages) {
        RemotePeer peer = waiting.peer();
        if (peer != stream && (held == null || held.peer() != peer)) {
            peer.leave(this);
        }
        Optional<Long> position = acks ? Optional.of(sent) : Optional.empty();
        waiting.answer(interval, service.timeout(), position, messages);
    }

    /** Messages are there, or the stream takes more: pulls soon, on the thread of the connection that takes them. */
    void wake() {
        RemotePeer peer = target();
        if (peer != null && woken.compareAndSet(false, true)) {
            peer.sink().later(this);
        }
    }

    private @Nullable RemotePeer target() {
        RemotePeer streaming = stream;
        Held waiting = held;
        return streaming != null ? streaming : waiting != null ? waiting.peer() : null;
    }

    @Override
    public void run() {
        woken.set(false);
        lane.execute(pulling);
    }

    private boolean streams() {
        return stream != null && !acks;
    }

    private void pull() {
        RemotePeer streaming = stream;
        Held waiting = held;
        if (ended || reading) {
            again = reading;
        } else if (streaming != null && !acks) {
            if (streaming.sink().isWritable()) {
                read(
                        sent,
                        STREAM_MESSAGES,
                        STREAM_BYTES,
                        batch -> pass(streamRequest, batch, out -> {
                            stream(streaming, batch, out);
                        }));
            }
        } else if (waiting != null) {
            read(
                    0,
                    POLL_MESSAGES,
                    POLL_BYTES,
                    batch -> pass(waiting.call().request(), batch, out -> {
                        poll(waiting, batch, out);
                    }));
        }
    }

    private void read(long after, int messages, int bytes, Consumer<Batch> taker) {
        reading = true;
        CompletionStage<Batch> stage = service.engine().read(client, after, messages, bytes);
        Batch batch = Stages.now(stage);
        if (batch != null) {
            taker.accept(batch);
        } else {
            Stages.then(
                    stage,
                    (later, fault) -> lane.execute(() -> {
                        if (later == null) {
                            unreadable(fault);
                        } else {
                            taker.accept(later);
                        }
                    }));
        }
    }

    private void unreadable(@Nullable Throwable fault) {
        LOG.warn("The engine could not read the queue of {}; trying again in {}", client, RETRY, fault);
        reading = false;
        later(RETRY, this::pull);
    }

    /** Runs a batch through the extensions, and goes on in the lane. */
    private void pass(Request request, Batch batch, Consumer<List<Message>> taker) {
        if (batch.isEmpty() || service.pipeline().isEmpty()) {
            taker.accept(batch.messages());
            return;
        }
        List<Message> passed = new ArrayList<>(batch.messages().size());
        CallExchange.to(
                service,
                request,
                client,
                exchange -> Verdicts.each(
                        batch.messages(),
                        message -> service.pipeline().outgoing(message, exchange),
                        (message, verdict) -> {
                            if (verdict instanceof Verdict.Pass pass) {
                                passed.add(pass.message());
                            }
                        },
                        () -> lane.execute(() -> taker.accept(passed))));
    }

    private void stream(RemotePeer streaming, Batch batch, List<Message> out) {
        reading = false;
        if (ended || stream != streaming) {
            pull();
            return;
        }
        sent = batch.last();
        if (!out.isEmpty()) {
            unwritten++;
            streaming.sink().deliver(out, () -> lane.execute(() -> written(streaming, batch.last())));
        } else if (!batch.isEmpty() && unwritten == 0) {
            acknowledge(sent);
        }
        if (again || batch.messages().size() == STREAM_MESSAGES) {
            again = false;
            pull();
        }
    }

    /** The last write confirms also what extensions dropped behind it. */
    private void written(RemotePeer streaming, long position) {
        boolean last = stream == streaming && --unwritten == 0;
        acknowledge(last ? sent : position);
    }

    private void poll(Held waiting, Batch batch, List<Message> out) {
        reading = false;
        again = false;
        if (ended || held != waiting || streams()) {
            pull();
            return;
        }
        if (acks) {
            sent = batch.last();
        }
        if (!out.isEmpty() || waiting.isImmediate()) {
            polled = acks ? 0 : batch.last();
            pollId = waiting.call().message().id().orElse(null);
            answer(waiting, Duration.ZERO, out);
        } else if (!batch.isEmpty()) {
            acknowledge(batch.last());
            pull();
        }
    }

    /** A connection that this client used is gone. */
    void peerClosed(RemotePeer peer) {
        lane.execute(() -> left(peer));
    }

    private void left(RemotePeer peer) {
        Held waiting = held;
        if (stream == peer) {
            stream = null;
        }
        if (waiting != null && waiting.peer() == peer) {
            waiting.cancelAlarm();
            held = null;
        }
        if (ended) {
            return;
        }
        if (stream == null && held == null) {
            service.engine().release(client);
        } else {
            pull();
        }
    }

    /** Another process reads for the client now. */
    void moved() {
        lane.execute(() -> {
            stream = null;
            polled = 0;
            if (held != null) {
                answer(held, Duration.ZERO, List.of());
            }
        });
    }

    /** The session is over: held polls are answered, a stream is closed instead. */
    void end() {
        lane.execute(() -> {
            RemotePeer streaming = stream;
            Held waiting = held;
            ended = true;
            stream = null;
            held = null;
            if (waiting != null && waiting.peer() == streaming && waiting.call().isAlone()) {
                waiting.cancelAlarm();
            } else if (waiting != null) {
                finish(waiting, Duration.ZERO, List.of());
            }
            if (streaming != null) {
                streaming.end();
            }
        });
    }

    /** The server stops: the session goes on, elsewhere or later. */
    CompletionStage<Void> goAway() {
        CompletableFuture<Void> released = new CompletableFuture<>();
        lane.execute(() -> {
            RemotePeer streaming = stream;
            if (held != null) {
                answer(held, Duration.ZERO, List.of());
            }
            if (streaming != null) {
                streaming.sink().close(MessageSink.CloseReason.GOING_AWAY);
            }
            stream = null;
            Stages.then(service.engine().release(client), (done, fault) -> released.complete(null));
        });
        return released;
    }
}
