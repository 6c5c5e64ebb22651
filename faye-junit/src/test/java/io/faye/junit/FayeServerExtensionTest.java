package io.faye.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.client.FayeClient;
import io.faye.client.RefusedException;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import io.faye.transport.http.FayeHttpServer;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A class of tests with a server of its own making")
class FayeServerExtensionTest {

    @RegisterExtension
    static final FayeServerExtension FAYE = FayeServerExtension.with(server -> server.extension(new Moderation()));

    private static FayeHttpServer shared;

    @BeforeAll
    static void share(FayeHttpServer server) {
        shared = server;
    }

    /** Refuses what is published on one channel. */
    private static final class Moderation implements Extension {

        @Override
        public Verdict incoming(Message message, Exchange exchange) {
            return message.channel()
                            .filter(channel -> channel.toString().equals("/closed"))
                            .isPresent()
                    ? Verdict.refuse(new BayeuxError(403, List.of("/closed"), "Closed"))
                    : Verdict.pass(message);
        }
    }

    @Test
    @DisplayName("has it with the options")
    void options(FayeClient client) {
        assertThatThrownBy(() -> client.publish("/closed", 1).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.error())
                        .isEqualTo("403:/closed:Closed"));
    }

    @Test
    @DisplayName("shares the one that @BeforeAll asked for")
    void shares(FayeHttpServer server) {
        assertThat(server).isSameAs(shared);
    }
}
