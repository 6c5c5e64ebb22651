package io.faye.interop;

import static io.faye.interop.ClientKind.COMETD_LONG_POLLING;
import static io.faye.interop.ClientKind.FAYE_WEBSOCKET;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("servlet")
@DisplayName("A Faye client on a WebSocket")
class FayeWebSocketTest extends ClientContract {

    FayeWebSocketTest() {
        super(FAYE_WEBSOCKET, COMETD_LONG_POLLING);
    }
}
