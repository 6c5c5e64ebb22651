package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("/meta/handshake")
class HandshakeTest extends ServerTest {

    private static final String TYPES = "['long-polling','cross-origin-long-polling','callback-polling',"
            + "'websocket','eventsource','in-process']";

    @Test
    @DisplayName("answers with a client id, all connection types and how to go on")
    void welcomes() {
        Message reply = http().askOne(
                        "{'channel':'/meta/handshake','id':7,'version':'1.0','supportedConnectionTypes':['long-polling'],"
                                + "'ext':{'a':1},'timestamp':3}");

        String id = reply.clientId().orElseThrow().toString();
        assertThat(reply)
                .isEqualTo(Texts.message(
                        "{'channel':'/meta/handshake','id':7,'clientId':'%s','successful':true,'version':'1.0',"
                                + "'supportedConnectionTypes':%s,"
                                + "'advice':{'reconnect':'retry','interval':0,'timeout':30000}}",
                        id, TYPES));
    }

    @ParameterizedTest(name = "{0} is refused with {1}")
    @DisplayName("refuses what Faye refuses, with Faye's words")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'supportedConnectionTypes':['websocket'] | 402:version:Missing required parameter",
                "'version':'','supportedConnectionTypes':['websocket'] | 402:version:Missing required parameter",
                "'version':0,'supportedConnectionTypes':['websocket'] | 402:version:Missing required parameter",
                "'version':'1.0' | 402:supportedConnectionTypes:Missing required parameter",
                "'version':'1.0','supportedConnectionTypes':null | 402:supportedConnectionTypes:Missing required parameter",
                "'version':'1.0','supportedConnectionTypes':'websocket'"
                        + " | 402:supportedConnectionTypes:Missing required parameter",
                "'version':'1.0','supportedConnectionTypes':[] | 301::Connection types not supported",
                "'version':'1.0','supportedConnectionTypes':['a','WebSocket'] | 301:a,WebSocket:Connection types not supported",
                "'supportedConnectionTypes':['iframe'] | 301:iframe:Connection types not supported",
            })
    void refuses(String fields, String error) {
        Message reply = http().askOne("{'channel':'/meta/handshake','id':'1','clientId':'x',%s}", fields);

        assertThat(reply)
                .isEqualTo(Texts.message(
                        "{'channel':'/meta/handshake','id':'1','clientId':'x','successful':false,'error':'%s',"
                                + "'version':'1.0','supportedConnectionTypes':%s,'advice':{'reconnect':'handshake'}}",
                        error, TYPES));
    }

    @Test
    @DisplayName("takes one known type among odd ones, and any truthy version")
    void isLenient() {
        Message reply = http().askOne(
                        "{'channel':'/meta/handshake','version':2,'supportedConnectionTypes':[1,null,'x','eventsource']}");

        assertThat(reply.isSuccessful()).isTrue();
    }

    @Test
    @DisplayName("leaves out an id that is not truthy")
    void leavesOutFalsyIds() {
        Message reply = http().askOne("{'channel':'/meta/handshake','id':0}");

        assertThat(reply.id()).isEmpty();
    }

    @Test
    @DisplayName("refuses one more in one request than the limit")
    void limitsHandshakes() {
        String handshake = "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']}";
        List<Message> replies = http().ask("[" + String.join(",", Collections.nCopies(11, handshake)) + "]");

        assertThat(replies.subList(0, 10)).allMatch(Message::isSuccessful);
        assertThat(replies.get(10).error()).contains("400:handshakes:Bad request");
        assertThat(http().askOne(handshake).isSuccessful()).isTrue();
    }
}
