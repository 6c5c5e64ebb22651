package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Attachment;
import io.faye.engine.EngineOptions;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

@DisplayName("When Redis comes back without what it had stored")
class LossTest {

    private final RedisServer forgetful = RedisServer.start(List.of("--appendonly", "no"));
    private final EngineOptions options = RedisTests.options(forgetful);
    private final Member owner = new Member(options);
    private final Member other = new Member(options);
    private ClientId alice;
    private Attachment attached;

    @BeforeEach
    void begin() {
        alice = owner.client(Map.of("name", "Alice"));
        owner.subscribe(alice, "/a");
        attached = owner.attach(alice);
        owner.publish("/a", "before");
        Member.until("the message has come", () -> owner.waiting(alice).size() == 1);
        forgetful.kill();
        forgetful.restart();
    }

    @AfterEach
    void close() {
        owner.close();
        other.close();
        forgetful.close();
    }

    private boolean exists(Member member) {
        try {
            return member.exists(alice);
        } catch (AssertionError e) {
            return false;
        }
    }

    @Test
    @DisplayName("sessions go on where their processes live, with all they had")
    void sessionsGoOn() {
        Member.until("the session is there again", () -> exists(other));
        other.publish("/a", "after");
        Member.until("the message has come", () -> owner.waiting(alice).size() == 2);
        assertThat(owner.waiting(alice)).containsExactly("\"before\"", "\"after\"");
        assertThat(owner.noted).doesNotContain("ended " + alice, "moved " + alice);
    }

    @Test
    @DisplayName("sessions can go elsewhere, with their attributes and subscriptions")
    void sessionsCanMove() {
        Member.until("the session is there again", () -> exists(other));
        Member.get(attached.acknowledge(1));
        assertThat(other.attach(alice).attributes()).isEqualTo(Map.of("name", "Alice"));
        owner.publish("/a", "after");
        Member.until("the message has come", () -> !other.waiting(alice).isEmpty());
        assertThat(other.waiting(alice)).containsExactly("\"after\"");
    }

    @Test
    @DisplayName("sessions that ended are not brought back")
    void endedSessionsStayEnded() {
        Member.until("the session is there again", () -> exists(other));
        Member.get(other.engine.destroyClient(alice));
        Member.until("everybody knows", () -> owner.noted.contains("ended " + alice));
        forgetful.kill();
        forgetful.restart();
        owner.recover(alice);
        ClientId bob = owner.client();
        owner.subscribe(bob, "/a");
        owner.attach(bob);
        owner.publish("/a", "after");
        Member.until("owner has read the new log", () -> owner.waiting(bob).size() == 1);
        other.recover(alice);
        assertThat(other.exists(alice)).isFalse();
    }

    @Test
    @DisplayName("it is told which attachment is the newest, so that a late release of an earlier one changes nothing")
    void newestAttachmentIsKnown() {
        Member.until("the session is there again", () -> exists(other));
        owner.attach(alice);
        forgetful.kill();
        forgetful.restart();
        Member.until("the session is there once more", () -> exists(other));
        String session = RedisTests.keys(options).log().replace(":log", ":session:" + alice);
        try (Jedis connection = forgetful.connect()) {
            assertThat(connection.hget(session, "attachment")).isEqualTo("2");
        }
    }
}
