package io.faye.interop;

import static io.faye.interop.ClientKind.COMETD_WEBSOCKET;
import static io.faye.interop.ClientKind.FAYE_LONG_POLLING;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("servlet")
@DisplayName("A CometD client on a WebSocket")
class CometdWebSocketTest extends ClientContract {

    CometdWebSocketTest() {
        super(COMETD_WEBSOCKET, FAYE_LONG_POLLING);
    }
}
