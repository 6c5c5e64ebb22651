package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import io.faye.protocol.ProtocolLimits;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("/meta/subscribe and /meta/unsubscribe")
class SubscribeTest extends ServerTest {

    private Remote alice;
    private String id;

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().maxSubscriptions(3).protocolLimits(ProtocolLimits.DEFAULT.withMaxNames(4));
    }

    @BeforeEach
    void handshake() {
        alice = socket();
        id = alice.handshake();
        alice.connect(id, 1);
    }

    private Message subscribe(String subscription) {
        return alice.askOne("{'channel':'/meta/subscribe','clientId':'%s','subscription':%s}", id, subscription);
    }

    @ParameterizedTest
    @DisplayName("echo the subscription as it was sent")
    @ValueSource(strings = {"'/a'", "['/a']", "['/a','/a']", "[]", "'/**'", "'/META/x'", "'/foo/meta'"})
    void echo(String subscription) {
        assertThat(subscribe(subscription))
                .isEqualTo(Texts.message(
                        "{'channel':'/meta/subscribe','clientId':'%s','successful':true,'subscription':%s}",
                        id, subscription));
    }

    @ParameterizedTest
    @DisplayName("refuse bad names with the first of them")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'/meta/x' | 403:/meta/x:Forbidden channel",
                "'/meta' | 403:/meta:Forbidden channel",
                "'/service/**' | 403:/service/**:Forbidden channel",
                "'/meta/' | 405:/meta/:Invalid channel",
                "['/a','b','/service/x'] | 405:b:Invalid channel",
                "[['/a']] | 405:/a:Invalid channel",
                "[[1,null,[true]]] | 405:1,,true:Invalid channel",
                "{'a':1} | 405:[object Object]:Invalid channel",
                "7 | 405:7:Invalid channel",
                "0 | 402:subscription:Missing required parameter",
            })
    void refuseBadNames(String subscription, String error) {
        assertThat(subscribe(subscription).error()).contains(error);
    }

    @Test
    @DisplayName("keep what came before a bad name, and do not look at what comes after it")
    void stopAtTheFirstBadName() {
        subscribe("['/a','bad','/c']");
        alice.publish("/c", 1);
        alice.publish("/a", 2);

        assertThat(alice.receives(1)).containsExactly("2");
    }

    @Test
    @DisplayName("end exactly what was subscribed")
    void unsubscribe() {
        subscribe("['/a/*','/a/b']");
        assertThat(alice.askOne("{'channel':'/meta/unsubscribe','clientId':'%s','subscription':'/a/*'}", id)
                        .isSuccessful())
                .isTrue();
        alice.publish("/a/c", 1);
        alice.publish("/a/b", 2);

        assertThat(alice.receives(1)).containsExactly("2");
    }

    @Test
    @DisplayName("take an end of what was never begun")
    void unsubscribeNothing() {
        assertThat(alice.askOne("{'channel':'/meta/unsubscribe','clientId':'%s','subscription':'/z'}", id)
                        .isSuccessful())
                .isTrue();
    }

    @Test
    @DisplayName("are refused as a whole, and without the names, if their request names too many")
    void limitNames() {
        assertThat(subscribe("['/a','/b','/c','/d','/e']"))
                .isEqualTo(Texts.message(
                        "{'channel':'/meta/subscribe','clientId':'%s','successful':false,"
                                + "'error':'400:names:Bad request','subscription':[]}",
                        id));
        List<Message> replies = alice.ask(
                "[{'channel':'/meta/unsubscribe','clientId':'%s','subscription':['/x','/y']},"
                        + "{'channel':'/meta/subscribe','clientId':'%s','subscription':['/a','/b','/c']},"
                        + "{'channel':'/meta/subscribe','clientId':'%s','subscription':['/a','/b']},"
                        + "{'channel':'/meta/unsubscribe','clientId':'%s','subscription':'/a'}]",
                id, id, id, id);

        assertThat(replies)
                .extracting(reply -> reply.error().orElse(""))
                .containsExactly("", "400:names:Bad request", "", "400:names:Bad request");
        assertThat(subscribe("['/a','/b']").isSuccessful()).isTrue();
    }

    @Test
    @DisplayName("refuse one subscription more than the limit, until another ends")
    void limit() {
        subscribe("['/a','/b','/c']");
        assertThat(subscribe("'/d'").error()).contains("400:subscriptions:Bad request");

        alice.ask("{'channel':'/meta/unsubscribe','clientId':'%s','subscription':'/a'}", id);
        assertThat(subscribe("'/d'").isSuccessful()).isTrue();
    }

    @Test
    @DisplayName("do not reveal bad names to unknown clients")
    void unknownClientComesFirst() {
        Message reply =
                alice.askOne("{'channel':'/meta/subscribe','clientId':'%s','subscription':'bad'}", "0".repeat(31));

        assertThat(reply.error()).contains("401:" + "0".repeat(31) + ":Unknown client");
    }
}
