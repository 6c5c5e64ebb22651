package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(180)
@DisplayName("The Redis engine serves with RESP2 and RESP3, as a user of few rights,")
class ProtectedSetupsTest {

    @TempDir
    static Path folder;

    private static Protection users;
    private static Protection usersWithTls;

    private enum Kind {
        SINGLE,
        SENTINEL,
        CLUSTER;

        RedisSetup begin(RedisProgram program, Protection protection) {
            return switch (this) {
                case SINGLE -> OneRedis.begin(program, protection);
                case SENTINEL -> RedisTrio.begin(program, protection);
                case CLUSTER -> RedisShards.begin(program, protection);
            };
        }
    }

    @BeforeAll
    static void protect() throws Exception {
        users = Protection.byUser(folder);
        usersWithTls = users.over(Certificate.of(folder, "localhost", "ip:127.0.0.1"));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("over TLS")
    void overTls(Kind kind) {
        serves(kind, RedisHosts.installed(), usersWithTls);
    }

    static Stream<Arguments> programs() {
        return Stream.concat(Stream.of(RedisHosts.oldest(), RedisHosts.installed()), RedisHosts.others().stream())
                .flatMap(program -> Stream.of(Kind.values()).map(kind -> Arguments.of(kind, program)));
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("programs")
    @DisplayName("with TLS and without, on each server that is installed")
    void onEachServer(Kind kind, RedisProgram program) {
        serves(kind, program, users);
        serves(kind, program, usersWithTls);
    }

    private static void serves(Kind kind, RedisProgram program, Protection protection) {
        try (RedisSetup setup = kind.begin(program, protection)) {
            for (String protocol : List.of("2", "3")) {
                AccessTest.serves(setup.options().with("protocol", protocol));
            }
            setup.servers().forEach(AccessTest::assertNothingRefused);
            isRefused(setup.options().with("namespace", "another"));
            isRefused(setup.options().with("user", "stranger"));
        }
    }

    private static void isRefused(EngineOptions options) {
        assertThatThrownBy(() -> new Member(options)).isInstanceOf(EngineException.class);
    }
}
