package io.faye.interop;

import static io.faye.interop.ClientKind.COMETD_WEBSOCKET;
import static io.faye.interop.ClientKind.JAVA_LONG_POLLING;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Our Java client that polls")
class JavaLongPollingTest extends ClientContract {

    JavaLongPollingTest() {
        super(JAVA_LONG_POLLING, COMETD_WEBSOCKET);
    }
}
