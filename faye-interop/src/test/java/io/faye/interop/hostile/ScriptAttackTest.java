package io.faye.interop.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.HttpReply;
import io.faye.interop.RawHttp;
import io.faye.interop.Transport;
import io.faye.interop.WireConversation;
import java.net.URLEncoder;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Target.Shared.class)
@DisplayName("A script that a page of somebody else asks for does what that page could do itself, and no more:")
class ScriptAttackTest {

    private static final String PUBLISH = BayeuxMessages.publish("/script/attack", "done");

    private static Stream<String> tricks() {
        return Stream.of(
                "alert(1)//",
                "a;b",
                "a b",
                " a",
                "a\n",
                "a\r\nX: y",
                "<script>",
                "a.b.",
                ".a",
                "a..b",
                "1a",
                "a-b",
                "a[0]",
                "/**/a",
                "a/**/",
                "a*/",
                "\\u0061",
                "a\u2028",
                "\u00e4",
                "\u017f",
                "\u212a",
                "a\u0000",
                "\ufeffa",
                "\ud83d",
                "a.".repeat(2_000) + "!",
                "$".repeat(3_000) + " ");
    }

    @Test
    @DisplayName("a callback that is no name is refused, and its messages are not taken")
    void callbacks(Target target) {
        target.survives((server, innocents) -> {
            try (WireConversation reader = WireConversation.open(Transport.WEBSOCKET, server.port());
                    RawHttp attacker = new RawHttp(server.port())) {
                String client = BayeuxMessages.handshake(server.port());
                reader.ask("[" + BayeuxMessages.subscribe(client, "/script/*") + "," + BayeuxMessages.connect(client, 0)
                        + "]");
                assertThat(tricks()).allSatisfy(trick -> {
                    HttpReply reply = ask(attacker, trick, PUBLISH);
                    assertThat(reply.status()).isEqualTo(400);
                    assertThat(reply.header("Content-Type")).startsWith("text/plain");
                    assertThat(reply.body()).isEqualTo("Bad request");
                });
                assertThat(ask(attacker, "a", BayeuxMessages.publish("/script/marker", "end"))
                                .status())
                        .isEqualTo(200);
                assertThat(Ear.hear(reader, "/script/marker")).doesNotContain("/script/attack");
            }
        });
    }

    @Test
    @DisplayName("of two callbacks the first counts, for the check and for the answer")
    void twoCallbacks(Target target) {
        target.survives((server, innocents) -> {
            try (RawHttp attacker = new RawHttp(server.port())) {
                assertThat(get(attacker, "jsonp=a&jsonp=alert(1)&message=[]").body())
                        .isEqualTo("/**/a([]);");
                assertThat(get(attacker, "jsonp=alert(1)&jsonp=a&message=[]").status())
                        .isEqualTo(400);
            }
        });
    }

    @Test
    @DisplayName("what it says back is a string of the script, and taken for nothing but a script")
    void saysBack(Target target) {
        target.survives((server, innocents) -> {
            try (RawHttp attacker = new RawHttp(server.port())) {
                String channel = "</script><script>alert(1)</script>\u2028\u2029";
                HttpReply reply = ask(attacker, "x".repeat(1_000), BayeuxMessages.publish(channel, "x"));
                assertThat(reply.body())
                        .startsWith("/**/" + "x".repeat(1_000) + "([{\"")
                        .endsWith("]);")
                        .doesNotContain("\u2028", "\u2029");
                assertThat(reply.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
                assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(reply.header("Content-Disposition")).isEqualTo("attachment; filename=f.txt");
            }
        });
    }

    private static HttpReply ask(RawHttp attacker, String callback, String message) {
        return get(
                attacker,
                "jsonp=" + URLEncoder.encode(callback, UTF_8) + "&message=" + URLEncoder.encode(message, UTF_8));
    }

    private static HttpReply get(RawHttp attacker, String query) {
        return attacker.request("GET", "/faye?" + query, "", "");
    }
}
