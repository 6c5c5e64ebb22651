package io.faye.interop;

import java.util.List;
import org.awaitility.Awaitility;

/** The console in a tab of the browser, used as a user does. */
final class ConsoleTab implements AutoCloseable {

    private static final String TEXTS = "[...document.querySelectorAll(args[0])].map(found => found.innerText.trim())";
    private static final String ROWS =
            "[...document.querySelectorAll('#events tr')].map(row => [...row.cells].map(cell => cell.innerText))";

    private static final String CONNECTED = "connected over websocket";

    private final Browser browser;
    private final String tab;

    private ConsoleTab(Browser browser, ServerProcess server) {
        this.browser = browser;
        this.tab = browser.openTab(server.console());
    }

    /** Opens the console of a server, and waits until it is connected. */
    static ConsoleTab open(Browser browser, ServerProcess server) {
        ConsoleTab console = new ConsoleTab(browser, server);
        console.awaitText("#state", CONNECTED);
        return console;
    }

    /** Waits until it is connected again; that the network is back, as the browser tells it, cuts its waits short. */
    void awaitBack() {
        Awaitility.await("the console is connected again; what the server said is in target/interop")
                .atMost(Limits.PATIENCE)
                .until(() -> {
                    browser.goTo(tab);
                    browser.evaluate("dispatchEvent(new Event('online'))");
                    return texts("#state").contains(CONNECTED);
                });
    }

    void subscribe(String pattern) {
        browser.goTo(tab);
        browser.type("#subscribe [name=channel]", pattern);
        browser.click("#subscribe button");
        awaitText("#subscriptions li", pattern);
    }

    void unsubscribe(String pattern) {
        browser.goTo(tab);
        browser.click("#subscriptions [title$='" + pattern + "']");
    }

    void publish(String channel, String data) {
        browser.goTo(tab);
        browser.type("#publish [name=channel]", channel);
        browser.type("#publish [name=data]", data);
        browser.click("#publish button");
        awaitText("#publish ~ .said", "Accepted at ");
    }

    /** Waits until the newest message that is shown is this. */
    void shows(String channel, String data) {
        awaitText("#messages li:first-child", channel + "\n" + data);
    }

    /** Waits until the place holds something with this text. */
    void awaitText(String selector, String text) {
        Awaitility.await("'" + text + "' at " + selector + " of the console; what the server said is in target/interop")
                .atMost(Limits.PATIENCE)
                .until(() -> texts(selector), texts -> texts.stream().anyMatch(found -> found.contains(text)));
    }

    /** Waits until an event of the client is shown, with these in the columns behind it. */
    void awaitEvent(String event, String client, String about, String data) {
        List<String> row = List.of(event, client.substring(0, 8) + "…", about, data);
        Awaitility.await("event " + row).atMost(Limits.PATIENCE).until(this::rows, rows -> rows.stream()
                .anyMatch(found -> found.subList(1, 5).equals(row)));
    }

    private List<String> texts(String selector) {
        browser.goTo(tab);
        return strings(browser.evaluate(TEXTS, selector));
    }

    private List<List<String>> rows() {
        browser.goTo(tab);
        return ((List<?>) browser.evaluate(ROWS))
                .stream().map(ConsoleTab::strings).toList();
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    @Override
    public void close() {
        browser.closeTab(tab);
    }
}
