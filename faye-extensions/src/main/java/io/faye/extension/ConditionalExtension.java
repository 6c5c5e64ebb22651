package io.faye.extension;

import io.faye.protocol.Message;
import java.util.function.BiPredicate;

/** Passes the messages that satisfy a condition to an extension, and lets the other messages pass. */
final class ConditionalExtension extends DelegatingExtension {

    private final String name;
    private final BiPredicate<Message, Exchange> selects;

    ConditionalExtension(String name, BiPredicate<Message, Exchange> selects, Extension inner) {
        super(inner);
        this.name = name;
        this.selects = selects;
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        return selects.test(message, exchange) ? inner().incoming(message, exchange) : Verdict.pass(message);
    }

    @Override
    public Verdict outgoing(Message message, Exchange exchange) {
        return selects.test(message, exchange) ? inner().outgoing(message, exchange) : Verdict.pass(message);
    }

    @Override
    public String toString() {
        return name + (name.endsWith("(") ? "" : ", ") + nameOf(inner()) + ")";
    }
}
