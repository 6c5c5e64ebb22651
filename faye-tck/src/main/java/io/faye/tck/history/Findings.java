package io.faye.tck.history;

import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a record. A session found wrong in one way is not examined further: one fault has many effects. */
final class Findings {

    private final List<Violation> violations = new ArrayList<>();
    private final Set<ClientId> accused = new HashSet<>();
    private final Set<Long> messages = new HashSet<>();

    /** Has a session be examined no further. */
    void accuse(ClientId client) {
        accused.add(client);
    }

    void report(String rule, Story story, String text, Collection<? extends Line> lines) {
        violations.add(Violation.of(rule, text, lines));
        accused.add(story.client());
    }

    void report(String rule, Call publish, String text, Collection<? extends Line> lines) {
        violations.add(Violation.of(rule, text, lines));
        messages.add(publish.sent().number());
    }

    void report(String rule, String text, Collection<? extends Line> lines) {
        violations.add(Violation.of(rule, text, lines));
    }

    boolean accuses(@Nullable ClientId client) {
        return client != null && accused.contains(client);
    }

    boolean accuses(Call publish) {
        return messages.contains(publish.sent().number());
    }

    boolean hasBroken(String rule) {
        return violations.stream().anyMatch(violation -> violation.rule().equals(rule));
    }

    /** Forgets what is only an effect of something else. */
    void retract(String rule) {
        violations.removeIf(violation -> violation.rule().equals(rule));
    }

    List<Violation> violations() {
        return violations;
    }
}
