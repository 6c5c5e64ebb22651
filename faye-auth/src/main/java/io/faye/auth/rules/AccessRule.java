package io.faye.auth.rules;

import io.faye.extension.ChannelTemplate;
import org.jspecify.annotations.Nullable;

/** One line of the rules. Without template it is about handshakes. */
record AccessRule(
        int number,
        boolean allows,
        Subject who,
        Action operation,
        @Nullable ChannelTemplate template,
        Subject.Test test) {

    static AccessRule of(
            int number, boolean allows, Subject who, Action operation, @Nullable ChannelTemplate template) {
        return new AccessRule(number, allows, who, operation, template, who.bind(template));
    }

    @Override
    public String toString() {
        String what = template == null ? operation.toString() : operation + " " + template;
        return "rule " + number + ": " + (allows ? "allow " : "deny ") + who + " to " + what;
    }
}
