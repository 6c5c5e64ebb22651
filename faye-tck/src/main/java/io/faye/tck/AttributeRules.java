package io.faye.tck;

import static io.faye.engine.Change.CHANGED;
import static io.faye.engine.Change.UNCHANGED;
import static io.faye.engine.Change.UNKNOWN_CLIENT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;

abstract class AttributeRules extends SessionFixture {

    @EngineRule("ATT-1")
    @DisplayName("are seen from the beginning, when set, and until the session ends")
    void areKept() {
        Client dave = service.client("dave", Map.of("user", "dave"));
        Check.equal("attach", Optional.of(Map.of("user", "dave")), dave.attach());
        Check.equal("setAttribute of a new one", CHANGED, dave.set("room", "1"));
        Check.equal("setAttribute of the same value", UNCHANGED, dave.set("room", "1"));
        Check.equal("attributes", Optional.of(Map.of("user", "dave", "room", "1")), dave.attributes());
        Check.equal("setAttribute of another value", CHANGED, dave.set("room", "2"));
        Check.equal("removing one", CHANGED, dave.remove("user"));
        Check.equal("removing one that is not there", UNCHANGED, dave.remove("user"));
        Check.equal("attach", Optional.of(Map.of("room", "2")), dave.attach());
        dave.destroy();
        Check.equal("attributes after the end", Optional.empty(), dave.attributes());
    }

    @EngineRule("ATT-1")
    @DisplayName("are seen in the list of sessions")
    void areListed() {
        alice.attach();
        alice.set("user", "alice");
        Check.equal("alice's attributes in the list", Optional.of(Map.of("user", "alice")), alice.listedAttributes());
    }

    @EngineRule("ATT-1")
    @DisplayName("are one client's alone, and any text")
    void arePrivate() {
        alice.attach();
        bob.attach();
        String strange = "ä\n\"'\\ \uD83D\uDE00";
        alice.set(strange, strange);
        alice.set("empty", "");
        Check.equal("alice's attributes", Optional.of(Map.of(strange, strange, "empty", "")), alice.attributes());
        Check.equal("bob's attributes", Optional.of(Map.of()), bob.attributes());
    }

    @EngineRule("ATT-1")
    @DisplayName("are all kept when many are set at once")
    void areSetConcurrently() {
        alice.attach();
        Concurrently.run(4, thread -> {
            for (int round : rounds(2_000)) {
                String name = "n" + thread;
                Check.equal("setAttribute of a new value", CHANGED, alice.set(name, "" + round));
                Check.equal(
                        "The attribute that only one thread sets",
                        "" + round,
                        alice.attributes().map(all -> all.get(name)).orElse("gone"));
            }
        });
        Check.equal(
                "How many attributes there are",
                4,
                alice.attributes().orElse(Map.of()).size());
    }

    @EngineRule("ATT-2")
    @DisplayName("that a session has are kept by setAttributeIfAbsent")
    void areNotReplaced() {
        Check.equal("setAttributeIfAbsent of a new one", CHANGED, alice.setIfAbsent("user", "alice"));
        Check.equal("setAttributeIfAbsent of the same value", UNCHANGED, alice.setIfAbsent("user", "alice"));
        Check.equal("setAttributeIfAbsent of another value", UNCHANGED, alice.setIfAbsent("user", "bob"));
        alice.set("empty", "");
        Check.equal("setAttributeIfAbsent of an empty one", UNCHANGED, alice.setIfAbsent("empty", "x"));
        Check.equal("attributes", Optional.of(Map.of("user", "alice", "empty", "")), alice.attributes());
        alice.remove("user");
        Check.equal("setAttributeIfAbsent of a removed one", CHANGED, alice.setIfAbsent("user", "bob"));
        Check.equal("attach", Optional.of(Map.of("user", "bob", "empty", "")), alice.attach());
        bob.destroy();
        Check.equal("setAttributeIfAbsent after the end", UNKNOWN_CLIENT, bob.setIfAbsent("user", "bob"));
    }

    @EngineRule({"ATT-2", "THR-1"})
    @DisplayName("are set by one of several callers of setAttributeIfAbsent at once")
    void areSetByOne() {
        for (int round : rounds(20)) {
            Queue<String> changes = new ConcurrentLinkedQueue<>();
            Concurrently.run(4, thread -> {
                for (int i = 0; i < 10; i++) {
                    String name = "n" + round + "." + i;
                    if (alice.setIfAbsent(name, "" + thread) == CHANGED) {
                        changes.add(name + "=" + thread);
                    }
                }
            });
            Map<String, String> all = alice.attributes().orElse(Map.of());
            for (int i = 0; i < 10; i++) {
                String name = "n" + round + "." + i;
                Check.equal(
                        "Who has set the attribute",
                        List.of(name + "=" + all.getOrDefault(name, "gone")),
                        changes.stream()
                                .filter(change -> change.startsWith(name + "="))
                                .toList());
            }
        }
    }
}
