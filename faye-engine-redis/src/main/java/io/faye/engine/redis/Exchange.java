package io.faye.engine.redis;

import io.faye.engine.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/** Some commands that go out together, and their answers. */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    /** Answers of a Redis that is not, or not yet, the one that takes writes. */
    private static final List<String> MISPLACED =
            List.of("READONLY", "MOVED", "ASK", "LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "UNBLOCKED");

    private final Connection connection;
    private final List<Command> commands;
    private final List<Command> unwanted;
    private final int replicas;
    private final Duration patience;
    private final List<Command> notBegun = new ArrayList<>();
    private boolean misplaced;

    Exchange(Connection connection, List<Command> commands, int replicas, Duration patience) {
        this.connection = connection;
        Map<Boolean, List<Command>> byWanted = commands.stream()
                .collect(Collectors.partitioningBy(command -> command.wanted().getAsBoolean()));
        this.commands = byWanted.getOrDefault(true, List.of());
        this.unwanted = byWanted.getOrDefault(false, List.of());
        this.replicas = replicas;
        this.patience = patience;
    }

    void run() {
        unwanted.forEach(Command::refuseUnsent);
        if (commands.isEmpty()) {
            return;
        }
        List<Response<Object>> responses = new ArrayList<>(commands.size());
        long copies;
        try (Pipeline pipeline = new Pipeline(connection, false)) {
            for (Command command : commands) {
                responses.add(
                        pipeline.appendCommand(new CommandObject<>(command.arguments(), BuilderFactory.RAW_OBJECT)));
            }
            copies = replicated(pipeline);
        }
        for (int i = 0; i < responses.size(); i++) {
            answer(commands.get(i), responses.get(i), copies);
        }
    }

    /** {@return how many replicas have all of it, or as many as asked for if nobody asked} */
    private long replicated(Pipeline pipeline) {
        if (replicas == 0) {
            pipeline.sync();
            return 0;
        }
        Response<Long> copies = pipeline.waitReplicas(replicas, patience.toMillis() / 2);
        pipeline.sync();
        return copies.get();
    }

    private void answer(Command command, Response<Object> response, long copies) {
        try {
            Object reply = response.get();
            if (copies < replicas) {
                refuse(command, "Only " + copies + " of " + replicas + " replicas have it; the outcome is unknown");
            } else {
                tell(command, reply);
            }
        } catch (JedisDataException e) {
            refused(command, e);
        }
    }

    private void refused(Command command, JedisDataException e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.startsWith("NOSCRIPT")) {
            misplaced = true;
            notBegun.add(command);
            return;
        }
        misplaced |= Stream.of(reason).anyMatch(text -> MISPLACED.stream().anyMatch(text::startsWith));
        refuse(command, "Redis refused a command: " + reason);
    }

    private static void refuse(Command command, String reason) {
        fail(command, new EngineException(reason));
    }

    private static void tell(Command command, Object reply) {
        try {
            command.reply().accept(reply);
        } catch (RuntimeException e) {
            LOG.error("An answer of Redis was not understood", e);
            fail(command, new EngineException("An answer of Redis was not understood", e));
        }
    }

    private static void fail(Command command, RuntimeException reason) {
        try {
            command.fault().accept(reason);
        } catch (RuntimeException e) {
            LOG.error("A fault could not be reported", e);
        }
    }

    void fail(RuntimeException reason) {
        commands.forEach(command -> fail(command, reason));
    }

    /** {@return whether there should be another connection, to another Redis or with scripts} */
    boolean isMisplaced() {
        return misplaced;
    }

    /** {@return what Redis has not begun because it did not know the script} */
    List<Command> notBegun() {
        return notBegun;
    }
}
