package io.faye.interop;

import static io.faye.interop.ClientKind.COMETD_LONG_POLLING;
import static io.faye.interop.ClientKind.RUBY_WEBSOCKET;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A Faye client of Ruby on a WebSocket")
class RubyWebSocketTest extends ClientContract {

    RubyWebSocketTest() {
        super(RUBY_WEBSOCKET, COMETD_LONG_POLLING);
    }
}
