package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("For the message codec")
class CodecPropertiesTest {

    private final MessageCodec codec = new MessageCodec(ProtocolLimits.DEFAULT);

    @Property
    @Label("any JSON in data, ext and unknown fields comes out byte for byte as it went in")
    void keepsBytes(
            @ForAll("values") String data,
            @ForAll("values") String ext,
            @ForAll("values") String other,
            @ForAll("blanks") String blank)
            throws MalformedMessageException {
        String request = "[{\"channel\":" + blank + "\"/a\",\"data\":" + data + blank + "," + blank
                + "\"clientId\":1,\"ext\"" + blank + ":" + ext + ",\"x y\":" + other + "}" + blank + "]";
        Message message = codec.decode(utf8(request)).get(0);
        assertThat(message.data()).map(Json::toString).contains(data);
        String delivered = "{\"channel\":\"/a\",\"data\":" + data + ",\"ext\":" + ext + ",\"x y\":" + other + "}";
        assertThat(message.forDelivery()).hasToString(delivered);
        assertThat(MessageCodec.encode(codec.decode(utf8(delivered)))).isEqualTo(utf8("[" + delivered + "]"));
    }

    @Property
    @Label("any object's members have the names and texts that another parser sees")
    void agreesAboutMembers(@ForAll("objects") String object) throws MalformedMessageException, IOException {
        Map<String, Json> fields = codec.decode(utf8(object)).get(0).fields();
        Map<String, String> expected = Oracle.members(utf8(object));
        assertThat(fields.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(Json.parse(object).fields()).isEqualTo(fields);
        fields.forEach((name, value) -> {
            String text = value.asString().orElse(value.toString());
            boolean scalar = value.kind() != Json.Kind.OBJECT && value.kind() != Json.Kind.ARRAY;
            assertThat(scalar ? text : null).isEqualTo(expected.get(name));
        });
    }

    @Property(edgeCases = EdgeCasesMode.MIXIN)
    @Label("any Java string comes back from JSON as it was")
    void keepsStrings(@ForAll String text) {
        assertThat(Json.parse(Json.of(text).toString()).asString()).contains(text);
        assertThat(Json.of(Map.of(text, text)).field(text)).contains(Json.of(text));
    }

    @Property(tries = 2_000)
    @Label("any bytes are messages or malformed, as another parser says")
    void survivesBytes(@ForAll("noise") byte[] bytes) {
        assertThat(accepts(bytes)).isEqualTo(Oracle.isRequest(bytes));
    }

    @Property(tries = 1_000)
    @Label("any damage to a request leaves it a request or makes it malformed, as another parser says")
    void survivesDamage(@ForAll("objects") String object, @ForAll long seed) {
        byte[] damaged = damage(utf8("[" + object + "]"), new Random(seed));
        assertThat(accepts(damaged)).isEqualTo(Oracle.isRequest(damaged));
    }

    @Property(tries = 100)
    @Label("any request that ends too soon is malformed")
    void refusesTruncated(@ForAll("objects") String object) {
        byte[] whole = utf8(object);
        for (int length = 0; length < whole.length; length++) {
            assertThat(accepts(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @Provide
    Arbitrary<String> values() {
        return JsonTexts.values();
    }

    @Provide
    Arbitrary<String> objects() {
        return JsonTexts.objects();
    }

    @Provide
    Arbitrary<String> blanks() {
        return JsonTexts.blanks();
    }

    /** Mostly of the bytes that mean something in JSON. */
    @Provide
    Arbitrary<byte[]> noise() {
        Arbitrary<Byte> telling = Arbitraries.of(
                "{}[]\":,\\u0e-+.1tn \n".chars().mapToObj(c -> (byte) c).toList());
        return Arbitraries.oneOf(telling, telling, telling, Arbitraries.bytes())
                .array(byte[].class)
                .ofMaxSize(12);
    }

    private boolean accepts(byte[] bytes) {
        try {
            return MessageCodec.encode(codec.decode(bytes)).length >= 2;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static byte[] damage(byte[] bytes, Random random) {
        byte[] damaged = bytes;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(damaged.length);
            int gone = random.nextInt(3);
            int rest = Math.max(0, damaged.length - at - gone);
            byte[] tail = Arrays.copyOfRange(damaged, damaged.length - rest, damaged.length);
            byte[] middle = new byte[random.nextInt(3)];
            for (int j = 0; j < middle.length; j++) {
                middle[j] = random.nextBoolean() ? bytes[random.nextInt(bytes.length)] : (byte) random.nextInt(256);
            }
            damaged = Arrays.copyOf(damaged, at + middle.length + rest + 1);
            System.arraycopy(middle, 0, damaged, at, middle.length);
            System.arraycopy(tail, 0, damaged, at + middle.length, rest);
            damaged[damaged.length - 1] = ' ';
        }
        return damaged;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
