package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The outline of a request")
class RequestOutlineTest {

    private static final BayeuxError REFUSAL = BayeuxError.tooLarge(100);

    private static RequestOutline outline(String request) {
        return outline(request, request.length(), 10);
    }

    private static RequestOutline outline(String request, int pieceSize, int maxMessages) {
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        RequestOutline outline = new RequestOutline(maxMessages);
        for (int from = 0; from < bytes.length; from += pieceSize) {
            outline.add(bytes, from, Math.min(pieceSize, bytes.length - from));
        }
        return outline;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    @DisplayName("has what replies need of each message, whatever pieces the request comes in")
    void pieces(int size) {
        RequestOutline outline = outline(
                """
                [ {"channel":"/a","data":{"channel":"/no","id":["]}"]},"clientId":"c","id":"1"},
                  {"id" : 2 , "data":"a\\"}],[{ \\\\", "channel":"/b"}, null, 7, [{"id":3}],
                  {"data":[1,{"x":null}],"id":{"a":[4]},"subscription":["/x","/y"],"ext":{"id":5}} ]
                """,
                size,
                10);

        assertThat(outline.isEnded()).isTrue();
        assertThat(outline.messages(REFUSAL))
                .allMatch(message -> message.refusal().equals(java.util.Optional.of(REFUSAL)))
                .hasToString("[{\"channel\":\"/a\",\"clientId\":\"c\",\"id\":\"1\"}, {\"id\":2,\"channel\":\"/b\"},"
                        + " {\"id\":{\"a\":[4]},\"subscription\":[\"/x\",\"/y\"]}]");
        assertThat(outline.omitted()).isEqualTo(3);
    }

    @Test
    @DisplayName("has what was read of a message whose end has not come")
    void unfinished() {
        RequestOutline outline = outline("{\"channel\":\"/a\",\"id\":\"7\",\"data\":\"xxxx");

        assertThat(outline.isEnded()).isFalse();
        assertThat(outline.isBroken()).isFalse();
        assertThat(outline.messages(REFUSAL)).hasToString("[{\"channel\":\"/a\",\"id\":\"7\"}]");
    }

    @Test
    @DisplayName("leaves out values that are too long, and messages that are too many")
    void bounds() {
        String request = "[{\"channel\":\"/a\",\"id\":\"" + "x".repeat(300) + "\"}" + ",{\"id\":1}".repeat(20) + "]";
        RequestOutline outline = outline(request, 100, 5);

        assertThat(outline.isEnded()).isTrue();
        assertThat(outline.messages(REFUSAL))
                .hasToString("[{\"channel\":\"/a\"}, {\"id\":1}, {\"id\":1}, {\"id\":1}, {\"id\":1}]");
        assertThat(outline.omitted()).isEqualTo(16);
        assertThat(outline.memorySize()).isBetween(500L, 5_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "7", "\"a\"", "{x", "[}", "{\"a\" 1", "{\"a\":,", "{\"a\":}", "{} {}", "[] x", "{\"id\":1}}"
            })
    @DisplayName("is broken by what is no object and no array")
    void broken(String request) {
        assertThat(outline(request).isBroken()).as(request).isTrue();
        assertThat(outline(request).isEnded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":tru}", "{\"id\":1x}", "{\"id\":[}]}", "{\"id\":\"\\x\"}"})
    @DisplayName("has no value that is no JSON")
    void wrongValues(String request) {
        assertThat(outline(request).messages(REFUSAL)).isEqualTo(List.of());
    }
}
