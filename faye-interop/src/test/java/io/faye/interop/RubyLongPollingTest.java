package io.faye.interop;

import static io.faye.interop.ClientKind.FAYE_WEBSOCKET;
import static io.faye.interop.ClientKind.RUBY_LONG_POLLING;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A Faye client of Ruby that polls")
class RubyLongPollingTest extends ClientContract {

    RubyLongPollingTest() {
        super(RUBY_LONG_POLLING, FAYE_WEBSOCKET);
    }
}
