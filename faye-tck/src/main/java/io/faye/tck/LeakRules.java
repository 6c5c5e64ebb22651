package io.faye.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

abstract class LeakRules extends SessionFixture {

    @EngineRule("LIF-1")
    @DisplayName("leaves nothing scheduled")
    void leavesNoTimer() {
        alice.subscribe("/a");
        alice.publish("/a", 1);
        host.close();
        service.patience()
                .until(
                        "nothing of the engine's is scheduled after close",
                        () -> service.time().scheduled() == 0);
    }

    @EngineRule("LIF-1")
    @DisplayName("leaves no thread")
    void leavesNoThread() throws InterruptedException {
        useAndClose();
        List<String> left = useAndClose();
        Check.equal("Threads that the engine started, and that live after close", List.of(), left);
    }

    /** What the first engine in a process leaves may be for all of them; what every engine leaves is a leak. */
    private List<String> useAndClose() throws InterruptedException {
        ThreadGroup group = new ThreadGroup("tck-engine");
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread user = new Thread(group, this::use, "tck-user");
        user.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        user.start();
        user.join(service.patience().limit().multipliedBy(2).toMillis());
        Check.that(!user.isAlive(), "Somebody who used and closed an engine did not come back");
        Check.that(failure.get() == null, "An engine could not be used: " + failure.get());
        service.patience().becomes(() -> alive(group).isEmpty());
        return alive(group);
    }

    private void use() {
        Service used = kit().open(kit().settings());
        Client dave = used.client("dave");
        dave.subscribe("/a");
        dave.publish("/a", 1);
        dave.receivesExactly(1);
        used.host().close();
    }

    private static List<String> alive(ThreadGroup group) {
        Thread[] threads = new Thread[group.activeCount() + 100];
        int count = group.enumerate(threads);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!threads[i].getName().startsWith("tck-")) {
                names.add(threads[i].getName());
            }
        }
        return names;
    }
}
