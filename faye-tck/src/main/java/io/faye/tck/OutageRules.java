package io.faye.tck;

import io.faye.engine.EngineException;
import io.faye.engine.SessionPage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;

abstract class OutageRules extends FaultFixture {

    /** What a busy machine may add to a time limit. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private Map<String, CompletableFuture<?>> changes() {
        Calls calls = host.calls();
        Map<String, CompletableFuture<?>> stages = new LinkedHashMap<>();
        stages.put("createClient", calls.createClient(service.newClientId(), Map.of()));
        stages.put("publish", calls.publish(bob.id(), "/a", "while away"));
        stages.put("subscribe", calls.subscribe(alice.id(), "/b"));
        stages.put("unsubscribe", calls.unsubscribe(alice.id(), "/a"));
        stages.put("setAttribute", calls.setAttribute(alice.id(), "name", "value"));
        stages.put("destroyClient", calls.destroyClient(carol.id()));
        return stages;
    }

    private Map<String, CompletableFuture<?>> others() {
        Calls calls = host.calls();
        Map<String, CompletableFuture<?>> stages = new LinkedHashMap<>();
        stages.put("ping", calls.ping(alice.id()));
        stages.put("attach", calls.attach(alice.id()));
        stages.put("attributes", calls.attributes(alice.id()));
        stages.put("subscriptions", calls.subscriptions(alice.id()));
        stages.put("read", calls.read(alice.id(), 0, 10, Client.ALL));
        stages.put("acknowledge", calls.acknowledge(alice.id(), 1));
        stages.put("release", calls.release(alice.id()));
        stages.put("clients", calls.clients(SessionPage.Cursor.START, 10));
        return stages;
    }

    @EngineRule("FLT-1")
    @DisplayName("fails what changes something, in time, and reports nothing")
    void failsChanges() {
        for (Fault fault : Fault.values()) {
            alice.subscribe("/a");
            log.forget();
            breaks(fault);
            changes().forEach((what, stage) -> {
                Throwable reason = fault(fault, what, stage);
                Check.that(reason instanceof EngineException, what + " is to fail with EngineException, not " + reason);
            });
            log.reports();
            mends(fault);
            recovers("serve", alice::ping);
        }
    }

    @EngineRule("FLT-1")
    @DisplayName("lets nothing hang")
    void letsNothingHang() {
        for (Fault fault : Fault.values()) {
            alice.attach();
            breaks(fault);
            others().forEach((what, stage) -> completes(fault, what, stage));
            mends(fault);
            recovers("serve", alice::ping);
        }
    }

    private Throwable fault(Fault fault, String what, CompletableFuture<?> stage) {
        completes(fault, what, stage);
        return service.patience().fault(what + " while the backend was " + fault, stage);
    }

    private void completes(Fault fault, String what, CompletableFuture<?> stage) {
        Duration limit = service.settings().operationTimeout();
        if (!capabilities().hasOwnClock()) {
            service.time().pass(limit);
        }
        try {
            stage.get(limit.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            // Failing is what it may do; the point is that it does not hang.
            return;
        } catch (TimeoutException e) {
            throw new AssertionError(what + " hangs while the backend is " + fault + "; its limit is " + limit, e);
        } catch (InterruptedException e) {
            throw new AssertionError("The test took too long", e);
        }
    }
}
