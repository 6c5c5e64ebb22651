package io.faye.auth.rules;

import io.faye.extension.ChannelTemplate;
import org.jspecify.annotations.Nullable;

/** One line of the rules. Without template it is about handshakes. */
record AccessRule(
        int number,
        boolean allows,
        Subject subject,
        Action action,
        @Nullable ChannelTemplate template,
        Subject.Test test) {

    static AccessRule of(
            int number, boolean allows, Subject subject, Action action, @Nullable ChannelTemplate template) {
        return new AccessRule(number, allows, subject, action, template, subject.bind(template));
    }

    @Override
    public String toString() {
        String what = template == null ? action.toString() : action + " " + template;
        return "rule " + number + ": " + (allows ? "allow " : "deny ") + subject + " to " + what;
    }
}
