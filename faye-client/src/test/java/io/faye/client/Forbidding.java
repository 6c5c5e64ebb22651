package io.faye.client;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import java.util.List;

/** Refuses subscriptions to some patterns. */
record Forbidding(List<String> patterns) implements Extension {

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        String pattern = message.text(Message.Field.SUBSCRIPTION).orElse("");
        boolean subscribes = message.channel().filter(Channel.SUBSCRIBE::equals).isPresent();
        return subscribes && patterns.contains(pattern)
                ? Verdict.refuse(BayeuxError.forbiddenChannel(pattern))
                : Verdict.pass(message);
    }
}
