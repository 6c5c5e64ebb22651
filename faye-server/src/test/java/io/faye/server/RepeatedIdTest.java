package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that sends the same id with every connect")
class RepeatedIdTest extends ServerTest {

    private Remote alice;
    private String id;

    @BeforeEach
    void subscribe() {
        alice = http();
        id = alice.handshake();
        alice.subscribe(id, "/a");
    }

    private static List<String> numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
    }

    @Test
    @DisplayName("gets every message once over one connection")
    void sameConnection() {
        List<String> received = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            http().publish("/a", i);
            received.addAll(alice.poll(id, "same"));
        }

        assertThat(received).isEqualTo(numbers(50));
    }

    @Test
    @DisplayName("is held when there is nothing new, instead of being answered again and again")
    void neverSpins() {
        http().publish("/a", 1);
        assertThat(alice.poll(id, "same")).containsExactly("1");
        CompletableFuture<List<Message>> held = alice.connect(id, "same");
        assertThat(held).isNotDone();
        http().publish("/a", 2);

        assertThat(Remote.data(held)).containsExactly("2");
    }

    @Test
    @DisplayName("gets every message once over a new connection each time, if its first connect was answered empty")
    void changingConnections() {
        Texts.await(alice.connect(id, "same", ",'advice':{'timeout':0}"));
        Texts.await(http().connect(id, "same", ",'advice':{'timeout':0}"));
        List<String> received = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            http().publish("/a", i);
            received.addAll(http().poll(id, "same"));
        }

        assertThat(received).isEqualTo(numbers(20));
    }

    @Test
    @DisplayName("gets one answer again at the most")
    void repeatsOnce() {
        http().publish("/a", 1);
        assertThat(alice.poll(id, "same")).containsExactly("1");
        assertThat(http().poll(id, "same")).containsExactly("1");
        CompletableFuture<List<Message>> held = http().connect(id, "same");
        assertThat(held).isNotDone();
        http().publish("/a", 2);
        assertThat(Remote.data(held)).containsExactly("2");
        http().publish("/a", 3);

        assertThat(http().poll(id, "same")).containsExactly("3");
    }

    @Test
    @DisplayName("confirms over one connection also an answer that it got again")
    void confirmsRepeated() {
        http().publish("/a", 1);
        assertThat(alice.poll(id, "same")).containsExactly("1");
        Remote bob = http();
        assertThat(bob.poll(id, "same")).containsExactly("1");

        assertThat(bob.connect(id, "same")).isNotDone();
    }
}
