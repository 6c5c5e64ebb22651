package io.faye.auth;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Optional;

/** Takes everybody for whom they say they are, as nobody should. */
final class Introduction implements Extension {
    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        Optional<String> user = message.ext().flatMap(ext -> ext.field("user")).flatMap(Json::asString);
        return user.isEmpty() || exchange.isLocal()
                ? Verdict.pass(message)
                : Verdict.when(
                        Principal.of(user.get(), user.get()).keep(exchange).thenApply(kept -> Verdict.pass(message)));
    }
}
