package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A page in the browser with a Faye client on it; {@code page.js} is what these tests put there. */
final class BrowserPage implements AutoCloseable {

    private final Browser browser;

    private BrowserPage(Browser browser) {
        this.browser = browser;
    }

    /** Opens a page at an origin, with a client of the script that uses the transport. */
    static BrowserPage open(Browser browser, BrowserScript script, BrowserTransport transport, URI origin, URI server) {
        script.show(browser, origin);
        return openHere(browser, transport, server);
    }

    /** Opens a client that uses the transport on the page that is shown. */
    static BrowserPage openHere(Browser browser, BrowserTransport transport, URI server) {
        return openHere(browser, transport, server, Map.of());
    }

    /** Opens such a client with more options. */
    static BrowserPage openHere(Browser browser, BrowserTransport transport, URI server, Map<String, Object> options) {
        BrowserPage page = new BrowserPage(browser);
        assertThat(page.call("open(args[0], args[1], args[2])", server.toString(), transport.disabled(), options))
                .as("the client is connected")
                .isEqualTo("");
        return page;
    }

    /** Waits until the client connects by this type, and compares. */
    void connectsBy(String type) {
        assertThat(call("typeAfter(args[0], args[1])", type, Limits.PATIENCE.toMillis()))
                .isEqualTo(type);
    }

    /** Waits until the client has sent so many connects, or more. */
    void connectsTimes(int count) {
        assertThat((long) call("connectsAfter(args[0], args[1])", count, Limits.PATIENCE.toMillis()))
                .isGreaterThanOrEqualTo(count);
    }

    /** {@return how often the client said that it has no connection} */
    long timesDown() {
        return (long) call("timesDown");
    }

    /** {@return the id of the client's session} */
    String session() {
        return String.valueOf(call("session"));
    }

    void subscribe(String channel) {
        assertThat(call("subscribe(args[0])", channel)).isEqualTo("");
    }

    void unsubscribe(String channel) {
        assertThat(call("unsubscribe(args[0])", channel)).isEqualTo("");
    }

    void disconnect() {
        assertThat(call("disconnect()")).isEqualTo("");
    }

    void setHeader(String name, String value) {
        call("client.setHeader(args[0], args[1])", name, value);
    }

    void disable(String feature) {
        call("client.disable(args[0])", feature);
    }

    /** {@return why it failed; empty if it was accepted} */
    String publish(String channel, Object data, Map<String, Object> options) {
        return String.valueOf(call("publish(args[0], args[1], args[2])", channel, data, options));
    }

    /** Waits until as many messages are there as are expected, and compares. */
    void receives(List<?> expected) {
        Object received = call("receive(args[0], args[1])", expected.size(), Limits.PATIENCE.toMillis());
        assertThat(received).isEqualTo(expected);
    }

    /** Has the browser tell that the network is back, which cuts the client's waits short. */
    void comesOnline() {
        browser.evaluate("dispatchEvent(new Event('online'))");
    }

    /** {@return whether there is a message now or in a moment} */
    boolean hasMessage() {
        return !((List<?>) call("receive(1, 100)")).isEmpty();
    }

    /** Waits until the last message is the expected one. */
    void receivesAtLast(Object expected) {
        assertThat(call("receiveLast(args[0], args[1])", expected, Limits.PATIENCE.toMillis()))
                .isEqualTo(expected);
    }

    private Object call(String expression, Object... arguments) {
        return browser.evaluate("page." + expression, arguments);
    }

    @Override
    public void close() {
        call("close()");
    }
}
