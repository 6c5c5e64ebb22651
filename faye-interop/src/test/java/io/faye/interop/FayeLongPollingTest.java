package io.faye.interop;

import static io.faye.interop.ClientKind.COMETD_WEBSOCKET;
import static io.faye.interop.ClientKind.FAYE_LONG_POLLING;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("servlet")
@DisplayName("A Faye client that polls")
class FayeLongPollingTest extends ClientContract {

    FayeLongPollingTest() {
        super(FAYE_LONG_POLLING, COMETD_WEBSOCKET);
    }
}
