package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Replies")
class RepliesTest extends ServerTest {

    private static final String NOBODY = "0000000000000000000000000000abc";

    @ParameterizedTest(name = "{0}")
    @DisplayName("have exactly the fields and the error that Faye gives them")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {'successful':false,'error':'402:data:Missing required parameter'}",
                "7 | {'successful':false,'error':'402:data:Missing required parameter'}",
                "{'channel':'/a','id':'1'} | {'channel':'/a','id':'1','successful':false,"
                        + "'error':'402:data:Missing required parameter'}",
                "{'channel':'/a','id':{'x':[1]},'data':null,'ext':{},'foo':1} | {'channel':'/a','id':{'x':[1]},'successful':true}",
                "{'channel':'/a','data':0,'clientId':'nobody'} | {'channel':'/a','clientId':'nobody','successful':true}",
                "{'channel':'/a/*','data':1} | {'channel':'/a/*','successful':false,'error':'405:/a/*:Invalid channel'}",
                "{'channel':'a b','data':1} | {'channel':'a b','successful':false,'error':'405:a b:Invalid channel'}",
                "{'data':1} | {'successful':false,'error':'405::Invalid channel'}",
                "{'channel':null,'data':1} | {'successful':false,'error':'405::Invalid channel'}",
                "{'channel':['/a'],'data':1} | {'channel':['/a'],'successful':false,"
                        + "'error':'405:/a:Invalid channel'}",
                "{'channel':'/service/x','data':1} | {'channel':'/service/x','successful':true}",
                "{'channel':'/meta','id':'1','clientId':'c'} | {'channel':'/meta','id':'1','clientId':'c','successful':false,"
                        + "'error':'403:/meta:Forbidden channel'}",
                "{'channel':'/meta/connect/x'} | {'channel':'/meta/connect/x','successful':false,"
                        + "'error':'403:/meta/connect/x:Forbidden channel'}",
                "{'channel':'/meta/**'} | {'channel':'/meta/**','successful':false,'error':'403:/meta/**:Forbidden channel'}",
                "{'channel':'/meta/','data':1} | {'channel':'/meta/','successful':false,'error':'405:/meta/:Invalid channel'}",
                "{'channel':'/meta/connect','clientId':'x','id':'1'} | {'channel':'/meta/connect','id':'1','successful':false,"
                        + "'error':'402:connectionType:Missing required parameter','advice':{'reconnect':'handshake'}}",
                "{'channel':'/meta/connect','clientId':'x','connectionType':'pigeon'} | {'channel':'/meta/connect',"
                        + "'successful':false,'error':'301:pigeon:Connection types not supported',"
                        + "'advice':{'reconnect':'handshake'}}",
                "{'channel':'/meta/connect','connectionType':'websocket'} | {'channel':'/meta/connect','successful':false,"
                        + "'error':'402:clientId:Missing required parameter','advice':{'reconnect':'handshake'}}",
                "{'channel':'/meta/connect','clientId':'x','connectionType':'websocket'} | {'channel':'/meta/connect',"
                        + "'successful':false,'error':'401:x:Unknown client','advice':{'reconnect':'handshake'}}",
                "{'channel':'/meta/connect','clientId':['x'],'connectionType':'websocket'} | {'channel':'/meta/connect',"
                        + "'successful':false,'error':'401:x:Unknown client','advice':{'reconnect':'handshake'}}",
                "{'channel':'/meta/connect','clientId':123,'connectionType':'websocket'} | {'channel':'/meta/connect',"
                        + "'successful':false,'error':'401:123:Unknown client','advice':{'reconnect':'handshake'}}",
                "{'channel':'/meta/subscribe','clientId':'x','subscription':'/a'} | {'channel':'/meta/subscribe',"
                        + "'clientId':'x','successful':false,'subscription':'/a','error':'401:x:Unknown client'}",
                "{'channel':'/meta/subscribe','clientId':'x'} | {'channel':'/meta/subscribe','clientId':'x',"
                        + "'successful':false,'subscription':[],'error':'402:subscription:Missing required parameter'}",
                "{'channel':'/meta/unsubscribe','subscription':['/a']} | {'channel':'/meta/unsubscribe','successful':false,"
                        + "'subscription':['/a'],'error':'402:clientId:Missing required parameter'}",
                "{'channel':'/meta/disconnect','clientId':'x','id':'1'} | {'channel':'/meta/disconnect','id':'1',"
                        + "'successful':false,'error':'401:x:Unknown client'}",
                "{'channel':'/meta/disconnect'} | {'channel':'/meta/disconnect','successful':false,"
                        + "'error':'402:clientId:Missing required parameter'}",
            })
    void areFayes(String request, String reply) {
        assertThat(http().askOne("[" + request + "]")).isEqualTo(Texts.message(reply));
    }

    @Test
    @DisplayName("echo an unknown client's id in the error, cut to 64 characters")
    void cutsIds() {
        Message reply = http().askOne("{'channel':'/meta/disconnect','clientId':'%s'}", "x".repeat(70));

        assertThat(reply.error()).contains("401:" + "x".repeat(64) + ":Unknown client");
    }

    @Test
    @DisplayName("name an id of the right form that no session has")
    void knowsNobody() {
        Message reply =
                http().askOne("{'channel':'/meta/connect','clientId':'%s','connectionType':'websocket'}", NOBODY);

        assertThat(reply.error()).contains("401:" + NOBODY + ":Unknown client");
    }

    @Test
    @DisplayName("come in the order of the messages, a held connect last")
    void areInOrder() {
        Remote remote = http();
        String client = remote.handshake();

        List<Message> replies = remote.ask(
                "[{'channel':'/a','data':1,'id':'1'},"
                        + "{'channel':'/meta/connect','clientId':'%1$s','connectionType':'long-polling','id':'2'},"
                        + "{'channel':'/meta/subscribe','clientId':'%1$s','subscription':'/b','id':'3'},"
                        + "{'channel':'/b','data':2,'id':'4'}]",
                client);

        assertThat(replies.stream()
                        .map(reply -> reply.id().map(Object::toString).orElse("none")))
                .containsExactly("\"1\"", "\"3\"", "\"4\"", "\"2\"", "\"4\"");
    }

    @ParameterizedTest
    @DisplayName("refuse an id that is too long, of any type and in any message, without repeating it")
    @ValueSource(
            strings = {
                "{'id':%s,'channel':'/a','data':1}",
                "{'id':%s,'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']}",
                "{'id':%s,'channel':'/meta/connect','clientId':'x','connectionType':'long-polling'}",
                "{'id':%s}"
            })
    void limitsIds(String request) {
        for (String id : List.of("'" + "x".repeat(255) + "'", "1".repeat(257), "['" + "x".repeat(300) + "']")) {
            Message reply = http().askOne(request, id);

            assertThat(reply.error()).contains("400:id:Bad request");
            assertThat(reply.id()).isEmpty();
        }
        assertThat(http().askOne(request, "'" + "x".repeat(254) + "'").id()).isPresent();
    }

    @Test
    @DisplayName("do not repeat what is too long to be a channel, a client or a subscription")
    void echoLittle() {
        String endless = "x".repeat(10_000);

        assertThat(http().askOne("{'channel':'%s','data':1}", endless).toJson().length())
                .isLessThan(500);
        assertThat(http().askOne("{'channel':'/meta/%s/**'}", endless).error()).contains("400:channel:Bad request");
        assertThat(http().askOne("{'channel':'/meta/disconnect','clientId':'%s'}", endless)
                        .toJson()
                        .length())
                .isLessThan(500);
        Message refused =
                http().askOne("{'channel':'/meta/subscribe','clientId':'%s','subscription':'%s'}", NOBODY, endless);
        assertThat(refused.isSuccessful()).isFalse();
        assertThat(refused.field("subscription").orElseThrow()).hasToString("[]");
    }

    @Test
    @DisplayName("are none for no messages")
    void canBeNone() {
        assertThat(http().ask("[]")).isEmpty();
    }

    @Test
    @DisplayName("tell of a bad message while its neighbours take effect")
    void keepNeighbours() {
        Remote remote = http();
        String client = remote.handshake();

        List<Message> replies = remote.ask(
                "[{'channel':'/meta/subscribe','clientId':'%s','subscription':'/a'},{'channel':['/a']},"
                        + "{'channel':'/a','data':5},{'channel':'/meta/connect','clientId':'%s',"
                        + "'connectionType':'long-polling'}]",
                client, client);

        assertThat(replies.get(replies.size() - 1).data().orElseThrow()).hasToString("5");
    }

    @Test
    @DisplayName("refuse channels over the limits")
    void limitsChannels() {
        Remote remote = http();
        String client = remote.handshake();
        String deep = "/a".repeat(33);
        String wide = "/" + "a".repeat(256);

        assertThat(remote.askOne("{'channel':'%s','data':1}", deep).error()).contains("400:channel:Bad request");
        assertThat(remote.askOne("{'channel':'%s','data':1}", wide).error()).contains("400:channel:Bad request");
        assertThat(remote.askOne("{'channel':'/meta/subscribe','clientId':'%s','subscription':'%s'}", client, deep)
                        .error())
                .contains("400:channel:Bad request");
    }
}
