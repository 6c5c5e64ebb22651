package io.faye.tck;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

abstract class NoteRules extends SessionFixture {

    private static final String LONGEST = "ä\n\"'\\ \uD83D\uDE00 ".repeat(125).substring(0, 1_000);

    @Override
    void begun() {
        alice.subscribe("/a");
    }

    private void expectNote(String what, String note, Handle handle) {
        Check.equal("The note that " + what + " finds", Optional.of(note), handle.note());
    }

    private static void expectNone(String what, Handle handle) {
        Check.equal("The note that " + what + " finds", Optional.empty(), handle.note());
    }

    @EngineRule("HND-4")
    @DisplayName("of a release reaches the next attach, with the position that belongs to it, and no later one")
    void reachesTheNext() {
        expectNone("the first attach", alice.handle());
        for (int round = 1; round <= 3; round++) {
            Handle handle = alice.handle();
            service.publish("/a", 2 * round - 1);
            service.publish("/a", 2 * round);
            handle.awaits(2 * round - 1, 2 * round);
            handle.acknowledge(2L * round - 1);
            handle.release("note " + round);
            Handle next = alice.handle();
            expectNote("the next attach", "note " + round, next);
            next.awaits(2 * round);
            Check.equal("The position of the last", 2L * round, next.read(0).last());
            next.acknowledge(2L * round);
            expectNone("the attach after that", alice.handle());
        }
    }

    @EngineRule("HND-4")
    @DisplayName("is any text of up to 1,000 characters, and nothing if it is empty")
    void isAnyText() {
        for (String text : new String[] {LONGEST, " ", "null", "0"}) {
            alice.handle().release(text);
            expectNote("the next attach", text, alice.handle());
        }
        alice.handle().release("");
        expectNone("the attach after a release without a note", alice.handle());
    }

    @EngineRule("HND-4")
    @DisplayName("of a release without one does not bring back an earlier one")
    void isNotBroughtBack() {
        alice.handle().release("first");
        Handle second = alice.handle();
        expectNote("the next attach", "first", second);
        second.release("");
        expectNone("the attach after a release without a note", alice.handle());
    }

    @EngineRule({"HND-4", "HND-1"})
    @DisplayName("of a release of what was superseded or released already is none")
    void ofOldIsNone() {
        Handle first = alice.handle();
        Handle second = alice.handle();
        first.release("stale");
        expectNone("an attach", alice.handle());
        second.release("stale");
        Handle third = alice.handle();
        expectNone("an attach", third);
        third.release("fresh");
        second.release("stale");
        third.release("later");
        expectNote("the attach after a release", "fresh", alice.handle());
    }

    @EngineRule("HND-4")
    @DisplayName("is one session's alone")
    void isPrivate() {
        Handle handle = alice.handle();
        bob.handle().release("bob's");
        handle.release("alice's");
        expectNone("carol's attach", carol.handle());
        expectNote("alice's attach", "alice's", alice.handle());
        expectNote("bob's attach", "bob's", bob.handle());
    }

    @EngineRule({"HND-4", "ORD-1", "QUE-1"})
    @DisplayName("comes with all that was acknowledged before, when nothing was awaited")
    void comesWithThePosition() {
        for (int round : rounds(200)) {
            Handle handle = alice.handle();
            service.publish("/a", round);
            handle.awaits(round);
            handle.acknowledges(round + 1);
            handle.releases("after " + (round + 1));
            Handle next = Handle.attach(host, alice.id(), null);
            expectNote("the next attach", "after " + (round + 1), next);
            Check.equal("What is left", 0, next.read(0).messages().size());
            Check.equal(
                    "The position that was acknowledged",
                    round + 1L,
                    next.read(0).last());
        }
    }

    @EngineRule({"HND-4", "HND-1"})
    @DisplayName("of a release that races an attach reaches one attach at the most")
    void racesAttach() {
        for (int round : rounds(200)) {
            Handle old = alice.handle();
            String text = "note " + round;
            Handle[] raced = new Handle[1];
            Concurrently.run(2, thread -> {
                if (thread == 0) {
                    old.release(text);
                } else {
                    raced[0] = alice.handle();
                }
            });
            Optional<String> first = raced[0].note();
            Check.that(
                    first.isEmpty() || first.equals(Optional.of(text)),
                    "An attach found the note " + first + " instead of '" + text + "'");
            expectNone("a later attach", alice.handle());
        }
    }
}
