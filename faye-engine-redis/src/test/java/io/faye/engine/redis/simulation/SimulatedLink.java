package io.faye.engine.redis.simulation;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.RedisException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A connection that carries commands one after the other, those with the same ordering key in their order; messages that follow each other may
 * go into one entry of the log. If it breaks, it is unknown what of that which was sent is done, and when.
 */
final class SimulatedLink {

    private static final int LONGEST_PAUSE = 100;

    private final SimulatedServer server;
    private final Scheduler scheduler;
    private final List<Command> waiting = new ArrayList<>();
    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Machine machine;
    private Supplier<String> followed = () -> "";
    private long openAt;

    /** One call for some commands. */
    private record Sent(List<Command> commands, Call call) {}

    /** What the process is to be told, by one of the two. */
    private record Answer(Command command, Object reply, RuntimeException fault) {}

    SimulatedLink(String name, Machine machine, SimulatedServer server, Scheduler scheduler) {
        this.machine = machine;
        this.server = server;
        this.scheduler = scheduler;
        scheduler.add(new Actor(name + "-send", machine) {
            @Override
            long readyAt() {
                boolean isClear = !waiting.isEmpty()
                        && (answers.isEmpty() || answers.element().fault() == null);
                return isClear && isFollowed() ? Math.max(openAt, server.upAt()) : NEVER;
            }

            @Override
            void act() {
                sendNext();
            }
        });
        scheduler.add(new Actor(machine + "." + name, server.machine()) {
            @Override
            long readyAt() {
                return sent.isEmpty() ? NEVER : server.upAt();
            }

            @Override
            void act() {
                runNext();
            }
        });
        scheduler.add(new Actor(name + "-receive", machine) {
            @Override
            long readyAt() {
                return answers.isEmpty() ? NEVER : 0;
            }

            @Override
            void act() {
                answer(answers.removeFirst());
            }
        });
        server.whenStopped(this::stop);
    }

    void follow(Supplier<String> history) {
        followed = history;
    }

    /** A connection that is open stays so, until Redis stops. */
    private boolean isFollowed() {
        return followed.get().isEmpty() || followed.get().equals(server.history());
    }

    void send(Command command) {
        waiting.add(command);
    }

    /** Mostly the first; what is urgent may overtake commands with other ordering keys. */
    private void sendNext() {
        int first = scheduler.random().nextInt(3) == 0 ? firstUrgent() : 0;
        Set<Object> passed = orderingKeys(first);
        List<Command> next = new ArrayList<>();
        do {
            Command command = waiting.remove(first);
            if (command.wanted().getAsBoolean()) {
                next.add(command);
            } else {
                refuse(command);
            }
        } while (isJoined(next, first, passed));
        if (!next.isEmpty()) {
            List<Call> calls = next.stream().map(Command::call).toList();
            sent.addLast(new Sent(next, calls.size() == 1 ? calls.get(0) : Call.joined(calls)));
        }
    }

    private boolean isJoined(List<Command> before, int place, Set<Object> passed) {
        if (before.isEmpty() || place == waiting.size()) {
            return false;
        }
        Command next = waiting.get(place);
        return before.get(0).call().joins(next.call())
                && !passed.contains(next.orderingKey())
                && scheduler.random().nextInt(4) > 0;
    }

    private Set<Object> orderingKeys(int end) {
        return waiting.subList(0, end).stream().map(Command::orderingKey).collect(Collectors.toSet());
    }

    private int firstUrgent() {
        Set<Object> passed = new HashSet<>();
        for (int i = 0; i < waiting.size(); i++) {
            Command command = waiting.get(i);
            if (command.urgency() == Command.Urgency.URGENT && !passed.contains(command.orderingKey())) {
                return i;
            }
            passed.add(command.orderingKey());
        }
        return 0;
    }

    private static void refuse(Command command) {
        command.fault().accept(new EngineException("The operation was not begun in time"));
    }

    private void runNext() {
        Sent next = sent.removeFirst();
        int count = next.commands().size();
        scheduler.note("redis: " + next.call() + " of " + machine + (count > 1 ? ", joined " + count : ""));
        try {
            Object reply = server.run(next.call());
            next.commands().forEach(command -> answers.addLast(new Answer(command, reply, null)));
        } catch (RuntimeException e) {
            scheduler.report(e);
            EngineException refusal = new EngineException("Redis refused " + next.call(), e);
            next.commands().forEach(command -> answers.addLast(new Answer(command, null, refusal)));
        }
    }

    /** The same containment as that of the real writer. */
    private void answer(Answer answer) {
        Command command = answer.command();
        if (answer.fault() != null) {
            scheduler.note(machine + ": " + command.call() + " fails: "
                    + answer.fault().getMessage());
            command.fault().accept(answer.fault());
            return;
        }
        scheduler.note(machine + ": " + command.call() + " is answered");
        try {
            command.reply().accept(answer.reply());
        } catch (RuntimeException e) {
            scheduler.report(e);
            command.fault().accept(new EngineException("A reply could not be processed", e));
        }
    }

    void refuseUnsent() {
        List<Command> unwanted = new ArrayList<>();
        for (Iterator<Command> each = waiting.iterator(); each.hasNext(); ) {
            Command command = each.next();
            if (!command.wanted().getAsBoolean()) {
                each.remove();
                unwanted.add(command);
            }
        }
        unwanted.forEach(SimulatedLink::refuse);
    }

    /** The connection breaks: Redis may yet do the first of what was sent. */
    void cut() {
        int done = scheduler.random().nextInt(sent.size() + 1);
        sent.stream().limit(done).forEach(each -> server.abandon(each.call()));
        stop();
    }

    /** Redis stops: it does nothing of what it has not done. */
    private void stop() {
        List<Command> open = new ArrayList<>();
        answers.stream().filter(answer -> answer.fault() == null).forEach(answer -> open.add(answer.command()));
        sent.forEach(each -> open.addAll(each.commands()));
        answers.removeIf(answer -> answer.fault() == null);
        sent.clear();
        open.forEach(command -> answers.addLast(
                new Answer(command, null, RedisException.outcomeUnknown("The simulated connection broke", null))));
        openAt = scheduler.millis() + scheduler.random().nextInt(LONGEST_PAUSE);
    }
}
