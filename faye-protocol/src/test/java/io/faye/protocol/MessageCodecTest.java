package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The message codec")
class MessageCodecTest {

    private static final ProtocolLimits SMALL = new ProtocolLimits(3, 4, 10, 2, 8, 1, 1);

    @Test
    @DisplayName("reads one message, or an array of them in order")
    void readsMessages() throws Exception {
        assertThat(decode(" {\"a\":1}\n")).hasToString("[{\"a\":1}]");
        assertThat(decode("[{\"a\":1} , {\"b\":2}]")).hasToString("[{\"a\":1}, {\"b\":2}]");
        assertThat(decode("[]")).isEmpty();
    }

    @Test
    @DisplayName("leaves out null, and takes what is no object for an empty message")
    void readsOtherMembers() throws Exception {
        assertThat(decode("null")).isEmpty();
        assertThat(decode("[null, null]")).isEmpty();
        assertThat(decode("[null,1,\"a\",[{\"a\":1}],true,{},{\"a\":1}]"))
                .containsExactly(
                        Message.EMPTY,
                        Message.EMPTY,
                        Message.EMPTY,
                        Message.EMPTY,
                        Message.EMPTY,
                        Message.EMPTY.with("a", Json.of(1)));
    }

    @Test
    @DisplayName("takes the last of equal names, in the place of the first, among few fields and among many")
    void takesTheLast() throws Exception {
        assertThat(decode("{\"a\":1,\"channel\":\"/x\",\"\\u0061\":2,\"channel\":\"/y\"}")
                        .get(0))
                .hasToString("{\"a\":2,\"channel\":\"/y\"}");
        assertThat(decode("{\"channel\":\"/x\",\"channel\":1}").get(0).channel())
                .isEmpty();
        StringBuilder many = new StringBuilder("{\"n0\":0");
        for (int i = 1; i < 100; i++) {
            many.append(",\"n").append(i % 50).append("\":").append(i);
        }
        Message message = decode(many + "}").get(0);
        assertThat(message.fields()).hasSize(50);
        assertThat(message.fields().keySet()).startsWith("n0", "n1").endsWith("n49");
        assertThat(message.fields())
                .allSatisfy((name, value) ->
                        assertThat("n" + (value.asLong().orElseThrow() - 50)).isEqualTo(name));
    }

    @Test
    @DisplayName("writes messages as an array")
    void writesMessages() {
        assertThat(encode(List.of())).isEqualTo("[]");
        assertThat(encode(List.of(Message.EMPTY))).isEqualTo("[{}]");
        assertThat(encode(List.of(Message.to(Channel.of("/a")), Message.EMPTY.with("\u00E9", Json.of("\u00E9")))))
                .isEqualTo("[{\"channel\":\"/a\"},{\"\u00E9\":\"\u00E9\"}]");
    }

    @Test
    @DisplayName("counts the messages of a batch, but not null")
    void limitsMessages() throws Exception {
        assertThat(refusals(decode(SMALL, "[{},null,1,null,{},null]"))).containsExactly("", "", "");
        assertThat(refusals(decode(SMALL, "[{},{},{},{}]"))).containsExactly("", "", "", "400:messages:Bad request");
        assertThat(refusals(decode(SMALL, "[1,1,1,1]"))).containsExactly("", "", "", "400:messages:Bad request");
    }

    @Test
    @DisplayName("keeps of a message that is too many what its reply needs")
    void keepsWhatRepliesNeed() throws Exception {
        Message refused = decode(
                        SMALL,
                        "[{},{},{},{\"data\":1,\"channel\":\"/a\",\"id\":[2],\"clientId\":\"c\",\"subscription\":[\"/b\"]}]")
                .get(3);
        assertThat(refused).hasToString("{\"channel\":\"/a\",\"id\":[2],\"clientId\":\"c\",\"subscription\":[\"/b\"]}");
        assertThat(refused.channel()).contains(Channel.of("/a"));
        assertThat(refused.detached().refusal()).contains(BayeuxError.badRequest("messages"));
        assertThat(refused.without("id").with("x", Json.TRUE).refusal()).isPresent();
    }

    @Test
    @DisplayName("refuses messages by themselves up to the ten-fold number, and the rest together")
    void refusesTheRestTogether() throws Exception {
        List<Message> messages = decode(SMALL, "[" + "{\"id\":1},".repeat(99) + "{\"id\":1}]");
        assertThat(messages).hasSize(31);
        assertThat(messages.subList(3, 30)).allMatch(message -> message.id().isPresent());
        assertThat(messages.get(30)).isEqualTo(Message.EMPTY);
        assertThat(refusals(messages).subList(3, 31)).containsOnly("400:messages:Bad request");
    }

    @Test
    @DisplayName("counts the levels of nesting, the batch included")
    void limitsNesting() throws Exception {
        assertThat(decode(SMALL, "[{\"a\":[[]]}]")).hasSize(1);
        assertThat(decode(SMALL, "{\"a\":[[[]]]}")).hasSize(1);
        for (String deep :
                List.of("[{\"a\":[[[]]]}]", "[{\"a\":{\"b\":{\"c\":{}}}}]", "{\"a\":[[[{}]]]}", "[[[[[]]]]]")) {
            assertThat(refusals(decode(SMALL, deep))).as(deep).containsExactly("400:nesting:Bad request");
        }
    }

    @Test
    @DisplayName("reads the messages around one that is nested too deeply, and of that what its reply needs")
    void readsAroundDeepOnes() throws Exception {
        List<Message> messages = decode(
                SMALL,
                "[{\"data\":[[]],\"id\":\"1\"} , null, {\"channel\":\"/a\",\"data\":[[[ \"]}\\\"\" ]]],\"id\":\"2\"},\n{\"id\":\"\u00E9\"}]");
        assertThat(messages)
                .hasToString("[{\"data\":[[]],\"id\":\"1\"}, {\"channel\":\"/a\",\"id\":\"2\"}, {\"id\":\"\u00E9\"}]");
        assertThat(refusals(messages)).containsExactly("", "400:nesting:Bad request", "");
        List<Message> many = decode(SMALL, "[{},{\"a\":[[[]]]},{},{\"id\":3},{\"id\":4}]");
        assertThat(refusals(many))
                .containsExactly(
                        "", "400:nesting:Bad request", "", "400:messages:Bad request", "400:messages:Bad request");
        assertThatThrownBy(() -> decode(SMALL, "[{\"a\":[[[]]]},{\"a\":tru}]"))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("can be limited less: values that came in deep can be looked into")
    void looksIntoDeepValues() throws Exception {
        ProtocolLimits deep = new ProtocolLimits(1, 100_000, 256, 32, 256, 1, 1);
        Json data = decode(deep, "{\"data\":" + "[".repeat(99_999) + "]".repeat(99_999) + "}")
                .get(0)
                .data()
                .orElseThrow();
        assertThat(data.elements())
                .singleElement(type(Json.class))
                .extracting(Json::length)
                .isEqualTo(199_996);
    }

    @Test
    @DisplayName("takes a channel whose name is too long for none, and leaves the rest of the message as it is")
    void limitsChannels() throws Exception {
        assertThat(channel("/123456789")).contains(Channel.of("/123456789"));
        assertThat(channel("/1234567890")).isEmpty();
        assertThat(channel("/a/b")).contains(Channel.of("/a/b"));
        assertThat(channel("/a/b/c")).isEmpty();
        assertThat(SMALL.refuses("/1234567890")).isTrue();
        assertThat(SMALL.refuses("/a/b/*")).isTrue();
        assertThat(SMALL.refuses("/a/**")).isFalse();
        assertThat(decode(SMALL, "{\"channel\":\"/a/b/c\"}").get(0)).hasToString("{\"channel\":\"/a/b/c\"}");
    }

    @Test
    @DisplayName(
            "takes a channel whose name its server does not accept for none; what an engine has stored may have any")
    void acceptsNames() throws Exception {
        String message = "{\"channel\":\"/stock/GOOG.N\"}";
        Channel channel = Channel.of("/stock/GOOG.N");
        MessageCodec codec = new MessageCodec(ProtocolLimits.DEFAULT, ChannelNames.COMETD);
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        assertThat(codec.decode(bytes).get(0).channel()).contains(channel);
        assertThat(decode(message).get(0).channel()).isEmpty();
        assertThat(decode(message).get(0)).hasToString(message);
        assertThat(Message.parse(bytes).channel()).contains(channel);
    }

    @Test
    @DisplayName("has limits that leave room for a message")
    void limitsAreSane() {
        assertThat(ProtocolLimits.DEFAULT).isEqualTo(new ProtocolLimits(1_000, 100, 256, 32, 256, 10, 1_000));
        assertThat(new MessageCodec(SMALL).limits()).isSameAs(SMALL);
        for (int i = 0; i < 7; i++) {
            int which = i;
            assertThatThrownBy(() -> new ProtocolLimits(
                            which == 0 ? 0 : 1,
                            which == 1 ? 2 : 3,
                            which == 2 ? 0 : 1,
                            which == 3 ? 0 : 1,
                            which == 4 ? 0 : 1,
                            which == 5 ? 0 : 1,
                            which == 6 ? 0 : 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("knows an id that is too long, whatever it is, by its length as JSON")
    void limitsIds() throws Exception {
        for (String id : List.of("\"123456\"", "12345678", "[[],[]]", "null")) {
            assertThat(SMALL.refusesIdOf(decode("{\"id\":" + id + "}").get(0))).isFalse();
        }
        for (String id : List.of("\"1234567\"", "123456789", "[[],[],[]]", "\"\u00e9\u00e9\u00e9\u00e9\"")) {
            assertThat(SMALL.refusesIdOf(decode("{\"id\":" + id + "}").get(0))).isTrue();
        }
        assertThat(SMALL.refusesIdOf(Message.EMPTY)).isFalse();
    }

    @Test
    @DisplayName("reads messages that can be detached from a long request")
    void detaches() throws Exception {
        String padding = "x".repeat(2_000);
        Message small = decode("[{\"id\":\"1\",\"channel\":\"/a\"},{\"data\":\"" + padding + "\"}]")
                .get(0);
        assertThat(small.id().orElseThrow().isDetached()).isFalse();
        Message detached = small.detached();
        assertThat(detached).isEqualTo(small).hasToString("{\"id\":\"1\",\"channel\":\"/a\"}");
        assertThat(detached.fields().values()).allMatch(Json::isDetached);
        assertThat(small.id().orElseThrow().detached().isDetached()).isTrue();
        assertThat(detached.detached()).isSameAs(detached);
    }

    private static Optional<Channel> channel(String name) throws MalformedMessageException {
        return decode(SMALL, "{\"channel\":\"" + name + "\"}").get(0).channel();
    }

    private static List<String> refusals(List<Message> messages) {
        return messages.stream()
                .map(message -> message.refusal().map(BayeuxError::toString).orElse(""))
                .toList();
    }

    private static List<Message> decode(String text) throws MalformedMessageException {
        return decode(ProtocolLimits.DEFAULT, text);
    }

    private static List<Message> decode(ProtocolLimits limits, String text) throws MalformedMessageException {
        return new MessageCodec(limits).decode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(List<Message> messages) {
        return new String(MessageCodec.encode(messages), StandardCharsets.UTF_8);
    }
}
