package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.protocol.ClientId;
import io.faye.tck.Heard.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

abstract class DyingProcessRules extends SharedFixture {

    private static final int ENOUGH = 300;
    private static final int SESSIONS = 40;

    private @Nullable ChildProcess started;

    @Override
    void checkThatItApplies() {
        applies(capabilities().hasOwnClock(), "its time is the test's, which other JVMs cannot share");
        super.checkThatItApplies();
    }

    private ChildProcess child() {
        ChildProcess child = ChildProcess.start(service);
        started = child;
        return child;
    }

    @AfterEach
    void killChild() {
        Optional.ofNullable(started).ifPresent(ChildProcess::close);
    }

    /** {@return a session that began in the child} */
    private Client begins(ChildProcess child, String name) {
        String id = child.ask("create");
        return new Client(host, ClientId.parse(id).orElseThrow(() -> new AssertionError("createClient " + id)), name);
    }

    @EngineRule("DIS-2")
    @DisplayName("takes no message with it that its clients have not acknowledged")
    void leavesMessages() {
        ChildProcess child = child();
        Client dave = begins(child, "dave");
        child.ask("subscribe", dave.id().toString(), "/a");
        child.ask("attach", dave.id().toString());
        for (int i = 1; i <= 5; i++) {
            service.publish(i % 2 == 0 ? host : second, "/a", i);
        }
        child.ask("awaits", dave.id().toString(), "5");
        Check.equal(
                "What a child process read",
                "5 [1, 2, 3, 4, 5]",
                child.ask("read", dave.id().toString()));
        child.kill();
        dave.attach();
        dave.acknowledge(2);
        dave.awaits(3);
        Batch batch = dave.read(0, Client.ALL);
        Check.equal("What dave got elsewhere", Client.json(3, 4, 5), Client.data(batch));
        Check.equal("the position of the last", 5L, batch.last());
    }

    @EngineRule("DIS-2")
    @DisplayName("takes no message with it that it had accepted, and leaves none twice")
    void leavesWhatItAccepted() {
        ChildProcess child = child();
        alice.subscribe("/a");
        child.ask("flood", bob.id().toString(), "/a");
        service.patience()
                .until(
                        "a child process publishes " + ENOUGH,
                        () -> child.accepted().size() >= ENOUGH,
                        () -> child.accepted().size());
        child.kill();
        List<Integer> got = new ArrayList<>();
        alice.received().forEach(data -> got.add(Integer.valueOf(data)));
        List<Integer> lost = new ArrayList<>(child.accepted());
        lost.removeAll(new HashSet<>(got));
        Check.equal("What the process accepted before it was killed, and is lost", List.of(), lost);
        Check.equal(
                "What it published, in order and each once",
                got.stream().sorted().distinct().toList(),
                got);
    }

    /** {@return a session that is attached in the child, which has acknowledged the only message} */
    private Client attachedIn(ChildProcess child, String note) {
        Client dave = begins(child, "dave");
        String id = dave.id().toString();
        child.ask("subscribe", id, "/a");
        child.ask("attach", id, note);
        service.publish(second, "/a", 1);
        child.ask("awaits", id, "1");
        Check.equal("acknowledge in a child process", "done", child.ask("acknowledge", id, "1"));
        return dave;
    }

    private static void expectAfterNote(Handle handle) {
        Check.equal("What is left of what was acknowledged before the note", List.of(), Client.data(handle.read(0)));
        Check.equal("The position that was acknowledged", 1L, handle.read(0).last());
    }

    @EngineRule("HND-4")
    @DisplayName("has handed over the note of a move and that of a release, each with its position")
    void handsNotesOver() {
        ChildProcess child = child();
        Client dave = attachedIn(child, "moved");
        Handle moved = dave.handle();
        Check.equal("The note of a move", Optional.of("moved"), moved.note());
        expectAfterNote(moved);
        child.ask("attach", dave.id().toString());
        Check.equal(
                "release in a child process",
                "done",
                child.ask("release", dave.id().toString(), "released"));
        child.kill();
        Handle released = dave.in(second).handle();
        Check.equal("The note of a release", Optional.of("released"), released.note());
        expectAfterNote(released);
        Check.equal(
                "The note at a later attach", Optional.empty(), dave.handle().note());
    }

    @EngineRule("HND-4")
    @DisplayName("takes a note with it that it had no time to hand over, or leaves it with its position, once")
    void takesNotes() {
        ChildProcess child = child();
        Client dave = attachedIn(child, "moved");
        child.kill();
        Handle next = dave.handle();
        Optional<String> note = next.note();
        Check.that(note.isEmpty() || note.equals(Optional.of("moved")), "An attach found the note " + note);
        if (note.isPresent()) {
            expectAfterNote(next);
        }
        Check.equal(
                "The note at a later attach",
                Optional.empty(),
                dave.in(second).handle().note());
    }

    @EngineRule("DIS-3")
    @DisplayName("leaves its sessions to others: those that come back go on, the rest is ended once")
    void leavesSessions() {
        begin(settings -> settings.expiring(capabilities()));
        ChildProcess child = child();
        Client dave = begins(child, "dave");
        Client erin = begins(child, "erin");
        for (Client each : List.of(dave, erin)) {
            child.ask("subscribe", each.id().toString(), "/a");
            child.ask("attach", each.id().toString());
        }
        child.kill();
        Duration timeout = service.settings().timeout();
        for (int i = 0; i < 5; i++) {
            Check.that(dave.attach().isPresent(), "dave's session ended with the process, though he came back in time");
            service.time().pass(timeout.multipliedBy(7).dividedBy(10));
        }
        service.patience().until("erin's end is reported", () -> log.count(Kind.DISCONNECT, erin) > 0);
        hosts().forEach(this::settle);
        Check.that(!erin.exists(), "erin's session lives on");
        Check.equal("How often erin's end was reported", 1, log.count(Kind.DISCONNECT, erin));
        Check.equal("How often the end of erin's subscription was", 1, log.count(Kind.UNSUBSCRIBE, erin));
        Check.that(dave.exists(), "dave's session ended, though he is here");
    }

    @EngineRule("EVT-1")
    @DisplayName("takes events with it at the worst, and lets none be reported twice")
    void reportsNothingTwice() {
        ChildProcess child = child();
        List<Client> clients = service.clients(SESSIONS);
        clients.forEach(client -> child.tell("destroy", client.id().toString()));
        service.patience()
                .until("a child process ends sessions", () -> child.events().size() > SESSIONS / 4, () -> child.events()
                        .size());
        child.kill();
        for (Client client : clients) {
            boolean ended = client.destroy();
            long there = child.events().stream()
                    .filter(("DISCONNECT " + client.id() + " null")::equals)
                    .count();
            int here = log.count(Kind.DISCONNECT, client);
            Check.equal("How often the end of " + client + " was reported here", ended ? 1 : 0, here);
            Check.that(here + there <= 1, "The end of " + client + " was reported in both processes");
        }
    }

    @EngineRule({"DIS-4", "DIS-1"})
    @DisplayName("learns when it wakes again that its clients are elsewhere, and disturbs nobody")
    void wakesUp() {
        ChildProcess child = child();
        Client dave = begins(child, "dave");
        String id = dave.id().toString();
        child.ask("subscribe", id, "/a");
        child.ask("attach", id);
        service.publish(second, "/a", 1);
        child.ask("awaits", id, "1");
        applies(child.freeze(), "this system cannot stop a process for a while");
        try (Reading reading = dave.listen()) {
            service.publish(second, "/a", 2);
            reading.awaits(2);
            child.thaw();
            service.patience().until("a process that slept is told that dave moved", () -> child.events()
                    .contains("MOVED " + id + " null"));
            Check.that(child.ask("read", id).endsWith("[]"), "A process reads for dave that slept while he moved");
            service.publish(second, "/a", 3);
            Check.equal("What dave got", Client.json(1, 2, 3), reading.awaits(3));
        }
    }
}
