package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Bayeux error")
class BayeuxErrorTest {

    @Test
    @DisplayName("reads as Faye writes it")
    void readsAsFayeWritesIt() {
        assertThat(BayeuxError.connectionTypesNotSupported(List.of("carrier-pigeon", "smoke")))
                .hasToString("301:carrier-pigeon,smoke:Connection types not supported");
        assertThat(BayeuxError.connectionTypesNotSupported(List.of()))
                .hasToString("301::Connection types not supported");
        assertThat(BayeuxError.badRequest("nesting")).hasToString("400:nesting:Bad request");
        assertThat(BayeuxError.unknownClient("abc")).hasToString("401:abc:Unknown client");
        assertThat(BayeuxError.missingParameter("data")).hasToString("402:data:Missing required parameter");
        assertThat(BayeuxError.forbiddenChannel("/meta/x")).hasToString("403:/meta/x:Forbidden channel");
        assertThat(BayeuxError.invalidChannel("")).hasToString("405::Invalid channel");
        assertThat(BayeuxError.failedToPublish("/a")).hasToString("407:/a:Failed to publish");
        assertThat(BayeuxError.internal()).hasToString("500::Internal server error");
    }

    @Test
    @DisplayName("takes its arguments raw, also with colons, commas and unpaired surrogates")
    void takesArgumentsRaw() {
        BayeuxError error = BayeuxError.invalidChannel("/a:b,c\uD800");
        assertThat(error).hasToString("405:/a:b,c\uD800:Invalid channel");
        assertThat(Json.of(error.toString())).hasToString("\"405:/a:b,c\\uD800:Invalid channel\"");
    }

    @Test
    @DisplayName("has a code of three digits")
    void hasThreeDigits() {
        assertThatThrownBy(() -> new BayeuxError(99, List.of(), "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BayeuxError(1_000, List.of(), "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("does not change with the list it was made from")
    void copiesItsArguments() {
        List<String> arguments = new ArrayList<>(List.of("a"));
        BayeuxError error = new BayeuxError(499, arguments, "x");
        arguments.add("b");
        assertThat(error).hasToString("499:a:x");
    }
}
