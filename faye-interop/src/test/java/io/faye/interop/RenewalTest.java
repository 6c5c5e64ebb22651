package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("In Chromium our client, whose token runs out soon")
class RenewalTest {

    private static final int LIFETIME_SECONDS = 8;
    private static final String CHANNEL = "/news/renewal";
    private static final List<BrowserTransport> TRANSPORTS =
            List.of(BrowserTransport.WEBSOCKET, BrowserTransport.EVENTSOURCE, BrowserTransport.LONG_POLLING);

    private static final Pattern SESSION = Pattern.compile("\"clientId\":\"(\\w+)\"");

    private final Browser browser;

    @TempDir
    private Path folder;

    private SecuredExample example;

    RenewalTest(World world) {
        browser = world.browser();
    }

    @BeforeEach
    void start() throws IOException {
        Path file = folder.resolve("faye.yaml");
        String text = Files.readString(SecuredExample.FILE);
        Files.writeString(file, text.replace("\nauth:\n", "\nauth:\n  leeway: 0\n  renewal: 60\n"));
        example = new SecuredExample(file);
    }

    @AfterEach
    void stop() {
        example.close();
    }

    @Test
    @DisplayName("is asked for another, by each transport, and hears on in the same session when the first is over")
    void hearsOn() {
        BrowserScript.OURS.show(browser, example.url(), Browser.resource("renewing.js"));
        String soonOver = SecuredExample.tokenFor(LIFETIME_SECONDS, "ada");
        List<String> tokens = List.of(soonOver, SecuredExample.token("ada"));
        List<List<String>> ways =
                TRANSPORTS.stream().map(BrowserTransport::disabled).toList();
        assertThat(browser.evaluate(
                        "page.listenAll(args[0], args[1], args[2], args[3])",
                        CHANNEL,
                        example.url().toString(),
                        tokens,
                        ways))
                .isEqualTo(List.of("", "", ""));
        awaitEnd(soonOver);
        assertThat(ask(SecuredExample.token("eve", "editor"), "{'channel':'%s','data':'on'}", CHANNEL))
                .contains("\"successful\":true");
        assertThat(browser.evaluate("page.receive(args[0], args[1])", 3, Limits.PATIENCE.toMillis()))
                .isEqualTo(List.of("on", "on", "on"));
        assertThat(browser.evaluate("page.handshakes")).isEqualTo(3L);
    }

    /** By a session that shows the same token and no other: its connects are held until it ends. */
    private void awaitEnd(String token) {
        String handshake =
                ask(token, "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['long-polling']}");
        Matcher session = SESSION.matcher(handshake);
        assertThat(session.find()).as(handshake).isTrue();
        Instant limit = Instant.now().plusSeconds(LIFETIME_SECONDS).plus(Limits.PATIENCE);
        String reply = handshake;
        while (!reply.contains("\"error\":\"401:")) {
            assertThat(Instant.now())
                    .as("when the session of a token that is over goes on")
                    .isBefore(limit);
            reply = ask(
                    "",
                    "{'channel':'/meta/connect','clientId':'%s','connectionType':'long-polling'}",
                    session.group(1));
        }
    }

    private String ask(String token, String message, String... values) {
        return example.ask(token, message.formatted((Object[]) values).replace('\'', '"'));
    }
}
