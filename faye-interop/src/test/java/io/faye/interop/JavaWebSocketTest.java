package io.faye.interop;

import static io.faye.interop.ClientKind.FAYE_LONG_POLLING;
import static io.faye.interop.ClientKind.JAVA_WEBSOCKET;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Our Java client on a WebSocket")
class JavaWebSocketTest extends ClientContract {

    JavaWebSocketTest() {
        super(JAVA_WEBSOCKET, FAYE_LONG_POLLING);
    }
}
