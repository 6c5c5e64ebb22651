package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("A message of more than 1 MiB")
class TooLargeMessagesTest {

    private static final String LARGE = "x".repeat(2 << 20);

    private final String here = Channels.own();

    /** CometD's script itself refuses to send so much ({@code maxSendBayeuxMessageSize}): the server does not get it. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMETD_SCRIPT_WEBSOCKET")
    @DisplayName("fails for the publisher, which goes on with its session")
    void fails(ClientKind kind, World world) {
        try (InteropClient publisher = kind.open(world, world.server().url());
                InteropClient subscriber =
                        ClientKind.COMETD_WEBSOCKET.open(world, world.server().url())) {
            subscriber.subscribe(here);
            publisher.publish(here, "before");
            assertThat(Limits.await("the refusal of a large message", publisher.tryPublish(here, LARGE)))
                    .isNotEqualTo(Outcome.ACCEPTED);
            publisher.publish(here, "after");
            subscriber.inbox().receives("before", "after");
        }
    }

    /** CometD's client does not send so much over a WebSocket, and does not look into a response of status 413. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"FAYE_WEBSOCKET", "FAYE_LONG_POLLING", "JAVA_WEBSOCKET", "JAVA_LONG_POLLING"})
    @DisplayName("is refused with the reason, which the client passes on")
    void reason(ClientKind kind, World world) {
        try (InteropClient publisher = kind.open(world, world.server().url())) {
            assertThat(Limits.await("the refusal of a large message", publisher.tryPublish(here, LARGE)))
                    .isEqualTo(new Outcome("413:message,1048576:Message too large"));
        }
    }
}
