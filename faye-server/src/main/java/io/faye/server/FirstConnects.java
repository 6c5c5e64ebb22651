package io.faye.server;

import io.faye.engine.Engine;
import io.faye.protocol.ClientId;
import io.faye.server.session.Results;
import io.faye.server.session.SessionAttributes;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions that never connect. A session that begins in this process has some time for its first connect; each other
 * message of its client lets that time begin anew. Where several processes share an engine, an attribute of the session
 * says whether it has connected in another one.
 */
final class FirstConnects {

    private static final Logger LOG = LoggerFactory.getLogger(FirstConnects.class);

    private final Engine engine;
    private final BegunSessions begun;
    private final boolean shared;
    private final Duration limit;
    private final ScheduledExecutorService scheduler;
    private final Executor worker;

    /**
     * Creates the time limit of one server.
     *
     * @param begun the sessions that began in this process
     * @param shared whether several processes may share the engine
     * @param limit the time for the first connect; zero for no limit of its own
     * @param scheduler runs what hands over to the worker
     * @param worker ends sessions
     */
    FirstConnects(
            Engine engine,
            BegunSessions begun,
            boolean shared,
            Duration limit,
            ScheduledExecutorService scheduler,
            Executor worker) {
        this.engine = engine;
        this.begun = begun;
        this.shared = shared;
        this.limit = limit;
        this.scheduler = scheduler;
        this.worker = worker;
    }

    /** {@return whether a new session needs the attribute {@link SessionAttributes#UNCONNECTED}} */
    boolean marksSessions() {
        return shared && !limit.isZero();
    }

    /** The engine has created a session. */
    void await(ClientId client, BegunSession session) {
        if (!limit.isZero()) {
            begun.awaitConnect(client, session);
            schedule(client, session, limit.toNanos());
        }
    }

    private void schedule(ClientId client, BegunSession session, long nanos) {
        try {
            session.timer(
                    scheduler.schedule(() -> worker.execute(() -> due(client, session)), nanos, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("The server stops; session {} ends like any other", client, e);
        }
    }

    private void due(ClientId client, BegunSession session) {
        long left = limit.toNanos() - session.idleNanos();
        if (!session.isUnconnected()) {
            return;
        }
        if (left > 0) {
            schedule(client, session, left);
        } else if (shared) {
            Results.then(engine.attributes(client), (found, fault) -> {
                if (found != null
                        && found.filter(SessionAttributes::neverConnected).isPresent()) {
                    end(client);
                }
            });
        } else {
            end(client);
        }
    }

    private void end(ClientId client) {
        LOG.debug("Session has never connected; ending it (client={}, limit={})", client, limit);
        engine.destroyClient(client);
    }
}
