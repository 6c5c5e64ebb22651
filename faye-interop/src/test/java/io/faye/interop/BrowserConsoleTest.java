package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("In Chromium the console")
class BrowserConsoleTest {

    private final String here = Channels.own();
    private final Browser browser;
    private final ServerProcess server;

    BrowserConsoleTest(World world) {
        browser = world.browser();
        server = world.server();
    }

    @Test
    @DisplayName("publishes and receives, in two tabs")
    void talksInTwoTabs() {
        browser.complaints(server.url());
        try (ConsoleTab left = ConsoleTab.open(browser, server);
                ConsoleTab right = ConsoleTab.open(browser, server)) {
            left.subscribe(here + "/*");
            right.publish(here + "/a", "{\"text\": \"from the right\"}");
            left.shows(here + "/a", "{\"text\":\"from the right\"}");
            right.subscribe(here + "/**");
            left.publish(here + "/b", "plain text");
            right.shows(here + "/b", "\"plain text\"");
            left.shows(here + "/b", "\"plain text\"");
        }
        assertThat(browser.complaints(server.url())).isEmpty();
    }

    @Test
    @DisplayName("shows a message once, and no more after the subscription is taken away")
    void showsOnce() {
        try (ConsoleTab console = ConsoleTab.open(browser, server)) {
            console.subscribe(here + "/*");
            console.subscribe(here + "/**");
            RawPublisher.publish(server.url(), here + "/a", "one");
            console.shows(here + "/a", "\"one\"");
            console.unsubscribe(here + "/*");
            console.unsubscribe(here + "/**");
            console.subscribe(here + "/end");
            RawPublisher.publish(server.url(), here + "/a", "unheard");
            RawPublisher.publish(server.url(), here + "/end", "two");
            console.shows(here + "/end", "\"two\"");
            assertThat(browser.evaluate("document.querySelectorAll('#messages li').length"))
                    .isEqualTo(2L);
        }
    }

    @Test
    @DisplayName("shows the five events as they happen")
    void showsEvents() {
        try (ConsoleTab console = ConsoleTab.open(browser, server);
                RawHttp http = new RawHttp(server.port())) {
            String client = BayeuxMessages.handshake(server.port());
            console.awaitEvent("handshake", client, "", "");
            http.post(BayeuxMessages.subscribe(client, here + "/*"));
            console.awaitEvent("subscribe", client, here + "/*", "");
            http.post("{\"channel\":\"" + here + "/a\",\"clientId\":\"" + client + "\",\"data\":{\"n\":1}}");
            console.awaitEvent("publish", client, here + "/a", "{\"n\":1}");
            http.post(BayeuxMessages.subscribe(client, here + "/*").replace("subscribe", "unsubscribe"));
            console.awaitEvent("unsubscribe", client, here + "/*", "");
            http.post(BayeuxMessages.disconnect(client));
            console.awaitEvent("disconnect", client, "", "");
        }
    }

    @Test
    @DisplayName("comes back with its subscriptions when the server was started again")
    void comesBack() {
        try (ServerProcess restarted = ServerProcess.start("console-restarted", 5);
                ConsoleTab console = ConsoleTab.open(browser, restarted)) {
            console.subscribe(here);
            restarted.stop();
            console.awaitText("#state", "not connected");
            restarted.restart();
            console.awaitBack();
            console.publish(here, "\"back\"");
            console.shows(here, "\"back\"");
        }
    }
}
