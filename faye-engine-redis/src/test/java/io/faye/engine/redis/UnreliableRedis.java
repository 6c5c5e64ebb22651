package io.faye.engine.redis;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.RedisConnection;
import io.faye.engine.redis.client.RedisException;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.client.SupervisedThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A real Redis whose replies are lost or late, as a test wants it. */
public final class UnreliableRedis implements Redis {

    private final Redis redis;
    private final Set<Script> losing = ConcurrentHashMap.newKeySet();
    private final Set<Script> refusing = ConcurrentHashMap.newKeySet();
    private final Map<Script, List<Runnable>> holding = new ConcurrentHashMap<>();
    private final ReentrantLock reading = new ReentrantLock(true);
    private final AtomicInteger goodScans = new AtomicInteger(Integer.MAX_VALUE);

    public UnreliableRedis(Redis redis) {
        this.redis = redis;
    }

    /** Loses the next reply to a script, which is done. */
    public void losesReplyTo(Script script) {
        losing.add(script);
    }

    /** Refuses the next call of a script. */
    public void refuses(Script script) {
        refusing.add(script);
    }

    /** Holds the replies to a script back. */
    public void holdsRepliesTo(Script script) {
        holding.put(script, new ArrayList<>());
    }

    /** {@return whether a reply to a script is held back} */
    public boolean holdsReplyTo(Script script) {
        List<Runnable> held = holding.getOrDefault(script, List.of());
        synchronized (held) {
            return !held.isEmpty();
        }
    }

    /** Hands over the replies that were held back, and holds back no more. */
    public void letsGo(Script script) {
        List<Runnable> held = holding.remove(script);
        synchronized (held) {
            held.forEach(Runnable::run);
        }
    }

    /** Fails one read of older parts of the log, after some that do not fail. */
    public void failsScanAfter(int good) {
        goodScans.set(good);
    }

    /** Has the process read nothing of the log, until the same thread lets it go on. */
    public void stopsReading() {
        reading.lock();
    }

    /** Lets the process read the log, if the same thread has stopped it. */
    public void readsOn() {
        if (reading.isHeldByCurrentThread()) {
            reading.unlock();
        }
    }

    @Override
    public void send(Command command) {
        Script script = command.call().script().orElse(null);
        if (script != null && refusing.remove(script)) {
            command.fault().accept(new EngineException("Refused in a test"));
            return;
        }
        boolean loses = script != null && losing.remove(script);
        redis.send(
                script == null
                        ? command
                        : new Command(
                                command.call(),
                                command.orderingKey(),
                                command.urgency(),
                                command.wanted(),
                                reply -> replied(command, script, reply, loses),
                                command.fault()));
    }

    private void replied(Command command, Script script, Object reply, boolean loses) {
        List<Runnable> held = holding.get(script);
        if (loses) {
            command.fault().accept(RedisException.outcomeUnknown("The reply was lost", new IOException("in a test")));
        } else if (held == null) {
            command.reply().accept(reply);
        } else {
            synchronized (held) {
                held.add(() -> command.reply().accept(reply));
            }
        }
    }

    @Override
    public void scan(Command command) {
        if (goodScans.getAndDecrement() == 0) {
            command.fault().accept(new EngineException("Not now, in a test"));
        } else {
            redis.scan(command);
        }
    }

    @Override
    public void follow(Supplier<String> history) {
        redis.follow(history);
    }

    @Override
    public void refuseUnsent() {
        redis.refuseUnsent();
    }

    @Override
    public Runnable repeat(String name, SupervisedThread.Step step) {
        return redis.repeat(name, () -> {
            reading.lock();
            try {
                step.run();
            } finally {
                reading.unlock();
            }
        });
    }

    @Override
    public RedisConnection connect() {
        return redis.connect();
    }

    @Override
    public void close() {
        redis.close();
    }
}
