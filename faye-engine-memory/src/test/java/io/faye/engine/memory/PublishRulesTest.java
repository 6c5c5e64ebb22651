package io.faye.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory engine's publishing")
class PublishRulesTest {

    private final Service service = new Service();
    private final Host host = service.host;

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    @DisplayName("PUB-1 delivers once to a client whose subscriptions overlap")
    void deliversOncePerClient() {
        Client alice = service.client();
        for (String pattern : List.of("/a/b", "/a/*", "/a/**", "/**")) {
            alice.subscribe(pattern);
        }
        service.publish("/a/b", 1);
        assertThat(alice.waiting()).containsExactly("1");
    }

    @Test
    @DisplayName("PUB-1 delivers to whoever has a matching subscription, and to nobody else")
    void deliversToMatching() {
        Client exact = service.client();
        Client star = service.client();
        Client deep = service.client();
        Client other = service.client();
        exact.subscribe("/a/b");
        star.subscribe("/a/*");
        deep.subscribe("/a/**");
        other.subscribe("/a/c");
        service.publish("/a/b", 1);
        service.publish("/a/b/c", 2);
        assertThat(exact.waiting()).containsExactly("1");
        assertThat(star.waiting()).containsExactly("1");
        assertThat(deep.waiting()).containsExactly("1", "2");
        assertThat(other.waiting()).isEmpty();
    }

    @Test
    @DisplayName("PUB-1 delivers what goes to a service channel only to subscriptions of such channels")
    void hidesServiceChannels() {
        Client all = service.client();
        Client helper = service.client();
        all.subscribe("/**");
        all.subscribe("/*");
        helper.subscribe("/service/**");
        service.publish("/service/a", 1);
        assertThat(all.waiting()).isEmpty();
        assertThat(helper.waiting()).containsExactly("1");
    }

    @Test
    @DisplayName("PUB-2 keeps one publisher's order, also across channels, and shows all the same order of a channel")
    void keepsOrder() throws Exception {
        int publishers = 4;
        int messages = 2_000;
        List<Client> readers = new ArrayList<>();
        for (String pattern : List.of("/a/1", "/a/1", "/a/*", "/**")) {
            readers.add(service.client());
            readers.get(readers.size() - 1).subscribe(pattern);
        }
        List<Client> writers =
                IntStream.range(0, publishers).mapToObj(i -> service.client()).toList();
        Concurrently.run(publishers, thread -> {
            for (int i = 0; i < messages; i++) {
                String channel = "/a/" + i % 3;
                service.engine.publish(Service.message(writers.get(thread).id, channel, List.of(thread, i)));
            }
        });
        List<String> one = readers.get(0).waiting();
        List<String> all = readers.get(3).waiting();
        assertThat(all).hasSize(publishers * messages);
        assertThat(readers.get(1).waiting()).isEqualTo(one);
        for (Client reader : readers) {
            assertThat(reader.waiting().stream().filter(one::contains)).containsExactlyElementsOf(one);
        }
        for (int thread = 0; thread < publishers; thread++) {
            String prefix = "[" + thread + ",";
            assertThat(all.stream().filter(data -> data.startsWith(prefix)))
                    .containsExactlyElementsOf(IntStream.range(0, messages)
                            .mapToObj(i -> prefix + i + "]")
                            .toList());
        }
    }

    @Test
    @DisplayName("PUB-3 is reported once, with who, where and what, whether or not anybody is subscribed")
    void isReported() {
        Client alice = service.client();
        Client stranger = service.stranger();
        alice.publish("/a", "x");
        service.publish("/b", List.of());
        stranger.publish("/c", 1);
        alice.subscribe("/d");
        alice.publish("/d", 2);
        Service.get(service.engine.publish(Message.to(Channel.of("/e"))));
        assertThat(host.events())
                .containsExactly(
                        "handshake 1",
                        "publish 1 /a \"x\"",
                        "publish - /b []",
                        "publish - /c 1",
                        "subscribe 1 /d",
                        "publish 1 /d 2",
                        "publish - /e null");
    }

    @Test
    @DisplayName("PUB-3 is reported without a publisher once his session has ended, and delivered")
    void endedPublisherIsNobody() {
        Client alice = service.client();
        Client bob = service.client();
        bob.subscribe("/a");
        alice.destroy();
        alice.publish("/a", 1);
        assertThat(host.heard("publish")).containsExactly("publish - /a 1");
        assertThat(bob.waiting()).containsExactly("1");
    }

    @Test
    @DisplayName("PUB-3 PUB-4 fails without a valid channel: nothing is reported or delivered")
    void failsWithoutChannel() {
        service.client().subscribe("/**");
        host.forget();
        CompletableFuture<Void> stage = service.engine.publish(Message.EMPTY).toCompletableFuture();
        assertThat(stage).isCompletedExceptionally();
        assertThat(host.heard()).isEmpty();
    }

    @Test
    @DisplayName("PUB-4 is complete when every subscriber can read the message")
    void completesWhenQueued() {
        List<Client> readers =
                IntStream.range(0, 50).mapToObj(i -> service.client()).toList();
        readers.forEach(reader -> reader.subscribe("/a"));
        service.publish("/a", 1);
        assertThat(readers).allSatisfy(reader -> assertThat(reader.waiting()).containsExactly("1"));
    }

    @Test
    @DisplayName("PUB-5 passes everything on as it came, but the client id")
    void passesEverythingOn() {
        Client alice = service.client();
        alice.subscribe("/a");
        Message message = Service.message(alice.id, "/a", 1)
                .with("id", Json.parse("\"x\\u0041\""))
                .with("ext", Json.parse("{ \"n\" : 1.000e+2 }"))
                .with("unknown", Json.parse("[12345678901234567890.10, \"\\ud83d\\ude00 é\"]"));
        Service.get(service.engine.publish(message));
        Message read = alice.read(0, 1).messages().get(0);
        assertThat(read).isEqualTo(message.without("clientId"));
        assertThat(read.toJson().toString())
                .contains("{ \"n\" : 1.000e+2 }", "[12345678901234567890.10, \"\\ud83d\\ude00 é\"]", "\"x\\u0041\"");
    }

    @Test
    @DisplayName("gives all subscribers the very same message, encoded once")
    void sharesOneMessage() {
        Client alice = service.client();
        Client bob = service.client();
        alice.subscribe("/a");
        bob.subscribe("/*");
        service.publish("/a", 1);
        Message message = alice.read(0, 1).messages().get(0);
        assertThat(bob.read(0, 1).messages().get(0)).isSameAs(message);
    }
}
