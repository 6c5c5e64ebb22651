package io.faye.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.extension.testing.ExtensionTester;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Extensions can be")
class ExtensionsTest {

    private static final BayeuxError NO = new BayeuxError(403, List.of(), "No");
    private static final Message MESSAGE = Message.to(Channel.of("/a"));

    private static Extension refusing(Way way) {
        return way.extension((message, exchange) -> Verdict.refuse(NO));
    }

    private static Verdict ask(Way way, ExtensionTester tester, Message message, Exchange exchange) {
        return way == Way.IN ? tester.incoming(message, exchange) : tester.outgoing(message, exchange);
    }

    private static Verdict ask(Way way, Extension extension, Message message) {
        EmptyService service = new EmptyService();
        return way == Way.IN ? extension.incoming(message, service) : extension.outgoing(message, service);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "/rooms/{room}/messages, /rooms/1/messages, true",
        "/rooms/{room}/messages, /rooms/1/other, false",
        "/rooms/{room}/messages, /rooms/1/messages/2, false",
        "/rooms/*, /rooms/1, true",
        "/rooms/*, /rooms, false",
        "/rooms/**, /rooms, false",
        "/rooms/**, /rooms/1/2/3, true",
        "/rooms/**, /other/1, false",
        "/**, /service/orders, true",
        "/**, /meta/subscribe, false",
        "/{any}/subscribe, /meta/subscribe, false",
        "/meta/*, /meta/subscribe, true",
        "/meta/**, /metal/subscribe, false"
    })
    @DisplayName("put on channels of a template")
    void onTemplate(String template, String channel, boolean seen) {
        for (Way way : Way.values()) {
            try (ExtensionTester tester = ExtensionTester.of(Extensions.onChannels(template, refusing(way)))) {
                Message message = Message.to(Channel.of(channel));
                assertThat(ask(way, tester, message, tester.exchange().build()))
                        .isEqualTo(seen ? Verdict.refuse(NO) : Verdict.pass(message));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("put on channels of a pattern, and do not see messages without a channel")
    void onPattern(Way way) {
        Extension below = Extensions.onChannels(ChannelPattern.of("/a/*"), refusing(way));
        try (ExtensionTester tester = ExtensionTester.of(below)) {
            Exchange exchange = tester.exchange().build();
            Message within = Message.to(Channel.of("/a/b"));
            assertThat(ask(way, tester, within, exchange)).isEqualTo(Verdict.refuse(NO));
            assertThat(Stream.of(MESSAGE, Message.EMPTY))
                    .allSatisfy(message ->
                            assertThat(ask(way, tester, message, exchange)).isEqualTo(Verdict.pass(message)));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("kept from clients in the server's own process")
    void remoteOnly(Way way) {
        try (ExtensionTester tester = ExtensionTester.of(Extensions.remoteOnly(refusing(way)))) {
            assertThat(ask(way, tester, MESSAGE, tester.exchange().build())).isEqualTo(Verdict.refuse(NO));
            assertThat(ask(way, tester, MESSAGE, tester.exchange().local().build()))
                    .isEqualTo(Verdict.pass(MESSAGE));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("run where they may block")
    void offload(Way way) {
        List<String> threads = new ArrayList<>();
        Extension blocking = way.extension((message, exchange) -> {
            threads.add(Thread.currentThread().getName());
            return Verdict.when(CompletableFuture.completedFuture(Verdict.refuse(NO)));
        });
        try (ExtensionTester tester = ExtensionTester.of(Extensions.offloading(1, 1, blocking))) {
            assertThat(ask(way, tester, MESSAGE, tester.exchange().build())).isEqualTo(Verdict.refuse(NO));
        }
        assertThat(threads).singleElement().asString().startsWith("faye-extension-");
    }

    @Test
    @DisplayName("given a bounded number of threads and places, beyond which they refuse")
    void boundThreads() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Extension blocking = Way.IN.extension((message, exchange) -> {
            started.countDown();
            await(released);
            return Verdict.pass(message);
        });
        Extension offloaded = Extensions.offloading(1, 1, blocking);
        EmptyService service = new EmptyService();
        offloaded.added(service);
        Verdict first = offloaded.incoming(MESSAGE, service);
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        Verdict second = offloaded.incoming(MESSAGE, service);
        assertThat(offloaded.incoming(MESSAGE, service))
                .isEqualTo(Verdict.refuse(new BayeuxError(503, List.of(), "Server busy")));
        released.countDown();
        assertThat(Stream.of(first, second).map(PipelineFixture::settled))
                .containsExactly(Verdict.pass(MESSAGE), Verdict.pass(MESSAGE));
        offloaded.removed();
        assertThat(offloaded.incoming(MESSAGE, service))
                .isEqualTo(Verdict.refuse(new BayeuxError(503, List.of(), "Server busy")));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("run on an executor of one's own, and refused as a fault where they throw")
    void throwElsewhere(Way way) {
        Extension broken = way.extension((message, exchange) -> {
            throw new IllegalStateException("planted");
        });
        try (ExtensionTester tester = ExtensionTester.of(Extensions.offloading(Runnable::run, broken))) {
            assertThat(ask(way, tester, MESSAGE, tester.exchange().build()))
                    .isEqualTo(Verdict.refuse(BayeuxError.internal()));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("given less time than the server gives")
    void limitTime(Way way) {
        Extension hanging = way.extension((message, exchange) -> message.equals(MESSAGE)
                ? Verdict.when(CompletableFuture.completedFuture(Verdict.when(new CompletableFuture<>())))
                : Verdict.pass(message));
        Extension limited = Extensions.timeLimit(Duration.ofMillis(20), hanging);
        Verdict.When late = (Verdict.When) ask(way, limited, MESSAGE);
        assertThat(late.later())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TimeoutException.class);
        assertThat(ask(way, limited, Message.EMPTY)).isEqualTo(Verdict.pass(Message.EMPTY));
    }

    @Test
    @DisplayName("recognised inside what stands around them")
    void sayWhatTheyAre() {
        Extension inner = new EmptyExtension();
        Extension around = Extensions.timeLimit(
                Duration.ofSeconds(1),
                Extensions.onChannels("/a/{b}", Extensions.remoteOnly(Extensions.offloading(1, 1, inner))));
        assertThat(around)
                .hasToString("timeLimit(PT1S, onChannels(/a/{b}, remoteOnly(offloading("
                        + EmptyExtension.class.getName() + "))))");
    }

    @Test
    @DisplayName("told that they were added and removed, also inside")
    void areTold() {
        EmptyExtension inner = new EmptyExtension();
        try (ExtensionTester tester =
                ExtensionTester.of(Extensions.timeLimit(Duration.ofSeconds(1), Extensions.offloading(1, 1, inner)))) {
            assertThat(inner.told).containsExactly(tester.sessions());
        }
        assertThat(inner.told).hasSize(2);
    }

    /** Only listens to what it is told. */
    private static final class EmptyExtension implements Extension {

        private final List<Object> told = new ArrayList<>();

        @Override
        public void added(Sessions sessions) {
            told.add(sessions);
        }

        @Override
        public void removed() {
            told.add("removed");
        }
    }

    @Test
    @DisplayName("given only limits that are some")
    void wantLimits() {
        Extension none = new Extension() {};
        assertThatIllegalArgumentException().isThrownBy(() -> Extensions.offloading(0, 1, none));
        assertThatIllegalArgumentException().isThrownBy(() -> Extensions.offloading(1, 0, none));
        assertThatIllegalArgumentException().isThrownBy(() -> Extensions.timeLimit(Duration.ZERO, none));
        assertThatIllegalArgumentException().isThrownBy(() -> Extensions.onChannels("/a/**/b", none));
    }
}
