package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Shared.class)
@DisplayName("A Faye client that polls")
class BurstTest {

    private static final int MESSAGES = 200;

    private final String here = Channels.own();

    @RepeatedTest(10)
    @DisplayName("publishes 200 messages at once over several connections, and they arrive in order")
    void inOrder(World world) {
        try (FayeClient publisher = (FayeClient)
                        ClientKind.FAYE_LONG_POLLING.open(world, world.server().url());
                InteropClient subscriber =
                        ClientKind.COMETD_WEBSOCKET.open(world, world.server().url())) {
            subscriber.subscribe(here);
            List<Object> numbers = InteropClient.numbers(MESSAGES);
            assertThat(Limits.await("the replies to a burst", publisher.tryPublishAll(here, numbers)))
                    .isEqualTo(Outcome.ACCEPTED);
            subscriber.inbox().receives(numbers);
        }
    }
}
