package io.faye.tck;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

abstract class ClosingEventRules extends Topic {

    private static final int CALLERS = 3;
    private static final long LATEST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    ClosingEventRules(Kit kit) {
        super(kit);
    }

    @EngineRule({"EVT-1", "LIF-1"})
    @DisplayName("agree with what is answered: what succeeds was reported, what fails perhaps")
    void agreeWithAnswers() {
        for (int round : rounds(100)) {
            begin(settings -> settings);
            List<BusyCaller> callers = IntStream.range(0, CALLERS)
                    .mapToObj(number -> new BusyCaller(service, "caller" + number))
                    .toList();
            CountDownLatch busy = new CountDownLatch(CALLERS);
            Concurrently.run(CALLERS + 1, thread -> {
                if (thread < CALLERS) {
                    callers.get(thread).callUntilItFails(busy);
                    return;
                }
                Concurrently.await(busy);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LATEST_NANOS));
                host.close();
            });
            callers.forEach(caller -> caller.expectEvents("closed in round " + round));
        }
    }

    @EngineRule({"EVT-1", "LIF-1"})
    @DisplayName("of calls that wait for a slow listener do not come, and the calls fail")
    void ofWhatWaits() throws InterruptedException {
        alice.subscribe("/a");
        log.forget();
        Gate gate = new Gate(service.patience());
        host.then(heard -> gate.pass());
        Thread slow = new Thread(() -> host.calls().subscribe(alice.id(), "/slow"), "tck-caller");
        slow.start();
        gate.awaitSomebody();
        var waiting = List.of(
                host.calls().subscribe(alice.id(), "/b"),
                host.calls().unsubscribe(alice.id(), "/a"),
                host.calls().publish(alice.id(), "/a", 1),
                host.calls().destroyClient(alice.id()));
        host.close();
        gate.open();
        waiting.forEach(call -> service.patience().fault("What waited while the engine was closed", call));
        slow.join(service.patience().limit().toMillis());
        log.reports("subscribe alice /slow");
    }
}
