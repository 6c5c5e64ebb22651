package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.faye.engine.EngineListener;
import io.faye.engine.EngineOptions;
import io.faye.engine.QueueLimits;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A local client whose session is over")
class LocalClientSessionTest extends ServerTest {

    private static final String[] PATTERNS = {"/a", "/b/*", "/c/**"};

    private final ScriptedProvider provider = new ScriptedProvider();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<ClientId> handshakes = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> subscriptions = new LinkedBlockingQueue<>();
    private final BlockingQueue<ClientId> ends = new LinkedBlockingQueue<>();
    private LocalClient client;

    @Override
    BayeuxServerBuilder settings() {
        return super.settings()
                .timeout(Duration.ofSeconds(2))
                .queueLimits(new QueueLimits(100, 1 << 20, QueueLimits.Policy.END_SESSION))
                .engine(provider, EngineOptions.none());
    }

    @BeforeEach
    void open() throws InterruptedException {
        server.addListener(new EngineListener() {
            @Override
            public void handshake(ClientId session) {
                handshakes.add(session);
            }

            @Override
            public void subscribe(ClientId session, ChannelPattern pattern) {
                subscriptions.add(pattern.toString());
            }

            @Override
            public void disconnect(ClientId session) {
                ends.add(session);
            }
        });
        client = server.client();
        for (String pattern : PATTERNS) {
            Texts.await(client.subscribe(pattern, this::receive));
        }
        restored();
    }

    private void receive(Message message) {
        received.add(message.data().orElseThrow().toString());
    }

    private static ConditionFactory eventually() {
        return await().atMost(20, TimeUnit.SECONDS).pollInterval(Duration.ofMillis(10));
    }

    /** Waits until a session has begun and holds each subscription. {@return the session} */
    private ClientId restored() throws InterruptedException {
        ClientId session = handshakes.poll(20, TimeUnit.SECONDS);
        assertThat(session).as("a new session").isNotNull();
        List<String> held = new ArrayList<>();
        for (int i = 0; i < PATTERNS.length; i++) {
            held.add(subscriptions.poll(20, TimeUnit.SECONDS));
        }
        assertThat(held).containsExactlyInAnyOrder(PATTERNS);
        return session;
    }

    private Set<ClientId> sessions() {
        return Texts.await(server.sessions().list(null, 100)).clients().keySet();
    }

    /** Looks at it for longer than the pauses between two attempts to begin a session. */
    private void hasOneSessionThatStays(ClientId session) {
        await().pollDelay(Duration.ofMillis(500)).atMost(20, TimeUnit.SECONDS).until(() -> true);
        assertThat(handshakes).isEmpty();
        assertThat(subscriptions).isEmpty();
        assertThat(sessions()).containsExactly(session);
        List<CompletionStage<Void>> published = new ArrayList<>();
        for (String channel : List.of("/a", "/b/x", "/c/x/y")) {
            published.add(client.publish(channel, channel));
        }
        published.forEach(Texts::await);
        Texts.await(client.publish("/a", "last"));
        List<String> messages = new ArrayList<>();
        eventually().until(() -> received.drainTo(messages) >= 0 && messages.contains("\"last\""));
        assertThat(messages).containsExactly("\"/a\"", "\"/b/x\"", "\"/c/x/y\"", "\"last\"");
    }

    @Test
    @DisplayName("because it was ended, begins exactly one new session, again and again")
    void isEnded() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            ClientId session = sessions().iterator().next();
            assertThat(Texts.await(server.sessions().disconnect(session))).isTrue();
            restored();
        }
        hasOneSessionThatStays(sessions().iterator().next());
    }

    @Test
    @DisplayName("because it has expired, begins exactly one new session")
    void expires() throws InterruptedException {
        AtomicBoolean silent = new AtomicBoolean(true);
        ClientId session = sessions().iterator().next();
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                boolean connects =
                        message.channel().filter(Channel.CONNECT::equals).isPresent();
                return silent.get() && connects ? Verdict.drop() : Verdict.pass(message);
            }
        });
        assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo(session);
        silent.set(false);
        hasOneSessionThatStays(restored());
    }

    @Test
    @DisplayName("asks once for a subscription whose request is under way while the others are restored")
    void asksOnceMeanwhile() throws InterruptedException {
        CompletableFuture<Verdict> decision = new CompletableFuture<>();
        BlockingQueue<Message> asked = new LinkedBlockingQueue<>();
        provider.fail("subscribe"::equals);
        Texts.await(server.sessions().disconnect(sessions().iterator().next()));
        assertThat(handshakes.poll(20, TimeUnit.SECONDS)).isNotNull();
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                boolean isLate = message.toString().contains("/late");
                if (isLate) {
                    asked.add(message);
                }
                return isLate ? Verdict.when(decision) : Verdict.pass(message);
            }
        });
        CompletionStage<?> late = client.subscribe("/late", this::receive);
        eventually().until(() -> !asked.isEmpty());
        provider.comeBack();
        // Longer than the pause after which the others are asked for again.
        await().pollDelay(Duration.ofSeconds(1)).atMost(20, TimeUnit.SECONDS).until(() -> true);
        decision.complete(Verdict.refuse(new BayeuxError(403, List.of(), "No")));

        assertThatThrownBy(() -> late.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasMessageContaining("403");
        List<String> held = new ArrayList<>();
        for (int i = 0; i < PATTERNS.length; i++) {
            held.add(subscriptions.poll(20, TimeUnit.SECONDS));
        }
        assertThat(held).containsExactlyInAnyOrder(PATTERNS);
        assertThat(asked).hasSize(1);
    }

    @Test
    @DisplayName("because its queue has overflowed while a handler blocks, begins exactly one new session")
    void overflows() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        Texts.await(client.subscribe("/block", message -> {
            blocked.countDown();
            awaitUninterrupted(go);
        }));
        assertThat(subscriptions.poll(20, TimeUnit.SECONDS)).isEqualTo("/block");
        ClientId session = sessions().iterator().next();
        Texts.await(client.publish("/block", 0));
        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
        Remote other = http();
        while (sessions().contains(session)) {
            other.publish("/c/d", 0);
        }
        assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo(session);
        ClientId next = handshakes.poll(20, TimeUnit.SECONDS);
        eventually().until(() -> subscriptions.size() == PATTERNS.length + 1);
        subscriptions.clear();
        go.countDown();
        Texts.await(client.publish("/a", "go"));
        eventually().until(() -> received.contains("\"go\""));
        received.clear();
        hasOneSessionThatStays(next);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("while the engine is away, begins exactly one new session when the engine is back")
    void endsDuringAnOutage() throws InterruptedException {
        ClientId session = sessions().iterator().next();
        provider.goAway();
        assertThat(Texts.await(provider.engine().destroyClient(session))).isPresent();
        eventually().until(() -> refuses(client.publish("/a", 0)));
        assertThat(handshakes).isEmpty();
        provider.comeBack();
        hasOneSessionThatStays(restored());
    }

    private static boolean refuses(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
            return false;
        } catch (Exception e) {
            assertThat(e).hasCauseInstanceOf(RefusedException.class);
            return true;
        }
    }

    @Test
    @DisplayName("and whose subscriptions cannot be restored at once, has them when the engine is back")
    void restoresLater() throws InterruptedException {
        ClientId session = sessions().iterator().next();
        provider.fail(operation -> operation.equals("subscribe"));
        assertThat(Texts.await(server.sessions().disconnect(session))).isTrue();
        ClientId next = handshakes.poll(20, TimeUnit.SECONDS);
        assertThat(refuses(client.subscribe("/d", this::receive))).isTrue();
        assertThat(subscriptions).isEmpty();
        provider.comeBack();
        eventually().until(() -> subscriptions.size() == PATTERNS.length);
        assertThat(subscriptions).containsExactlyInAnyOrder(PATTERNS);
        subscriptions.clear();
        hasOneSessionThatStays(next);
    }

    @Test
    @DisplayName("only as it seems, because the engine is away for a while, keeps session and subscriptions")
    void keepsItsSession() throws InterruptedException {
        ClientId session = sessions().iterator().next();
        CountDownLatch failures = new CountDownLatch(3);
        provider.misbehave(operation -> {
            if (operation.equals("attach")) {
                failures.countDown();
            }
            return ScriptedProvider.outage(operation);
        });
        assertThat(failures.await(20, TimeUnit.SECONDS)).isTrue();
        provider.comeBack();
        hasOneSessionThatStays(session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/meta/handshake", "/meta/connect"})
    @DisplayName("makes no storm while an extension refuses what it asks")
    void makesNoStorm(String channel) throws InterruptedException {
        AtomicBoolean refusing = new AtomicBoolean(true);
        BlockingQueue<Message> asked = new LinkedBlockingQueue<>();
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                boolean refused = refusing.get()
                        && message.channel().filter(Channel.of(channel)::equals).isPresent();
                if (refused) {
                    asked.add(message);
                }
                return refused ? Verdict.refuse(new BayeuxError(403, List.of(), "No")) : Verdict.pass(message);
            }
        });
        Texts.await(server.sessions().disconnect(sessions().iterator().next()));
        await().pollDelay(Duration.ofSeconds(1)).atMost(20, TimeUnit.SECONDS).until(() -> !asked.isEmpty());
        assertThat(asked).hasSizeLessThan(20);
        refusing.set(false);
        eventually().until(() -> sessions().size() == 1 && !refuses(client.publish("/nobody", 0)));
        AtomicInteger probes = new AtomicInteger();
        eventually().until(() -> arrives(probes.incrementAndGet()));
        handshakes.clear();
        subscriptions.clear();
        hasOneSessionThatStays(sessions().iterator().next());
    }

    /** {@return whether this arrives, after all that was published before} */
    private boolean arrives(int probe) throws InterruptedException {
        Texts.await(client.publish("/a", probe));
        String next = received.poll(1, TimeUnit.SECONDS);
        while (next != null && !next.equals(String.valueOf(probe))) {
            next = received.poll(1, TimeUnit.SECONDS);
        }
        return next != null;
    }

    @Test
    @DisplayName("because it is closed, asks nothing more, and fails what waits")
    void closes() {
        CompletableFuture<Verdict> decision = new CompletableFuture<>();
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                boolean begins =
                        message.channel().filter(Channel.HANDSHAKE::equals).isPresent();
                return begins ? Verdict.when(decision) : Verdict.pass(message);
            }
        });
        LocalClient another = server.client();
        CompletionStage<Void> publish = another.publish("/a", 1);
        CompletionStage<LocalClient.Subscription> subscribe = another.subscribe("/a", this::receive);
        another.close();
        another.close();
        for (CompletionStage<?> stage : Arrays.asList(publish, subscribe, another.publish("/a", 2))) {
            assertThatThrownBy(() -> stage.toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("closed");
        }
        decision.complete(Verdict.pass(Texts.message(
                "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['in-process']}")));
        client.close();
        eventually().until(() -> handshakes.size() == 1 && sessions().isEmpty());
        assertThat(received).isEmpty();
    }
}
