package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.Principal;
import io.faye.auth.SignedTokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("In Chromium")
class AdministrationConsoleTest {

    private static final String TOKEN = "a-token-of-an-administrator";
    private static final String SECRET = "a-secret-of-32-bytes-or-more-for-tokens";
    private static final String SHOWN_EVENTS =
            "[...document.querySelectorAll('#events tr')].filter(row => !row.hidden).map(row =>"
                    + " row.innerText).join('\\n"
                    + "')";

    private final Browser browser;
    private String tab = "";

    @TempDir
    Path folder;

    AdministrationConsoleTest(World world) {
        browser = world.browser();
    }

    @AfterEach
    void closeTab() {
        if (!tab.isEmpty()) {
            browser.closeTab(tab);
        }
    }

    private void awaitShown(String expression, String text) {
        Awaitility.await("the page shows '" + text + "'")
                .atMost(Limits.PATIENCE)
                .until(() -> {
                    browser.goTo(tab);
                    return String.valueOf(browser.evaluate(expression)).contains(text);
                });
    }

    private static String textOf(String selector) {
        return "[...document.querySelectorAll('" + selector + "')].map(found => found.innerText).join('\\n')";
    }

    private void signIn(String token) {
        browser.type("#sign-in [name=token]", token);
        browser.click("#sign-in button");
    }

    @Test
    @DisplayName("the console of the management port asks for a token, shows sessions, channels and events, and ends a"
            + " session")
    void administers() throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens"), TOKEN);
        int management = Ports.free();
        try (ServerProcess server = ServerProcess.start(
                "administered",
                60,
                "--management-port",
                String.valueOf(management),
                "--management-token-file",
                tokens.toString())) {
            String client = BayeuxMessages.handshake(server.port());
            post(server, BayeuxMessages.subscribe(client, "/chat/*"));
            tab = browser.openTab(URI.create("http://127.0.0.1:" + management + "/"));
            signIn("not-the-token-of-an-administrator");
            awaitShown(textOf("#signing-in .said"), "the key is wrong");
            signIn(TOKEN);
            awaitShown(textOf("#sessions tr"), client.substring(0, 8));
            awaitShown(textOf("#counts"), "serving");
            browser.click("#count-channels");
            awaitShown(textOf("#channels tr"), "/chat/*");

            awaitShown(SHOWN_EVENTS, "/chat/*");
            browser.type("#filter", "handshake");
            assertThat(browser.evaluate(SHOWN_EVENTS).toString())
                    .contains("handshake")
                    .doesNotContain("subscribe");
            browser.evaluate("(document.querySelector('#filter').value = '',"
                    + " document.querySelector('#filter').oninput(), true)");
            browser.click("#pause");
            post(server, "{\"channel\":\"/chat/a\",\"data\":{\"long\":\"" + "x".repeat(60) + "\"}}");
            awaitShown(textOf("#pause"), "go on (1 new)");
            assertThat(browser.evaluate(SHOWN_EVENTS).toString()).doesNotContain("publish");
            browser.click("#pause");
            awaitShown(SHOWN_EVENTS, "{\n  \"long\": \"xxx");

            browser.click("#sessions button:last-child");
            awaitShown(textOf("#sessions-said"), "Ended " + client.substring(0, 8));
            awaitShown(SHOWN_EVENTS, "disconnect");
        }
    }

    @Test
    @DisplayName("the console of a server that wants credentials asks for a token, and waits for it")
    void asksForToken() throws IOException {
        Path file = Files.writeString(
                folder.resolve("faye.yaml"), "auth:\n  required: true\n  tokens:\n    secret: " + SECRET + "\n");
        try (ServerProcess server =
                ServerProcess.start("console-secured", 60, "--console", "--config", file.toString())) {
            tab = browser.openTab(server.url().resolve("/"));
            awaitShown(textOf("#signing-in .said"), "Refused: 401");
            awaitShown(textOf("#state"), "the server asks for a token");
            signIn("not-a-token");
            awaitShown(textOf("#signing-in .said"), "Wrong credential");
            signIn(token("ada"));
            awaitShown(textOf("#state"), "connected over websocket");
            assertThat(browser.evaluate("document.querySelector('#signing-in').hidden"))
                    .isEqualTo(true);
        }
    }

    private static String token(String user) {
        Optional<Instant> expires = Optional.of(Instant.now().plusSeconds(600));
        return SignedTokens.of(SECRET).issue(new Principal(user, Set.of(), expires));
    }

    private static void post(ServerProcess server, String message) {
        try (RawHttp http = new RawHttp(server.port())) {
            http.post(message);
        }
    }
}
