package io.faye.engine.redis.client;

import java.util.function.Supplier;

/**
 * All that the engine asks of Redis. Everything else is built on this interface, so that a simulation can take the
 * place of Redis. Safe for threads.
 */
public interface Redis extends AutoCloseable {

    /**
     * Sends a command when its turn comes. Commands with the same ordering key keep their order. The reply or the fault is passed on by
     * the thread of the connection, one after the other, or at once if too many commands wait.
     */
    void send(Command command);

    /** Sends a command that reads older parts of the log; it delays none of the others. */
    void scan(Command command);

    /**
     * Has commands go to one Redis only: that whose log this process follows. After a restart or a failover they wait until the
     * process has noticed it, because what it believes of sessions may be lost.
     *
     * @param history tells which one that is, by the id of its history
     */
    void follow(Supplier<String> history);

    /** Fails the commands that wait and are not wanted any more. */
    void refuseUnsent();

    /**
     * {@return a new connection of the caller's own} Blocks until it is open.
     *
     * @throws RedisException if Redis does not answer
     */
    RedisConnection connect();

    /**
     * Repeats a step that reads the log, on a thread of its own, until it is closed. A step that fails is repeated later.
     *
     * @return closes it
     */
    Runnable repeat(String name, SupervisedThread.Step step);

    /** Sends nothing more: what waits or is under way fails. Returns within a second. */
    @Override
    void close();
}
