package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Extension;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An authentication that allows late credentials")
class LateCredentialsTest extends GuardedServerTest {

    /** Connects do not wait for each other, as other messages of one session do in one process. */
    private static final String CONNECT =
            "{'channel':'/meta/connect','clientId':'%s','connectionType':'long-polling'," + "'advice':{'timeout':0}%s}";

    /** Not the JVM's pool, which may have one thread only. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final CyclicBarrier both = new CyclicBarrier(2);

    /** Knows a name, and, for names with a mark, only when two have been shown at once. */
    private final Authenticator names = credentials -> credentials
            .auth("name")
            .map(name -> name.endsWith("!")
                    ? CompletableFuture.supplyAsync(() -> meet(name), threads)
                    : CompletableFuture.completedFuture(AuthenticationResult.authenticated(Principal.of(name))))
            .orElseGet(() -> CompletableFuture.completedFuture(AuthenticationResult.absent()));

    @AfterEach
    void endThreads() {
        threads.shutdown();
    }

    private AuthenticationResult meet(String name) {
        try {
            both.await(15, TimeUnit.SECONDS);
            return AuthenticationResult.authenticated(Principal.of(name.replace("!", "")));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    List<Extension> guards() {
        return List.of(Authentication.builder()
                .authenticator(names)
                .allowLateCredentials()
                .maxSessions(2)
                .build());
    }

    private static String name(String name) {
        return ",'ext':{'auth':{'name':'" + name + "'}}";
    }

    private String userOf(ClientId client) {
        return Visitor.await(server.sessions().attributes(client))
                .flatMap(Principal::of)
                .map(Principal::name)
                .orElse("nobody");
    }

    @Test
    @DisplayName("keeps with a session whom the first message with a credential names")
    void firstMessage() {
        Visitor visitor = http();
        ClientId client = visitor.begin("");
        assertThat(userOf(client)).isEqualTo("nobody");

        assertThat(visitor.poll(client, name("ada")).isSuccessful()).isTrue();
        assertThat(userOf(client)).isEqualTo("ada");
        assertThat(visitor.poll(client, name("bob")).error()).contains("403::The session is somebody else's");
        assertThat(visitor.poll(client, "").isSuccessful()).isTrue();
    }

    @Test
    @DisplayName("lets one of two users through who bring credentials for one session at once")
    void atOnce() {
        for (int round = 0; round < 20; round++) {
            ClientId client = http().begin("");
            CompletableFuture<List<Message>> ada = http().send(CONNECT, client, name("ada!"));
            CompletableFuture<List<Message>> bob = http().send(CONNECT, client, name("bob!"));

            String first = userOfReplies(Visitor.await(ada), Visitor.await(bob));
            assertThat(userOf(client)).isEqualTo(first);
            Visitor.await(server.sessions().disconnect(client));
        }
    }

    /** {@return who was let through} */
    private static String userOfReplies(List<Message> ada, List<Message> bob) {
        boolean adaIsFirst = ada.get(0).isSuccessful();
        assertThat(bob.get(0).isSuccessful()).isNotEqualTo(adaIsFirst);
        Message refused = (adaIsFirst ? bob : ada).get(0);
        assertThat(refused.error()).contains("403::The session is somebody else's");
        return adaIsFirst ? "ada" : "bob";
    }

    @Test
    @DisplayName("takes two connections of one user for one session at once")
    void sameUserAtOnce() {
        ClientId client = http().begin("");
        CompletableFuture<List<Message>> one = http().send(CONNECT, client, name("ada!"));
        CompletableFuture<List<Message>> other = http().send(CONNECT, client, name("ada!"));

        assertThat(Visitor.await(one).get(0).error()).isEmpty();
        assertThat(Visitor.await(other).get(0).error()).isEmpty();
        assertThat(userOf(client)).isEqualTo("ada");
    }

    @Test
    @DisplayName("counts a session for its principal from then on, and until it ends")
    void counts() {
        Visitor visitor = http();
        ClientId first = visitor.begin(name("ada"));
        visitor.begin(name("ada"));
        ClientId second = visitor.begin("");

        assertThat(visitor.poll(second, name("ada")).error()).contains("429:sessions:Too many sessions");
        assertThat(userOf(second)).isEqualTo("nobody");
        Visitor.await(server.sessions().disconnect(first));
        assertThat(visitor.poll(second, name("ada")).isSuccessful()).isTrue();
        assertThat(visitor.shakeHands(name("ada")).error()).contains("429:sessions:Too many sessions");
    }
}
