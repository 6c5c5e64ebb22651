package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.cometd.bayeux.Message;
import org.cometd.client.BayeuxClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@Tag("servlet")
@DisplayName("A CometD client with a batch of 1,500 messages")
class LargeBatchTest {

    private static final int MESSAGES = 1_500;
    private static final int LIMIT = 1_000;

    private final String here = Channels.own();

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("hears of each whether it was published: the first 1,000 are, and the others are refused")
    void callbacks(Transport transport, World world) {
        URI url = world.server().url();
        try (CometdTransport wire = new CometdTransport(transport);
                InteropClient subscriber = ClientKind.FAYE_WEBSOCKET.open(world, url)) {
            subscriber.subscribe(here);
            BayeuxClient client = new BayeuxClient(url.toString(), wire.clientTransport());
            assertThat(handshake(client).isSuccessful()).isTrue();
            Map<Integer, CompletableFuture<Message>> replies = new HashMap<>();
            client.batch(() -> IntStream.range(0, MESSAGES).forEach(number -> {
                CompletableFuture<Message> reply = new CompletableFuture<>();
                replies.put(number, reply);
                client.getChannel(here).publish(number, reply::complete);
            }));
            for (int number = 0; number < MESSAGES; number++) {
                Message reply = Limits.await("the callback of message " + number, replies.get(number));
                assertThat(reply.isSuccessful()).as("%s: %s", number, reply).isEqualTo(number < LIMIT);
                assertThat(reply.get(Message.ERROR_FIELD))
                        .isEqualTo(number < LIMIT ? null : "400:messages:Bad request");
            }
            subscriber.inbox().receives(numbers());
            client.abort();
        }
    }

    private static Message handshake(BayeuxClient client) {
        CompletableFuture<Message> handshaken = new CompletableFuture<>();
        client.handshake(handshaken::complete);
        return Limits.await("the handshake of a CometD client", handshaken);
    }

    private static List<Object> numbers() {
        return IntStream.range(0, LIMIT).<Object>mapToObj(Long::valueOf).toList();
    }
}
