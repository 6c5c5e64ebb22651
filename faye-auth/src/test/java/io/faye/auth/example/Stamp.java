package io.faye.auth.example;

import io.faye.auth.Principal;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.Map;

/** The extension of docs/extensions.md that changes messages. */
public final class Stamp implements Extension {

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        boolean publishes =
                message.channel().filter(channel -> !channel.isMeta()).isPresent();
        if (!publishes || message.data().isEmpty()) {
            return Verdict.pass(message);
        }
        String sender = Principal.of(exchange).map(Principal::name).orElse("");
        Json data = Json.of(Map.of("from", sender, "said", message.data().get()));
        return Verdict.pass(message.with(Field.DATA, data));
    }
}
