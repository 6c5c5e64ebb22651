package io.faye.benchmark.rules;

import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Authorization;
import io.faye.auth.rules.Subject;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.Message;

/** Has the server that is measured obey a thousand rules: the one that lets the load through is the last. */
public class Guard implements Extension {

    private final Extension authorization;

    /** For the server, which finds this by name. */
    public Guard() {
        this(Authorization.of(rules()));
    }

    Guard(Extension authorization) {
        this.authorization = authorization;
    }

    static AccessRules rules() {
        return Shape.CHANNELS
                .builder()
                .allow(Subject.anyone(), Action.HANDSHAKE)
                .allow(Subject.anyone(), Action.SUBSCRIBE, "/bench/**")
                .allow(Subject.anyone(), Action.PUBLISH, "/bench/**")
                .build();
    }

    Extension authorization() {
        return authorization;
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        return authorization.incoming(message, exchange);
    }
}
