package io.faye.interop;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("A Faye client that polls and sends its connect again")
class FayeResendTest {

    private final String here = Channels.own();

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("loses nothing and gets nothing twice when a poll is cut")
    void resentConnect(Cut cut, World world) {
        try (CuttingProxy proxy = new CuttingProxy(world.server().port());
                InteropClient subscriber = ClientKind.FAYE_LONG_POLLING.open(world, proxy.url());
                InteropClient publisher =
                        ClientKind.COMETD_WEBSOCKET.open(world, world.server().url())) {
            subscriber.subscribe(here);
            var done = proxy.cutNext(cut, cut.concernsRequests() ? "/meta/connect" : here);
            publisher.publishNumbers(here, 3);
            Limits.await("the cut of the subscriber's connection", done);
            publisher.publish(here, "end");
            subscriber
                    .inbox()
                    .receives(Stream.concat(InteropClient.numbers(3).stream(), Stream.of("end"))
                            .toList());
        }
    }
}
