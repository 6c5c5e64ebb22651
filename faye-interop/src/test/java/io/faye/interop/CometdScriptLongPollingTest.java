package io.faye.interop;

import static io.faye.interop.ClientKind.COMETD_SCRIPT_LONG_POLLING;
import static io.faye.interop.ClientKind.FAYE_WEBSOCKET;

import org.junit.jupiter.api.DisplayName;

@DisplayName("CometD's JavaScript client that polls")
class CometdScriptLongPollingTest extends ClientContract {

    CometdScriptLongPollingTest() {
        super(COMETD_SCRIPT_LONG_POLLING, FAYE_WEBSOCKET);
    }
}
