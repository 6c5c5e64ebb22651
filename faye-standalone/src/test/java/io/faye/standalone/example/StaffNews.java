package io.faye.standalone.example;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;

/** The example of docs/extensions.md. */
public final class StaffNews implements Extension {

    private static final Channel NEWS = Channel.of("/staff/news");

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        boolean publishes = message.channel().filter(NEWS::equals).isPresent();
        return publishes && !exchange.isLocal()
                ? Verdict.refuse(BayeuxError.forbiddenChannel(NEWS.toString()))
                : Verdict.pass(message);
    }
}
