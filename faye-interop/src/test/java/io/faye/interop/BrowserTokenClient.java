package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

/** A client on a page in the browser: ours is given the token, Faye's has an extension that sends it with every message. */
final class BrowserTokenClient implements TokenClient {

    private static final String HARNESS = Browser.resource("secured.js");

    private final Browser browser;
    private final BrowserScript script;
    private final BrowserTransport transport;
    private final URI url;

    BrowserTokenClient(Browser browser, BrowserScript script, BrowserTransport transport, URI url) {
        this.browser = browser;
        this.script = script;
        this.transport = transport;
        this.url = url;
    }

    @Override
    public String enter(String token) {
        script.show(browser, url, HARNESS);
        String error = call(
                "enter(args[0], args[1], args[2], args[3])",
                url.toString(),
                transport.disabled(),
                token,
                script == BrowserScript.NPM);
        if (error.isEmpty()) {
            assertThat(call("typeAfter(args[0], args[1])", transport.wireName(), Limits.PATIENCE.toMillis()))
                    .isEqualTo(transport.wireName());
        }
        return error;
    }

    @Override
    public String subscribe(String pattern) {
        return call("listen(args[0])", pattern);
    }

    @Override
    public String publish(String channel, String data) {
        return call("say(args[0], args[1])", channel, data);
    }

    @Override
    public void receives(String... expected) {
        Object received =
                browser.evaluate("page.receive(args[0], args[1])", expected.length, Limits.PATIENCE.toMillis());
        assertThat(received).isEqualTo(List.of(expected));
    }

    private String call(String expression, Object... arguments) {
        return String.valueOf(browser.evaluate("page." + expression, arguments));
    }

    @Override
    public void close() {
        call("close()");
    }
}
