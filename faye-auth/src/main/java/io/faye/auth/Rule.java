package io.faye.auth;

import io.faye.extension.ChannelTemplate;
import org.jspecify.annotations.Nullable;

/** One line of the rules. Without template it is about handshakes. */
record Rule(
        int number, boolean allows, Who who, Operation operation, @Nullable ChannelTemplate template, Who.Test test) {

    static Rule of(int number, boolean allows, Who who, Operation operation, @Nullable ChannelTemplate template) {
        return new Rule(number, allows, who, operation, template, who.bind(template));
    }

    @Override
    public String toString() {
        String what = template == null ? operation.toString() : operation + " " + template;
        return "rule " + number + ": " + (allows ? "allow " : "deny ") + who + " to " + what;
    }
}
