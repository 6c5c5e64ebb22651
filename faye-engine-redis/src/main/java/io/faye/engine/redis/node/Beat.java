package io.faye.engine.redis.node;

import io.faye.engine.EngineContext;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.log.Position;
import io.faye.engine.redis.session.Life;
import io.faye.engine.redis.session.Replica;
import io.faye.engine.redis.session.Session;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each node does every moment: it renews its lease, ends what has expired, and notes how far its clients are. */
final class Beat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Beat.class);
    private static final long LONGEST_MILLIS = 1_000;
    static final Duration LEASE = Duration.ofSeconds(5);
    private static final int SLICE = 200;

    private final Redis redis;
    private final Keys keys;
    private final Operations operations;
    private final Replica replica;
    private final Life life;
    private final Future<?> ticking;
    private final AtomicBoolean underWay = new AtomicBoolean();

    Beat(Redis redis, Keys keys, Operations operations, Replica replica, Life life, EngineContext context) {
        this.redis = redis;
        this.keys = keys;
        this.operations = operations;
        this.replica = replica;
        this.life = life;
        long millis = Math.max(1, Math.min(context.timeout().toMillis() / 4, LONGEST_MILLIS));
        this.ticking = context.scheduler().scheduleWithFixedDelay(this::tick, 0, millis, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (underWay.compareAndSet(false, true)) {
            beat();
            note();
        }
    }

    private void beat() {
        Call call = Script.BEAT.call(
                keys.ofService(),
                operations.node(),
                operations.ofEngine(),
                LEASE.toMillis(),
                life.graceMillis(),
                life.keepMillis(),
                SLICE);
        redis.send(Command.of(call, this::beaten, fault -> underWay.set(false)));
    }

    private void beaten(Object reply) {
        List<?> values = Replies.list(reply);
        if (Replies.number(values.get(1)) == SLICE) {
            beat();
        } else {
            underWay.set(false);
        }
    }

    private void note() {
        LogId tail = replica.last();
        List<Session> due = new ArrayList<>();
        for (Session session : replica.known().owned()) {
            if (session.queue().isToBeNoted(tail, life.noteNanos())) {
                due.add(session);
            }
        }
        for (int i = 0; i < due.size(); i += SLICE) {
            places(due.subList(i, Math.min(i + SLICE, due.size())), tail);
        }
    }

    private void places(List<Session> sessions, LogId tail) {
        List<Position> places = new ArrayList<>();
        Call call = places(sessions, tail, "0", places);
        redis.send(Command.of(
                call,
                reply -> {
                    for (int i = 0; i < places.size(); i++) {
                        sessions.get(i).queue().note(places.get(i));
                    }
                },
                fault -> LOG.debug("Places were not noted", fault)));
    }

    private Call places(List<Session> sessions, LogId tail, String leaves, List<Position> noted) {
        List<ClientId> clients = sessions.stream().map(Session::id).toList();
        Call call = Script.PLACES.call(keys.of(clients), operations.node(), leaves);
        for (Session session : sessions) {
            Position place = session.queue().place(tail);
            call.add(session.fence()).add(Position.arguments(place));
            noted.add(place == null ? session.queue().noted() : place);
        }
        return call;
    }

    /** Leaves all sessions to others; the reply to the last command says that this is known. */
    void leave(Runnable done) {
        LogId tail = replica.last();
        List<Session> all = List.copyOf(replica.known().owned());
        for (int i = 0; i < all.size(); i += SLICE) {
            List<Session> some = all.subList(i, Math.min(i + SLICE, all.size()));
            redis.send(Command.of(
                    places(some, tail, "1", new ArrayList<>()),
                    reply -> LOG.debug("Sessions were left to others"),
                    fault -> LOG.warn("Sessions could not be left to others", fault)));
        }
        Call call = Script.LEAVE.call(keys.ofService(), operations.node());
        redis.send(Command.of(call, reply -> done.run(), fault -> done.run()));
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
