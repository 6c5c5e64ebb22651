package io.faye.engine.redis.simulation;

import io.faye.engine.EngineException;
import io.faye.protocol.ClientId;
import io.faye.tck.history.Observation;
import io.faye.tck.history.Observation.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One run: two processes, some clients, and what breaks; at last all comes to rest and is examined. */
final class Simulation {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** Until operations that were lost have failed, and what they left behind was repeated. */
    private static final Duration SETTLING = Duration.ofSeconds(8);

    private static final Duration NOTICE = Duration.ofSeconds(2);
    /** The others wait for five seconds until a process reports, and that takes some time. */
    private static final Duration PATIENCE_AFTER_LOSS = Duration.ofSeconds(4);

    private final long seed;
    private final Trouble trouble;
    private final Scheduler scheduler;
    private final SimulatedServer server;
    private final Observation observation;
    private final Troublemaker troublemaker;
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private int started;
    private int missing = 2;
    private long number;

    private Simulation(long seed, Trouble trouble, LuaScripts scripts) {
        this.seed = seed;
        this.trouble = trouble;
        this.scheduler = new Scheduler(seed, trouble == Trouble.NOTHING ? Scheduler.Pace.EVEN : Scheduler.Pace.UNEVEN);
        this.server = new SimulatedServer(scheduler, scripts);
        this.observation = new Observation(scheduler::elapsed, SimulatedProcess.TIMEOUT);
        this.troublemaker = new Troublemaker(trouble, this);
    }

    /** {@return what came of a run} */
    static Finding run(long seed, Trouble trouble, LuaScripts scripts) {
        return new Simulation(seed, trouble, scripts).run();
    }

    private Finding run() {
        startMissing();
        if (trouble.breaks().contains(Trouble.Break.FAILOVER)) {
            server.replicate();
        }
        scheduler.add(troublemaker);
        scheduler.add(new Actor("start", new Machine("world")) {
            @Override
            long readyAt() {
                return missing > 0 ? server.upAt() : NEVER;
            }

            @Override
            void act() {
                startMissing();
            }
        });
        for (int i = 1 + random().nextInt(3); i > 0; i--) {
            SimulatedClient client = new SimulatedClient("client" + i, this, 10 + random().nextInt(40));
            clients.add(client);
            scheduler.add(client);
        }
        scheduler.run(() -> clients.stream().allMatch(SimulatedClient::isDone), LONGEST);
        comeToRest();
        return new Finding(
                seed,
                trouble,
                observation.examine(
                        seed, NOTICE, trouble == Trouble.NOTHING ? Surroundings.CALM : Surroundings.DISTURBED),
                scheduler);
    }

    private void comeToRest() {
        troublemaker.stop();
        scheduler.run(() -> false, SETTLING);
        clients.forEach(SimulatedClient::rest);
        scheduler.run(() -> clients.stream().allMatch(SimulatedClient::isDone), LONGEST);
        scheduler.run(() -> false, SETTLING);
        clients.forEach(this::findOutWhetherItEnded);
        scheduler.run(() -> false, SETTLING);
        clients.stream().flatMap(client -> client.reader().stream()).forEach(reader -> {
            long read = reader.read();
            Observation.inspect(reader.attachment(), read);
        });
    }

    /** A host that waits for a lost answer learns of an end later, by real time. */
    private void findOutWhetherItEnded(SimulatedClient client) {
        if (trouble.endsSessions()) {
            client.newest()
                    .ifPresent(session -> processes.forEach(
                            process -> process.engine().ping(session).thenAccept(exists -> {
                                if (!exists) {
                                    sessionEnded(session);
                                }
                            })));
        }
    }

    /** A process that cannot start, because Redis is away, starts later. */
    private void startMissing() {
        while (missing > 0 && server.isUp()) {
            missing--;
            started++;
            try {
                processes.add(new SimulatedProcess("process" + started, trouble, server, scheduler, observation));
            } catch (EngineException e) {
                missing++;
                return;
            }
        }
    }

    Random random() {
        return scheduler.random();
    }

    Scheduler scheduler() {
        return scheduler;
    }

    SimulatedServer server() {
        return server;
    }

    SimulatedProcess anyProcess() {
        return processes.get(random().nextInt(processes.size()));
    }

    long nextNumber() {
        return ++number;
    }

    /** A process dies, if another one is left, and another one starts. */
    void replaceProcess() {
        if (processes.size() > 1) {
            SimulatedProcess dying = anyProcess();
            processes.remove(dying);
            if (trouble.losesData()) {
                clients.forEach(this::ignore);
            }
            dying.die();
            missing++;
        }
    }

    /** What only one process knows of sessions is lost with the data if it stands still for too long after that. */
    void standStill(SimulatedProcess process, Duration time) {
        if (trouble.losesData() && time.compareTo(PATIENCE_AFTER_LOSS) > 0) {
            clients.forEach(this::ignore);
        }
        process.standStill(time);
    }

    /** Sessions go on if a process owned them. */
    void dataLost() {
        observation.dataLost();
        clients.stream().filter(client -> !client.isOwned()).forEach(this::ignore);
        clients.forEach(SimulatedClient::subscribeAgain);
    }

    private void ignore(SimulatedClient client) {
        client.newest().ifPresent(observation::ignore);
    }

    /** A client was told that its session has ended. */
    void sessionEnded(ClientId client) {
        scheduler.note(client + " is unknown");
        if (trouble.endsSessions()) {
            observation.ignore(client);
        }
    }
}
