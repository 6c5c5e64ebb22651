package io.faye.engine.redis.simulation;

import io.faye.engine.redis.client.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The process of Redis: it stands still, dies, and comes back with its data, with older data, or without. */
final class SimulatedServer {

    private static final long PAUSE_OF_SNAPSHOTS = 150;

    private final Scheduler scheduler;
    private final Machine machine = new Machine("redis");
    private final RedisCommands commands;
    private final LuaScripts scripts;
    private final List<Runnable> cuts = new ArrayList<>();
    /** What was sent by connections that broke, and will yet be done. */
    private final Deque<Call> abandoned = new ArrayDeque<>();

    private RedisStore snapshot = new RedisStore();
    private long clockOffset;
    private long upAt;
    private int starts;

    SimulatedServer(Scheduler scheduler, LuaScripts scripts) {
        this.scheduler = scheduler;
        this.commands = new RedisCommands(this::millis);
        this.scripts = scripts;
        scripts.use(commands);
        restart(new RedisStore(), Duration.ZERO);
        scheduler.add(new Actor("abandoned", machine) {
            @Override
            long readyAt() {
                return abandoned.isEmpty() ? NEVER : upAt;
            }

            @Override
            void act() {
                scheduler.note("redis: " + abandoned.element() + " of a broken connection");
                run(abandoned.removeFirst());
            }
        });
    }

    /** Has another Redis follow this one, always a little behind. */
    void replicate() {
        scheduler.add(new Actor("replica", machine) {
            private long taken;

            @Override
            long readyAt() {
                return taken + PAUSE_OF_SNAPSHOTS;
            }

            @Override
            void act() {
                taken = scheduler.millis();
                snapshot = commands.store().copy();
            }
        });
    }

    private long millis() {
        return scheduler.millis() + clockOffset;
    }

    Machine machine() {
        return machine;
    }

    boolean isUp() {
        return scheduler.millis() >= upAt;
    }

    long upAt() {
        return upAt;
    }

    /** {@return the id of its history} */
    String history() {
        return commands.history();
    }

    /** {@return grows whenever there may be something new in the log} */
    long changes() {
        return commands.changes();
    }

    /** Has something told whenever all connections break. */
    void whenStopped(Runnable cut) {
        cuts.add(cut);
    }

    void abandon(Call call) {
        abandoned.addLast(call);
    }

    void pause(Duration time) {
        machine.freezeUntil(scheduler.millis() + time.toMillis());
    }

    /** Stops, and comes back with all data. */
    void restart(Duration pause) {
        restart(commands.store(), pause);
    }

    /** Stops, and comes back without data, as does the Redis that follows it. */
    void restartEmpty(Duration pause) {
        snapshot = new RedisStore();
        restart(new RedisStore(), pause);
    }

    /** Another Redis takes over that lacks the newest part, and whose clock may be wrong. */
    void failOver(Duration pause, Duration offset) {
        clockOffset += offset.toMillis();
        restart(snapshot.copy(), pause);
    }

    /** Has another history from now on, without a pause and with all data. */
    void beginHistory() {
        starts++;
        commands.restart(commands.store(), "history" + starts);
    }

    private void restart(RedisStore data, Duration pause) {
        abandoned.clear();
        upAt = scheduler.millis() + pause.toMillis();
        starts++;
        commands.restart(data, "history" + starts);
        List.copyOf(cuts).forEach(Runnable::run);
    }

    /** {@return what the client of Redis returns for a reply} */
    Object run(Call call) {
        List<String> words = call.arguments().stream()
                .map(word -> new String(word, StandardCharsets.UTF_8))
                .toList();
        Object reply = call.script().isPresent()
                ? scripts.run(call.script().get(), call.keys(), words)
                : commands.execute(call.command(), words);
        return Optional.ofNullable(bytes(reply)).orElse(List.of());
    }

    private static Object bytes(Object reply) {
        if (reply instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (reply instanceof List<?> list) {
            List<Object> converted = new ArrayList<>(list.size());
            list.forEach(each -> converted.add(bytes(each)));
            return converted;
        }
        return reply;
    }
}
