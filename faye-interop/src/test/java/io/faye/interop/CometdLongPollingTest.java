package io.faye.interop;

import static io.faye.interop.ClientKind.COMETD_LONG_POLLING;
import static io.faye.interop.ClientKind.FAYE_WEBSOCKET;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("servlet")
@DisplayName("A CometD client that polls")
class CometdLongPollingTest extends ClientContract {

    CometdLongPollingTest() {
        super(COMETD_LONG_POLLING, FAYE_WEBSOCKET);
    }
}
