package io.faye.tck;

import io.faye.engine.QueueLimits;
import io.faye.tck.Heard.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;

abstract class RecoveryRules extends FaultFixture {

    private static final int IN_FLIGHT = 20;
    private static final int ENOUGH = 100;
    /** Nobody reads meanwhile, and the session must not end because of that. */
    private static final QueueLimits ROOMY =
            new QueueLimits(Integer.MAX_VALUE, Long.MAX_VALUE, QueueLimits.Policy.END_SESSION);

    private static final long PACE_NANOS = 200_000;

    private void serves() {
        recovers("serve", () -> alice.ping() && bob.ping() && carol.ping());
    }

    @EngineRule("FLT-2")
    @DisplayName("has every message that was accepted, and goes on")
    void keepsMessages() {
        for (Fault fault : Fault.values()) {
            alice.subscribe("/a");
            bob.publish("/a", 1);
            bob.publish("/a", 2);
            breaks(fault);
            mends(fault);
            serves();
            recovers("accept messages", () -> {
                bob.publish("/b", "again");
                return true;
            });
            bob.publish("/a", 3);
            alice.receivesExactly(1, 2, 3);
        }
    }

    @EngineRule("FLT-2")
    @DisplayName("tells its readers of messages again")
    void goesOnTelling() {
        for (Fault fault : Fault.values()) {
            alice.subscribe("/a/" + fault);
            try (Reading reading = alice.listen()) {
                reading.awaitsQuiet();
                breaks(fault);
                mends(fault);
                serves();
                bob.publish("/a/" + fault, 1);
                reading.awaits(1);
            }
        }
    }

    @EngineRule("FLT-2")
    @DisplayName(
            "has lost nothing that it accepted, and doubled nothing that it did not, while messages were under way")
    void keepsWhatWasUnderWay() {
        begin(settings -> settings.limited(ROOMY));
        for (Fault fault : Fault.values()) {
            String channel = "/flood/" + fault;
            alice.subscribe(channel);
            Queue<Integer> accepted = new ConcurrentLinkedQueue<>();
            AtomicBoolean goesOn = new AtomicBoolean(true);
            CompletableFuture<Void> flood =
                    CompletableFuture.runAsync(() -> flood(channel, accepted, goesOn), service.threads());
            service.patience().until("messages are accepted", () -> accepted.size() >= ENOUGH);
            breaks(fault);
            mends(fault);
            serves();
            int before = accepted.size();
            recovers("accept messages again", () -> accepted.size() >= before + ENOUGH);
            goesOn.set(false);
            service.patience().get("publishing", flood);
            List<Integer> got = new ArrayList<>();
            alice.received().forEach(data -> got.add(Integer.valueOf(data)));
            List<Integer> lost = new ArrayList<>(accepted);
            lost.removeAll(new HashSet<>(got));
            Check.equal("What was accepted, and is lost after the backend was " + fault, List.of(), lost);
            Check.equal(
                    "What came, in order and each once",
                    got.stream().sorted().distinct().toList(),
                    got);
        }
    }

    private void flood(String channel, Queue<Integer> accepted, AtomicBoolean goesOn) {
        Semaphore room = new Semaphore(IN_FLIGHT);
        for (int i = 1; goesOn.get() && Concurrently.goesOn(); i++) {
            int number = i;
            room.acquireUninterruptibly();
            LockSupport.parkNanos(PACE_NANOS);
            host.calls().publish(bob.id(), channel, number).whenComplete((done, fault) -> {
                if (fault == null) {
                    accepted.add(number);
                }
                room.release();
            });
        }
        room.acquireUninterruptibly(IN_FLIGHT);
    }

    @EngineRule("FLT-2")
    @DisplayName("has ended no session because nobody could ping it")
    void endsNoSession() {
        begin(settings -> settings.expiring(capabilities()));
        for (Fault fault : Fault.values()) {
            List.of(alice, bob, carol).forEach(client -> Check.that(client.ping(), client + " cannot be pinged"));
            breaks(fault);
            service.time().pass(service.settings().timeout().multipliedBy(3).plus(Duration.ofSeconds(1)));
            mends(fault);
            recovers("serve", () -> {
                alice.ping();
                return true;
            });
            List.of(alice, bob, carol)
                    .forEach(client -> Check.that(client.ping(), client + "'s session ended while nobody could ping"));
        }
    }

    @EngineRule("FLT-2")
    @DisplayName("reports no event twice, whatever was in doubt")
    void reportsOnce() {
        for (Fault fault : Fault.values()) {
            Client dave = service.client("dave" + fault);
            dave.subscribe("/a");
            dave.attach();
            breaks(fault);
            CompletableFuture<?> inDoubt = dave.calls().destroyClient(dave.id());
            mends(fault);
            service.patience().until("destroyClient completes", inDoubt::isDone);
            serves();
            recovers("end sessions", () -> {
                dave.destroy();
                return true;
            });
            service.patience().until("dave's listener is told of the end", () -> log.count(Kind.ENDED, dave) > 0);
            service.patience()
                    .until(
                            "the end of dave's subscription is reported as often as that of the session",
                            () -> log.count(Kind.UNSUBSCRIBE, dave) == log.count(Kind.DISCONNECT, dave));
            int reported = log.count(Kind.DISCONNECT, dave);
            Check.that(reported <= 1, "The end of a session was reported " + reported + " times");
        }
    }
}
