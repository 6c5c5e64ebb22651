package io.faye.auth.rules;

import io.faye.auth.rules.Decision.Outcome;
import io.faye.extension.Exchange;
import io.faye.extension.Verdict;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;

/** Filters outgoing messages too. It is a class of its own, because outgoing messages cost nothing if no extension filters them. */
final class FilteringAuthorization extends Authorization {

    FilteringAuthorization(AccessRules rules) {
        super(rules);
    }

    @Override
    boolean suffices(Outcome outcome) {
        return outcome != Outcome.REFUSED;
    }

    @Override
    public Verdict outgoing(Message message, Exchange exchange) {
        boolean passes = exchange.isLocal() || isAnswer(message) || isGranted(message, exchange);
        return passes ? Verdict.pass(message) : Verdict.drop();
    }

    /** Only replies, and answers of services, have an outcome: publishers cannot send one along. */
    private static boolean isAnswer(Message message) {
        return message.field(Field.SUCCESSFUL).isPresent();
    }

    private boolean isGranted(Message message, Exchange exchange) {
        return message.channel()
                .filter((Channel channel) -> rules().permits(principal(exchange), Action.SUBSCRIBE, channel))
                .isPresent();
    }
}
