package io.faye.server;

import io.faye.engine.Engine;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.session.Results;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps sessions alive whose clients pause: a client that has announced, or was told, an {@code advice.interval} sends nothing
 * for so long after the answer to its connect. This process pings its session until the pause is over, and the session ends
 * like any other after that. Safe for threads.
 */
final class Pauses {

    private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

    private final Engine engine;
    private final Duration longest;
    private final long periodNanos;
    private final ScheduledExecutorService scheduler;
    private final Executor worker;
    private final Map<ClientId, Pause> pauses = new ConcurrentHashMap<>();

    /**
     * Creates the pauses of one server.
     *
     * @param timeout a session ends if it is not pinged for twice that time
     * @param longest how long a pause may be
     * @param scheduler runs what hands over to the worker
     * @param worker pings sessions
     */
    Pauses(Engine engine, Duration timeout, Duration longest, ScheduledExecutorService scheduler, Executor worker) {
        this.engine = engine;
        this.longest = longest;
        this.periodNanos = timeout.toNanos() / 2;
        this.scheduler = scheduler;
        this.worker = worker;
    }

    /** A pause of one session; another one may have taken its place. */
    private static final class Pause {

        private final long end;
        private @Nullable Future<?> timer;

        Pause(long end) {
            this.end = end;
        }

        synchronized void timer(Future<?> next) {
            timer = next;
        }

        synchronized void cancel() {
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }

    /** {@return the longest pause that a client may make} */
    Duration longest() {
        return longest;
    }

    /** The client pauses from now on; does nothing if the pause has no length. */
    void begin(ClientId client, Duration time) {
        if (time.isZero()) {
            return;
        }
        Duration admitted = time.compareTo(longest) < 0 ? time : longest;
        Pause pause = new Pause(System.nanoTime() + admitted.toNanos());
        Pause before = pauses.put(client, pause);
        if (before != null) {
            before.cancel();
        }
        schedule(client, pause);
    }

    /** An extension has changed the reply to a connect, maybe so that the client pauses. */
    void replyChanged(Message reply) {
        boolean connected = reply.isSuccessful()
                && reply.channel().filter(Channel.CONNECT::equals).isPresent();
        OptionalLong interval = reply.field(Field.ADVICE)
                .flatMap(advice -> advice.field("interval"))
                .map(value -> value.asLong())
                .orElse(OptionalLong.empty());
        if (connected && interval.orElse(0) > 0) {
            reply.clientId().ifPresent(client -> begin(client, Duration.ofMillis(interval.getAsLong())));
        }
    }

    /** The client is back. */
    void end(ClientId client) {
        Pause pause = pauses.isEmpty() ? null : pauses.remove(client);
        if (pause != null) {
            pause.cancel();
        }
    }

    private void schedule(ClientId client, Pause pause) {
        long delay = Math.min(periodNanos, pause.end - System.nanoTime());
        if (delay <= 0) {
            pauses.remove(client, pause);
            return;
        }
        try {
            pause.timer(
                    scheduler.schedule(() -> worker.execute(() -> ping(client, pause)), delay, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("The server stops; session {} ends like any other", client, e);
        }
    }

    /** A ping that the engine fails is repeated like any other. */
    private void ping(ClientId client, Pause pause) {
        if (pauses.get(client) != pause) {
            return;
        }
        Results.then(engine.ping(client), (lives, fault) -> {
            if (Boolean.FALSE.equals(lives)) {
                pauses.remove(client, pause);
            } else {
                schedule(client, pause);
            }
        });
    }
}
