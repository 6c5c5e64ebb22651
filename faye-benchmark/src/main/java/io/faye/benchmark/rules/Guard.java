package io.faye.benchmark.rules;

import io.faye.auth.AccessRules;
import io.faye.auth.Authorization;
import io.faye.auth.Operation;
import io.faye.auth.Who;
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
                .allow(Who.anyone(), Operation.HANDSHAKE)
                .allow(Who.anyone(), Operation.SUBSCRIBE, "/bench/**")
                .allow(Who.anyone(), Operation.PUBLISH, "/bench/**")
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
