package io.faye.tck;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

abstract class ClosingEventRules extends SessionFixture {

    private static final int CALLERS = 3;
    private static final long LATEST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

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
}
