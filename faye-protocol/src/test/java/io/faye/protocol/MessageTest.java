package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.protocol.Message.Field;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A message")
class MessageTest {

    private static final String CLIENT = "0123456789abcdefghijklmnopqrstu";

    @Test
    @DisplayName("gives the fields that the protocol knows")
    void givesKnownFields() {
        Message message = message("{\"channel\":\"/a\",\"id\":7,\"clientId\":\"" + CLIENT
                + "\",\"data\":[],\"ext\":{},\"successful\":true,\"error\":\"no\"}");
        assertThat(message.channel()).contains(Channel.of("/a"));
        assertThat(message.id()).contains(Json.of(7));
        assertThat(message.clientId()).map(ClientId::toString).contains(CLIENT);
        assertThat(message.data()).contains(Json.EMPTY_ARRAY);
        assertThat(message.ext()).contains(Json.parse("{}"));
        assertThat(message.isSuccessful()).isTrue();
        assertThat(message.error()).contains("no");
    }

    @Test
    @DisplayName("says empty for fields that are missing or of a wrong type, and field() tells which")
    void saysEmpty() {
        Message message =
                message("{\"channel\":[\"/a\"],\"clientId\":[\"" + CLIENT + "\"],\"successful\":\"true\",\"x\":1}");
        assertThat(message.channel()).isEmpty();
        assertThat(message.clientId()).isEmpty();
        assertThat(message.isSuccessful()).isFalse();
        assertThat(message.text("x")).isEmpty();
        assertThat(message.field("x")).contains(Json.of(1));
        assertThat(message.field("y")).isEmpty();
        assertThat(Message.EMPTY.fields()).isEmpty();
        assertThat(Message.EMPTY).hasToString("{}");
    }

    @Test
    @DisplayName("is copied with a field set in its place, or added at the end")
    void with() {
        Message original = message("{\"channel\":\"/a\",\"x\":1}");
        assertThat(original.with("channel", Json.of("/b"))).hasToString("{\"channel\":\"/b\",\"x\":1}");
        assertThat(original.with("channel", Json.of("/b")).channel()).contains(Channel.of("/b"));
        assertThat(original.with("channel", Json.of("/b/*")).channel()).isEmpty();
        assertThat(original.with("y", Json.NULL)).hasToString("{\"channel\":\"/a\",\"x\":1,\"y\":null}");
        assertThat(original.with("y", Json.NULL).channel()).contains(Channel.of("/a"));
        assertThat(original).hasToString("{\"channel\":\"/a\",\"x\":1}");
        assertThat(Message.to(Channel.CONNECT)).hasToString("{\"channel\":\"/meta/connect\"}");
    }

    @Test
    @DisplayName("is copied without fields, and is itself if it has none of them")
    void without() {
        Message original = message("{\"channel\":\"/a\",\"x\":1,\"y\":2}");
        assertThat(original.without("x", "nothing")).hasToString("{\"channel\":\"/a\",\"y\":2}");
        assertThat(original.without("channel").channel()).isEmpty();
        assertThat(original.without("x").channel()).contains(Channel.of("/a"));
        assertThat(original.without("nothing")).isSameAs(original);
        assertThat(original.without("channel", "x", "y")).isEqualTo(Message.EMPTY);
    }

    @Test
    @DisplayName("goes to subscribers whole but for the clientId")
    void forDelivery() {
        Message published = message("{\"clientId\":\"" + CLIENT + "\",\"channel\":\"/a\",\"data\":1.0,\"z\":{ }}");
        Message delivered = published.forDelivery();
        assertThat(delivered).hasToString("{\"channel\":\"/a\",\"data\":1.0,\"z\":{ }}");
        assertThat(delivered.channel()).contains(Channel.of("/a"));
        assertThat(delivered.data()).contains(Json.parse("1.0"));
        assertThat(message("{\"data\":0}").forDelivery()).hasToString("{\"data\":0}");
        assertThat(Message.EMPTY.forDelivery()).hasToString("{}");
    }

    @Test
    @DisplayName("comes back from what it was stored as, also past the limits of a request")
    void comesBack() {
        String deep = "[".repeat(500) + "]".repeat(500);
        Message message = Message.to(Channel.of("/" + "a/".repeat(200) + "b")).with("data", Json.parse(deep));
        byte[] stored = message.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(Message.parse(stored)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{}, {}]", "[]", "{", "1", "null"})
    @DisplayName("does not come of anything else")
    void comesOfNothingElse(String text) {
        byte[] stored = text.getBytes(StandardCharsets.UTF_8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.parse(stored))
                .withMessageContaining("message");
    }

    @Test
    @DisplayName("is encoded once for all receivers")
    void encodesOnce() {
        Message delivered = message("{\"channel\":\"/a\",\"data\":1}").forDelivery();
        assertThat(delivered.toJson()).isSameAs(delivered.toJson());
    }

    @Test
    @DisplayName("on its way to subscribers does not hold on to the request it came in")
    void letsGoOfTheRequest() throws Exception {
        byte[] request = ("[{\"channel\":\"/a\",\"data\":\"short\"}," + " ".repeat(1_000_000) + "null]")
                .getBytes(StandardCharsets.UTF_8);
        Message delivered =
                new MessageCodec(ProtocolLimits.DEFAULT).decode(request).get(0).forDelivery();
        assertThat(delivered.toJson().source()).hasSize("{'channel':'/a','data':'short'}".length());
        assertThat(delivered.fields().values())
                .allSatisfy(value -> assertThat(value.source()).hasSizeLessThan(100));
    }

    @Test
    @DisplayName("writes names so that they come back, whatever is in them")
    void writesNames() {
        for (String name : new String[] {"", "a\"b", "a\\b", "\n\u0001", "\u00E9\uD83D\uDE00", Field.CHANNEL}) {
            Message message = Message.EMPTY.with(name, Json.TRUE);
            assertThat(message(message.toString())).isEqualTo(message);
        }
    }

    @Test
    @DisplayName("equals another with the same fields, and shows them to read only")
    void equalsByFields() {
        Message message = message("{\"a\":1,\"b\":2}");
        assertThat(message).isEqualTo(message("{ \"b\":2, \"a\":1 }")).isNotEqualTo(message("{\"a\":1}"));
        assertThat(message).hasSameHashCodeAs(message("{\"b\":2,\"a\":1}"));
        Map<String, Json> fields = message.fields();
        assertThat(fields.keySet()).containsExactly("a", "b");
        assertThatThrownBy(fields::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Message message(String text) {
        try {
            return new MessageCodec(ProtocolLimits.DEFAULT)
                    .decode(text.getBytes(StandardCharsets.UTF_8))
                    .get(0);
        } catch (MalformedMessageException e) {
            throw new AssertionError(text, e);
        }
    }
}
