package io.faye.benchmark.rules;

import io.faye.auth.rules.Authorization;
import io.faye.extension.Exchange;
import io.faye.extension.Verdict;
import io.faye.protocol.Message;

/** The same, looking at each delivery as well. */
public final class FilteringGuard extends Guard {

    /** For the server, which finds this by name. */
    public FilteringGuard() {
        super(Authorization.filtering(rules()));
    }

    @Override
    public Verdict outgoing(Message message, Exchange exchange) {
        return authorization().outgoing(message, exchange);
    }
}
