package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.LogState;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.ChannelPattern;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this node has Redis do on its own account. */
public final class Errands {

    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);
    private static final long RETRY_MILLIS = 500;

    private final Redis redis;
    private final Keys keys;
    private final Operations operations;
    private final Life life;
    private final Executor threads;
    private final ScheduledExecutorService scheduler;
    private final Refiller refiller;
    private volatile boolean closed;

    public Errands(
            Redis redis,
            Keys keys,
            Operations operations,
            Life life,
            Executor threads,
            ScheduledExecutorService scheduler,
            Duration patience) {
        this.redis = redis;
        this.keys = keys;
        this.operations = operations;
        this.life = life;
        this.threads = threads;
        this.scheduler = scheduler;
        this.refiller = new Refiller(redis, keys, patience, threads, this);
    }

    /** Fills the inbox of a session that came here. */
    public void fill(Session session, Replica replica) {
        refiller.fill(session, replica);
    }

    /** Ends a session of ours whose client would otherwise miss something without knowing. */
    public void end(Session session, Replica replica) {
        Object[] arguments = {session.id(), operations.ofEngine(), operations.node(), session.fence()};
        redis.send(Command.of(
                Script.DESTROY.call(keys.of(session.id()), arguments),
                reply -> ended(session, Replies.number(Replies.list(reply).get(0)), replica),
                fault -> later(() -> endAgain(session, replica))));
    }

    private void endAgain(Session session, Replica replica) {
        if (replica.session(session.id()) == session) {
            end(session, replica);
        }
    }

    private void ended(Session session, long outcome, Replica replica) {
        if (outcome == 0) {
            followed(session, replica);
        } else if (outcome < 0) {
            move(session, replica);
        }
    }

    /** It is over. As a rule the log says so, up to where it reaches now; else nobody but us knows whom to tell. */
    private void followed(Session session, Replica replica) {
        Runnable again = () -> endAgain(session, replica);
        redis.send(Command.of(
                LogState.inspect(keys),
                reply -> {
                    LogId end = LogState.of(reply).newest();
                    lost(session, end, replica, () -> later(() -> lost(session, end, replica, again)));
                },
                fault -> later(again)));
    }

    private static void lost(Session session, LogId end, Replica replica, Runnable notYet) {
        if (end.isAfter(replica.last())) {
            notYet.run();
        } else {
            replica.lost(session);
        }
    }

    /** Tells Redis again what this node knows of a session. */
    public void restore(Session session, Set<ChannelPattern> patterns, Replica replica) {
        LogId tail = replica.last();
        Position place = session.queue().place(tail);
        Map<String, String> attributes = session.attributes().values();
        Call call = Script.RESTORE
                .call(
                        keys.of(session.id()),
                        session.id(),
                        operations.node(),
                        session.fence(),
                        tail,
                        life.sessionMillis(),
                        life.keepMillis(),
                        session.attributes().version())
                .add(Position.arguments(place))
                .add(attributes.size());
        attributes.forEach((name, value) -> call.add(name, value));
        patterns.forEach(call::add);
        redis.send(Command.of(
                call,
                reply -> restored(session, Replies.number(reply), replica),
                fault -> later(() -> replica.restore(session))));
    }

    private void restored(Session session, long outcome, Replica replica) {
        if (outcome < 0) {
            move(session, replica);
        }
    }

    private void move(Session session, Replica replica) {
        threads.execute(() -> replica.move(session));
    }

    /** Hands the position of a session over to its new owner, and the note. */
    public void settle(Session session, LogId last, String note) {
        session.queue().stopAcknowledging();
        Position place = session.queue().place(last);
        if (place != null) {
            Call call = Script.SETTLE.call(
                    keys.of(session.id()), session.id(), operations.ofEngine(), session.fence(), note);
            redis.send(Command.of(
                    call.add(Position.arguments(place)),
                    reply -> LOG.debug("{} has settled: {}", session.id(), reply),
                    fault -> LOG.debug("{} could not be settled", session.id(), fault)));
        }
    }

    /** Does something again that did not work. */
    public void later(Runnable errand) {
        later(errand, RETRY_MILLIS);
    }

    public void later(Runnable errand, long millis) {
        if (closed) {
            return;
        }
        try {
            scheduler.schedule(
                    () -> threads.execute(() -> {
                        if (!closed) {
                            errand.run();
                        }
                    }),
                    millis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The host has stopped its scheduler", e);
        }
    }

    public void close() {
        closed = true;
    }
}
