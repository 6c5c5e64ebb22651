package io.faye.engine.redis.session;

import io.faye.engine.EngineContext;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.Operations;
import io.faye.protocol.ClientId;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all that deals with sessions shares. Nothing here has a thread of its own.
 *
 * @param host the host of the engine
 * @param life how long things last
 * @param worker runs what must wait for the lock of the sessions, one task after the other
 * @param current whether this process follows the log, so that what it knows of sessions holds
 * @param awake whether what is queued here may be delivered
 */
public record SessionContext(
        EngineContext host,
        Lifetimes life,
        Keys keys,
        Redis redis,
        Operations operations,
        Executor worker,
        BooleanSupplier current,
        BooleanSupplier awake) {

    private static final Logger LOG = LoggerFactory.getLogger(SessionContext.class);

    /** {@return this process' name} */
    public String process() {
        return operations.node();
    }

    boolean isClosed() {
        return operations.isClosed();
    }

    /** {@return a script that is about one session, whose id is the first argument} */
    Call call(Script script, ClientId client, Object... arguments) {
        return script.call(keys.of(client), client).add(arguments);
    }

    /** Has Redis do something that no operation asked for. */
    public void send(Call call, Consumer<Object> reply, Consumer<RuntimeException> fault) {
        redis.send(Command.of(call, reply, fault));
    }

    /** The same, unless something is not so any more when its turn comes. */
    public void sendWhile(
            BooleanSupplier condition, Call call, Consumer<Object> reply, Consumer<RuntimeException> fault) {
        redis.send(new Command(call, new Object(), Command.Urgency.URGENT, condition, reply, fault));
    }

    /** Runs a task on the worker after a time, unless the engine is closed. */
    public void later(long millis, Runnable task) {
        Runnable unlessClosed = () -> {
            if (!isClosed()) {
                task.run();
            }
        };
        try {
            host.scheduler().schedule(() -> worker.execute(unlessClosed), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The host has stopped its scheduler", e);
        }
    }
}
