package io.faye.auth;

import static io.faye.auth.rules.Action.HANDSHAKE;
import static io.faye.auth.rules.Action.PUBLISH;
import static io.faye.auth.rules.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.AccessRulesBuilder;
import io.faye.auth.rules.Decision.Outcome;
import io.faye.auth.rules.Subject;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Access rules")
class AccessRulesTest {

    private static final @Nullable Principal NOBODY = null;
    private static final Principal ADA = Principal.of("ada");
    private static final Principal EVE = Principal.of("eve", "banned");
    private static final Principal GRACE = Principal.of("grace", "editor");

    private static final AccessRules RULES = AccessRules.builder()
            .allow(Subject.authenticated(), HANDSHAKE)
            .allow(Subject.anyone(), SUBSCRIBE, "/news/**", "/rooms/{room}/messages")
            .allow(Subject.role("editor"), PUBLISH, "/news/**")
            .allow(Subject.named("user"), SUBSCRIBE, "/users/{user}/**")
            .allow(Subject.authenticated(), PUBLISH, "/rooms/{room}/messages", "/service/**")
            .deny(Subject.role("banned"), PUBLISH, "/**")
            .build();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/news/today             | granted: rule 2: allow anyone to subscribe to /news/**",
                "/news/**                | granted: rule 2: allow anyone to subscribe to /news/**",
                "/rooms/1/messages       | granted: rule 2: allow anyone to subscribe to /rooms/{room}/messages",
                "/rooms/1/*              | granted in part: only what is allowed, such as by rule 2: allow anyone to"
                        + " subscribe to /rooms/{room}/messages",
                "/users/ada/inbox        | granted: rule 4: allow the one named {user} to subscribe to /users/{user}/**",
                "/users/ada/**           | granted: rule 4: allow the one named {user} to subscribe to /users/{user}/**",
                "/users/eve/inbox        | refused: no rule allows ada to subscribe to /users/eve/inbox",
                "/users/ada              | refused: no rule allows ada to subscribe to /users/ada",
                "/users/**               | granted in part: only what is allowed, such as by rule 4: allow the one"
                        + " named {user} to subscribe to /users/{user}/**",
                "/meta/subscribe         | refused: no rule applies to the protocol's own channels",
                "/meta/**                | refused: no rule applies to the protocol's own channels"
            })
    @DisplayName("say in one line which of them decides")
    void explain(String pattern, String explanation) {
        assertThat(RULES.explain(ADA, SUBSCRIBE, pattern)).isEqualTo(explanation);
    }

    @Test
    @DisplayName("deny what they also allow, whatever the order, and say so")
    void denyFirst() {
        assertThat(RULES.explain(EVE, PUBLISH, "/rooms/1/messages"))
                .isEqualTo("refused: rule 6: deny role banned to publish to /**");
        AccessRules turned = AccessRules.builder()
                .deny(Subject.role("banned"), PUBLISH, "/**")
                .allow(Subject.anyone(), PUBLISH, "/**")
                .build();
        assertThat(turned.permits(EVE, PUBLISH, Channel.of("/a"))).isFalse();
        assertThat(turned.permits(NOBODY, PUBLISH, Channel.of("/a"))).isTrue();
    }

    @Test
    @DisplayName("say what a denial leaves of a wildcard")
    void denyInPart() {
        AccessRules rules = AccessRules.builder()
                .allow(Subject.anyone(), SUBSCRIBE, "/**")
                .deny(Subject.role("editor").not(), SUBSCRIBE, "/drafts/**")
                .build();
        assertThat(rules.explain(ADA, SUBSCRIBE, "/**"))
                .isEqualTo("granted in part: not what is denied by rule 2:"
                        + " deny not (role editor) to subscribe to /drafts/**");
        assertThat(rules.decide(ADA, SUBSCRIBE, ChannelPattern.of("/drafts/*")).outcome())
                .isEqualTo(Outcome.REFUSED);
        assertThat(rules.decide(GRACE, SUBSCRIBE, ChannelPattern.of("/**")).outcome())
                .isEqualTo(Outcome.GRANTED);
    }

    @Test
    @DisplayName("refuse handshakes unless one allows them")
    void handshakes() {
        assertThat(RULES.permitsHandshake(ADA)).isTrue();
        assertThat(RULES.permitsHandshake(NOBODY)).isFalse();
        assertThat(RULES.explain(NOBODY, HANDSHAKE, "/meta/handshake"))
                .isEqualTo("refused: no rule allows a client that is not authenticated to shake hands")
                .isEqualTo(RULES.explainHandshake(NOBODY));
        assertThat(AccessRules.builder().build().permitsHandshake(ADA)).isFalse();
    }

    @Test
    @DisplayName("are about service channels for publishers, for whom /** has them too")
    void serviceChannels() {
        Channel service = Channel.of("/service/orders");
        assertThat(RULES.permits(ADA, PUBLISH, service)).isTrue();
        assertThat(RULES.permits(EVE, PUBLISH, service)).isFalse();
        assertThat(RULES.permits(NOBODY, PUBLISH, service)).isFalse();
    }

    @Test
    @DisplayName("do not count service channels to what a subscription to /** stands for")
    void serviceChannelsAreNotHeard() {
        AccessRules rules = AccessRules.builder()
                .allow(Subject.anyone(), SUBSCRIBE, "/**")
                .deny(Subject.anyone(), SUBSCRIBE, "/service/**", "/service")
                .build();
        assertThat(Stream.of("/**", "/*", "/service/**", "/service/a")
                        .map(text -> rules.decide(ADA, SUBSCRIBE, ChannelPattern.of(text))
                                .outcome()))
                .containsExactly(Outcome.GRANTED, Outcome.GRANTED, Outcome.REFUSED, Outcome.REFUSED);
    }

    @Test
    @DisplayName("grant a wildcard that several of them cover together, and name them")
    void together() {
        AccessRules rules = AccessRules.builder()
                .allow(Subject.anyone(), SUBSCRIBE, "/a/*")
                .allow(Subject.anyone(), SUBSCRIBE, "/a/{x}/**")
                .build();
        assertThat(rules.explain(NOBODY, SUBSCRIBE, "/a/**"))
                .isEqualTo("granted: rule 1: allow anyone to subscribe to /a/*;"
                        + " rule 2: allow anyone to subscribe to /a/{x}/**");
    }

    @Test
    @DisplayName("ask a condition of one's own with the variables, and take what it throws for no permission")
    void ownCondition() {
        AccessRules rules = AccessRules.builder()
                .allow(
                        Subject.satisfying("a member", (principal, variables) -> Stream.of("ada 7")
                                .anyMatch((principal.name() + " " + variables.get("room"))::equals)),
                        SUBSCRIBE,
                        "/rooms/{room}/**")
                .allow(
                        Subject.satisfying("broken", (principal, variables) -> {
                            throw new IllegalStateException("planted");
                        }),
                        PUBLISH,
                        "/**")
                .build();
        assertThat(rules.permits(ADA, SUBSCRIBE, Channel.of("/rooms/7/a"))).isTrue();
        assertThat(rules.permits(ADA, SUBSCRIBE, Channel.of("/rooms/8/a"))).isFalse();
        assertThat(rules.permits(NOBODY, SUBSCRIBE, Channel.of("/rooms/7/a"))).isFalse();
        assertThat(rules.decide(ADA, SUBSCRIBE, ChannelPattern.of("/rooms/7/**"))
                        .outcome())
                .isEqualTo(Outcome.GRANTED);
        assertThat(rules.decide(ADA, SUBSCRIBE, ChannelPattern.of("/rooms/**")).outcome())
                .isEqualTo(Outcome.PARTLY);
        assertThatThrownBy(() -> rules.permits(ADA, PUBLISH, Channel.of("/a")))
                .hasMessageStartingWith(AccessRulesTest.class.getName())
                .hasMessageEndingWith("failed: java.lang.IllegalStateException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rooms", "/", "/a/*/b", "/a/**/b", "/{x}/{x}", "/a b", "/{}", "/x{y}", "/meta/connect", ""})
    @DisplayName("refuse a template that is none, with the number of the rule")
    void badTemplates(String template) {
        AccessRulesBuilder builder = AccessRules.builder().allow(Subject.anyone(), HANDSHAKE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.allow(Subject.anyone(), SUBSCRIBE, template))
                .withMessageStartingWith("Rule 2: ")
                .withMessageContaining(template);
    }

    @Test
    @DisplayName("refuse a variable that the template does not have")
    void unknownVariable() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> AccessRules.builder().allow(Subject.named("user").not(), SUBSCRIBE, "/users/{name}"))
                .withMessage("Rule 1: There is no variable {user} in template /users/{name}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.builder().allow(Subject.named("user"), HANDSHAKE))
                .withMessage("Rule 1: There is no variable {user} in a handshake");
    }

    @Test
    @DisplayName("want templates to subscribe and publish, and none for handshakes")
    void templatesWhereTheyBelong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.builder().allow(Subject.anyone(), SUBSCRIBE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.builder().allow(Subject.anyone(), HANDSHAKE, "/a"));
    }
}
