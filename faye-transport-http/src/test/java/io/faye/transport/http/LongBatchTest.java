package io.faye.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.Message;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While a thread works on a batch that takes long,")
class LongBatchTest extends TestServer {

    private static final int MESSAGES = 200;

    private final List<String> processed = new CopyOnWriteArrayList<>();

    /** Every message takes a millisecond. During the first one another client sends something. */
    private final class Slow implements Extension {

        private final AtomicBoolean first = new AtomicBoolean(true);
        private final Runnable meanwhile;

        Slow(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public Verdict incoming(Message message, Exchange exchange) {
            if (first.getAndSet(false)) {
                meanwhile.run();
            }
            work();
            processed.add(message.channel().orElseThrow().toString());
            return Verdict.pass(message);
        }
    }

    private static void work() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(1)) {
            Thread.onSpinWait();
        }
    }

    private static String batch(String channel) {
        return IntStream.range(0, MESSAGES)
                .mapToObj(number -> publish(channel, String.valueOf(number)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    @DisplayName("another client is served, and the batch's reply comes after all of it")
    void servesOthers() {
        server(builder().threads(1));
        try (RawWebSocket attacker = socket();
                RawWebSocket other = socket()) {
            server().bayeux().addExtension(new Slow(() -> other.text("[" + publish("/other", "x") + "]")));
            String replies = attacker.text(batch("/batch")).text();
            other.text();

            assertThat(replies.split("\"successful\":true")).hasSize(MESSAGES + 1);
            assertThat(processed).hasSize(MESSAGES + 1);
            assertThat(processed.indexOf("/other")).isLessThan(MESSAGES / 2);
        }
    }

    @Test
    @DisplayName("a batch of another client goes on, too")
    void servesOtherBatches() {
        server(builder().threads(1));
        try (RawWebSocket one = socket();
                RawWebSocket other = socket()) {
            server().bayeux().addExtension(new Slow(() -> other.text(batch("/other"))));
            one.text(batch("/one")).text();
            other.text();

            assertThat(processed).hasSize(2 * MESSAGES);
            assertThat(processed.indexOf("/other")).isLessThan(MESSAGES / 2);
            assertThat(processed.subList(0, MESSAGES).stream()
                            .filter("/other"::equals)
                            .count())
                    .isGreaterThan(MESSAGES / 4);
        }
    }

    @Test
    @DisplayName("another client is served between the frames that came at once")
    void servesOthersBetweenFrames() {
        server(builder().threads(1));
        try (RawWebSocket attacker = socket();
                RawWebSocket other = socket()) {
            server().bayeux().addExtension(new Slow(() -> other.text(publish("/other", "x"))));
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int i = 0; i < MESSAGES; i++) {
                frames.writeBytes(RawWebSocket.masked(
                        0x81, publish("/frame", "x").replace('\'', '"').getBytes(UTF_8)));
            }
            attacker.connection().send(frames.toByteArray());
            other.text();
            for (int i = 0; i < MESSAGES; i++) {
                attacker.text();
            }

            assertThat(processed).hasSize(MESSAGES + 1);
            assertThat(processed.indexOf("/other")).isLessThan(MESSAGES / 2);
        }
    }

    @Test
    @DisplayName("another client is served between the requests that came at once, although each is answered at once")
    void servesOthersBetweenRequests() {
        AtomicReference<RawConnection> other = new AtomicReference<>();
        server(builder().threads(1).fallback(call -> {
            if (processed.isEmpty()) {
                other.get().request("GET", "/other");
            }
            work();
            processed.add(call.path());
            return CompletableFuture.completedFuture(HttpReply.text(200, "x"));
        }));
        try (RawConnection attacker = connection();
                RawConnection bystander = connection()) {
            other.set(bystander);
            attacker.send("GET /many HTTP/1.1\r\nHost: x\r\n\r\n".repeat(MESSAGES));
            bystander.reply();
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(attacker.reply().status()).isEqualTo(200);
            }

            assertThat(processed).hasSize(MESSAGES + 1);
            assertThat(processed.indexOf("/other")).isLessThan(MESSAGES / 2);
        }
    }

    @Test
    @DisplayName("messages over one connection keep their order")
    void keepsOrder() {
        server(builder().threads(1));
        try (RawWebSocket publisher = socket();
                RawWebSocket subscriber = socket()) {
            subscriber.join("/ordered");
            server().bayeux().addExtension(new Slow(() -> {}));
            publisher.text(batch("/ordered"));
            publisher.text(publish("/ordered", "last"));

            StringBuilder received = new StringBuilder();
            while (received.indexOf("\"last\"") < 0) {
                received.append(subscriber.text());
            }
            int at = -1;
            for (int number = 0; number < MESSAGES; number++) {
                int next = received.indexOf("\"data\":\"" + number + "\"");
                assertThat(next).as("message %s", number).isGreaterThan(at);
                at = next;
            }
        }
    }
}
