package io.faye.tck;

import static io.faye.engine.Change.CHANGED;

import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Begins one session after another, and does with each all that is reported, until the engine fails. */
final class BusyCaller {

    private final Service service;
    private final String name;
    private final List<String> answered = new ArrayList<>();
    private String asked = "";

    BusyCaller(Service service, String name) {
        this.service = service;
        this.name = name;
    }

    /** @param busy is counted down at the first answer */
    void callUntilItFails(CountDownLatch busy) {
        for (int i = 0; live(name + "." + i) && Concurrently.goesOn(); i++) {
            busy.countDown();
        }
        busy.countDown();
    }

    /** {@return whether all went well} */
    private boolean live(String session) {
        ClientId id = service.newClientId();
        CompletableFuture<Void> created = service.host().calls().createClient(id, Map.of());
        if (!succeeds(created)) {
            return false;
        }
        Client client = new Client(service.host(), id, session);
        answered.add("handshake " + session);
        return does("subscribe " + session + " /a", client.calls().subscribe(client.id(), "/a"), CHANGED)
                && does("publish " + session + " /a 1", client.calls().publish(client.id(), "/a", 1), true)
                && does("unsubscribe " + session + " /a", client.calls().unsubscribe(client.id(), "/a"), CHANGED)
                && does("disconnect " + session, client.calls().destroyClient(client.id()), Optional.of(Set.of()));
    }

    private boolean does(String event, CompletableFuture<?> call, Object answer) {
        asked = event;
        if (!succeeds(call)) {
            return false;
        }
        Check.equal("The answer to what is to be reported as " + event, answer, call.join());
        answered.add(event);
        return true;
    }

    private boolean succeeds(CompletableFuture<?> call) {
        service.patience().until("a call of " + name + " has an answer", call::isDone);
        return !call.isCompletedExceptionally();
    }

    /** Expects an event for each call that was answered, and at most one more for the one that failed. */
    void expectEvents(String when) {
        List<String> events = service.log()
                .lines(heard -> heard.kind().isEvent()
                        && heard.client() != null
                        && service.names().of(heard.client()).startsWith(name + "."));
        if (events.size() > answered.size()) {
            answered.add(asked);
        }
        Check.equal("The events of what " + name + " was told has succeeded, " + when, answered, events);
    }
}
