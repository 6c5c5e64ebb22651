package io.faye.interop;

import static io.faye.interop.ClientKind.COMETD_SCRIPT_WEBSOCKET;
import static io.faye.interop.ClientKind.FAYE_LONG_POLLING;

import org.junit.jupiter.api.DisplayName;

@DisplayName("CometD's JavaScript client on a WebSocket")
class CometdScriptWebSocketTest extends ClientContract {

    CometdScriptWebSocketTest() {
        super(COMETD_SCRIPT_WEBSOCKET, FAYE_LONG_POLLING);
    }
}
