package io.faye.engine.redis.simulation;

import io.faye.engine.Attachment;
import io.faye.engine.Engine;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.history.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A client that subscribes, publishes, and goes from process to process; whose session ends begins another one. */
final class SimulatedClient extends Actor {

    private static final List<Channel> CHANNELS = List.of(Channel.of("/a"), Channel.of("/a/b"), Channel.of("/b"));
    private static final List<ChannelPattern> PATTERNS =
            List.of(ChannelPattern.of("/a"), ChannelPattern.of("/a/*"), ChannelPattern.of("/**"));

    private final Simulation simulation;
    private final Random random;
    private final int longestPause;
    private Optional<ClientId> client = Optional.empty();
    private Optional<ClientId> newest = Optional.empty();
    private Reader reader;
    private SimulatedProcess busyAt;
    private boolean busy;
    private boolean isMoving;
    private int left;
    private long nextAt;
    private boolean resting;

    SimulatedClient(String name, Simulation simulation, int operations) {
        super(name, new Machine("client"));
        this.simulation = simulation;
        this.random = simulation.random();
        this.left = operations;
        this.longestPause = 1 << random.nextInt(7);
    }

    @Override
    long readyAt() {
        return isDone() || resting && isBusy() ? NEVER : nextAt;
    }

    /** {@return whether it has done all that it was to do} */
    boolean isDone() {
        return resting ? !isBusy() && isReading() : left <= 0;
    }

    /** {@return whether it waits for what decides where the session is} */
    private boolean isBusy() {
        return busy && busyAt.isAlive();
    }

    private boolean isReading() {
        return reader != null && reader.isReading();
    }

    /** From now on it only cares to be attached. */
    void rest() {
        resting = true;
        nextAt = 0;
    }

    /** {@return its session, which has begun perhaps} */
    Optional<ClientId> newest() {
        return newest;
    }

    Optional<Reader> reader() {
        return isReading() ? Optional.of(reader) : Optional.empty();
    }

    /** {@return whether a process that lives has its session, or has just left it to another one that attaches it} */
    boolean isOwned() {
        return isReading() || isMoving && isBusy() && reader.process().isAlive();
    }

    @Override
    void act() {
        nextAt = simulation.scheduler().millis() + random.nextInt(longestPause + 1);
        left--;
        if (isBusy()) {
            use(random.nextInt(60));
        } else if (client.isEmpty()) {
            create();
        } else if (resting || !isReading() && random.nextInt(2) == 0) {
            attach();
        } else {
            use(random.nextInt(100));
        }
    }

    private void use(int chance) {
        if (chance < 40) {
            publish();
        } else if (client.isEmpty()) {
            return;
        } else if (chance < 48) {
            any().engine().subscribe(client.get(), pattern());
        } else if (chance < 52) {
            any().engine().unsubscribe(client.get(), pattern());
        } else if (chance < 56) {
            any().engine().ping(client.get());
        } else if (chance < 58) {
            any().engine().attributes(client.get());
        } else if (chance < 60) {
            any().engine().subscriptions(client.get());
        } else if (chance < 90) {
            attach();
        } else {
            release();
        }
    }

    private SimulatedProcess any() {
        return simulation.anyProcess();
    }

    private ChannelPattern pattern() {
        return PATTERNS.get(random.nextInt(PATTERNS.size()));
    }

    private void publish() {
        Channel channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
        Optional<ClientId> publisher = random.nextBoolean() ? client : Optional.empty();
        any().engine().publish(Observation.message(simulation.nextNumber(), channel, publisher));
    }

    private <T> void await(SimulatedProcess process, CompletionStage<T> stage, Consumer<T> then) {
        busy = true;
        isMoving = false;
        busyAt = process;
        stage.whenComplete((result, fault) -> {
            busy = false;
            if (fault == null) {
                then.accept(result);
            }
        });
    }

    private void create() {
        ClientId fresh = ClientId.random(random);
        newest = Optional.of(fresh);
        SimulatedProcess process = any();
        note("begins " + fresh + " at " + process.machine());
        Engine engine = process.engine();
        await(process, engine.createClient(fresh, Map.of("name", "value")), nothing -> {
            client = Optional.of(fresh);
            engine.subscribe(fresh, pattern());
        });
    }

    /** A process that lost its sessions' data may have lost a subscription too. */
    void subscribeAgain() {
        client.ifPresent(same -> PATTERNS.forEach(pattern -> any().engine().subscribe(same, pattern)));
    }

    private void note(String what) {
        simulation.scheduler().note(this + " " + what);
    }

    private void attach() {
        SimulatedProcess process = any();
        note("attaches at " + process.machine());
        Reader before = reader;
        Reader next = new Reader(process, random, this::note);
        simulation.scheduler().add(next);
        CompletionStage<Optional<Attachment>> attach = process.engine().attach(client.orElseThrow(), next);
        // An attach that has failed may have superseded the one before.
        attach.whenComplete((found, fault) -> {
            if (fault != null && before != null) {
                before.stop();
            }
        });
        await(process, attach, found -> attached(before, next, found));
        isMoving = before != null && before.isReading();
        if (isMoving && random.nextInt(6) == 0) {
            isMoving = false;
            before.stop();
            before.attachment().release("");
        }
    }

    private void attached(Reader before, Reader next, Optional<Attachment> found) {
        if (before != null) {
            before.stop();
        }
        note("is attached at " + next.process().machine());
        reader = next;
        found.ifPresentOrElse(next::begin, () -> {
            client.ifPresent(simulation::sessionEnded);
            client = Optional.empty();
            reader = null;
        });
    }

    private void release() {
        Reader last = reader;
        if (last != null && last.isReading()) {
            last.stop();
            note("is released at " + last.process().machine());
            reader = null;
            await(last.process(), last.attachment().release(""), nothing -> {});
        }
    }
}
