package io.faye.junit.example;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.client.FayeClient;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.junit.FayeServerExtension;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModerationTest {

    @RegisterExtension
    static final FayeServerExtension FAYE = FayeServerExtension.with(server -> server.extension(new Moderation()));

    static final class Moderation implements Extension {
        @Override
        public Verdict incoming(Message message, Exchange exchange) {
            boolean rude = message.data()
                    .filter(data -> data.toString().contains("idiot"))
                    .isPresent();
            return rude ? Verdict.refuse(new BayeuxError(403, List.of(), "Be polite")) : Verdict.pass(message);
        }
    }

    @Test
    void refusesRudeMessages(FayeClient client) {
        assertThatThrownBy(() -> client.publish("/chat/lobby", "idiot").join()).hasMessageContaining("Be polite");
    }
}
