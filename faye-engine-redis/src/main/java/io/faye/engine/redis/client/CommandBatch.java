package io.faye.engine.redis.client;

import io.faye.engine.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Commands that go out together, and their replies. The last call of a batch echoes a mark: if it comes back in another
 * place, the replies do not belong to the commands.
 */
final class CommandBatch {

    private static final Logger LOG = LoggerFactory.getLogger(CommandBatch.class);

    private static final int MOST_JOINED_BYTES = 32 << 10;

    private final List<Command> commands;
    private final int replicas;
    private final List<Command> notBegun = new ArrayList<>();
    private boolean misplaced;
    private long copies;

    /**
     * Creates a batch of the commands that are still wanted; the others fail.
     *
     * @param replicas how many of them must have a publish
     */
    CommandBatch(List<Command> commands, int replicas) {
        this.commands = new ArrayList<>(commands.size());
        this.replicas = replicas;
        for (Command command : commands) {
            if (command.wanted().getAsBoolean()) {
                this.commands.add(command);
            } else {
                command.refuseUnsent();
            }
        }
        this.copies = replicas;
    }

    boolean isEmpty() {
        return commands.isEmpty();
    }

    private boolean waits() {
        return replicas > 0
                && commands.stream().anyMatch(command -> command.call().isPublishing());
    }

    /**
     * Sends all, and passes the replies on.
     *
     * @param mark which no other batch of the connection has
     * @param waitMillis how long to wait for replicas
     * @throws EngineException if the connection breaks; then no command got a reply
     */
    void run(JedisConnection connection, String mark, long waitMillis) {
        List<Call> calls = new ArrayList<>();
        int[] places = join(calls);
        int count = calls.size();
        if (waits()) {
            calls.add(Call.of("WAIT", replicas, waitMillis));
        }
        calls.add(Call.of("ECHO", mark));
        List<@Nullable Object> replies = connection.executeAll(calls);
        requireMark(connection, mark, replies.get(replies.size() - 1));
        if (waits() && replies.get(count) instanceof Long reached) {
            copies = reached;
        }
        for (int i = 0; i < commands.size(); i++) {
            answer(commands.get(i), replies.get(places[i]));
        }
    }

    /** {@return which call does each command} Messages that follow each other go into one entry of the log. */
    private int[] join(List<Call> calls) {
        int[] places = new int[commands.size()];
        for (int from = 0; from < commands.size(); ) {
            List<Call> run = run(from);
            Arrays.fill(places, from, from + run.size(), calls.size());
            calls.add(run.size() == 1 ? run.get(0) : Call.joined(run));
            from += run.size();
        }
        return places;
    }

    private List<Call> run(int from) {
        List<Call> run = new ArrayList<>();
        Call last = commands.get(from).call();
        run.add(last);
        int bytes = last.bytes();
        for (int i = from + 1; i < commands.size(); i++) {
            Call next = commands.get(i).call();
            bytes += next.bytes();
            if (!last.joins(next) || bytes > MOST_JOINED_BYTES) {
                break;
            }
            run.add(next);
        }
        return run;
    }

    private void requireMark(JedisConnection connection, String mark, @Nullable Object echo) {
        if (echo instanceof JedisDataException refusal) {
            throw RedisException.refused(Call.of("ECHO"), refusal);
        }
        if (echo == null || !mark.equals(Replies.text(echo))) {
            throw new EngineException("Redis at " + connection.address() + " sent a reply too many or too few");
        }
    }

    private void answer(Command command, @Nullable Object reply) {
        if (reply instanceof JedisDataException refusal) {
            refused(command, RedisException.refused(command.call(), refusal));
        } else if (command.call().isPublishing() && copies < replicas) {
            fail(
                    command,
                    new EngineException("Only " + copies + " of " + replicas
                            + " replicas have the message (option 'wait-replicas'); the outcome is unknown"));
        } else {
            reply(command, reply == null ? List.of() : reply);
        }
    }

    private void refused(Command command, RedisException refusal) {
        misplaced |= refusal.isMisplaced();
        if (refusal.code().equals("NOSCRIPT")) {
            misplaced = true;
            notBegun.add(command);
        } else {
            fail(command, refusal);
        }
    }

    private static void reply(Command command, Object reply) {
        try {
            command.reply().accept(reply);
        } catch (RuntimeException | Error e) {
            LOG.error("A reply of Redis could not be processed; the operation fails (call={})", command.call(), e);
            fail(command, new EngineException("A reply of Redis could not be processed", e));
        }
    }

    private static void fail(Command command, RuntimeException reason) {
        try {
            command.fault().accept(reason);
        } catch (RuntimeException | Error e) {
            LOG.error("A fault could not be reported (call={})", command.call(), e);
        }
    }

    void fail(RuntimeException reason) {
        commands.forEach(command -> fail(command, reason));
    }

    /** {@return whether there should be another connection, to another Redis or with scripts} */
    boolean isMisplaced() {
        return misplaced;
    }

    /** {@return whether fewer replicas than asked for have what was published} */
    boolean lacksReplicas() {
        return copies < replicas;
    }

    /** {@return what Redis has not begun because it did not know the script} */
    List<Command> notBegun() {
        return notBegun;
    }
}
