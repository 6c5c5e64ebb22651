package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faye.engine.EngineListener;
import io.faye.engine.EngineOptions;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What docs/threads.md says. */
@DisplayName("Of a server's threads")
class ThreadsTest extends ServerTest {

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final ScriptedProvider provider = new ScriptedProvider();
    private final BlockingQueue<String> threads = new LinkedBlockingQueue<>();

    @Override
    BayeuxServerBuilder settings() {
        return super.settings()
                .timeout(Duration.ofSeconds(2))
                .operationTimeout(Duration.ofSeconds(1))
                .extensionTimeout(Duration.ofSeconds(2))
                .engine(provider, EngineOptions.none());
    }

    /** Notes on which threads it sees replies and deliveries on some channel. */
    private final class Outgoing implements Extension {

        private final Channel channel;

        Outgoing(String channel) {
            this.channel = Channel.of(channel);
        }

        @Override
        public Verdict outgoing(Message message, Exchange exchange) {
            if (message.channel().filter(channel::equals).isPresent()) {
                note();
            }
            return Verdict.pass(message);
        }
    }

    private void note() {
        threads.add(Thread.currentThread().getName());
    }

    private String thread() throws InterruptedException {
        String name = threads.poll(20, TimeUnit.SECONDS);
        assertThat(name).as("a thread").isNotNull();
        return name;
    }

    @Test
    @DisplayName("listeners have their own, also for the end of a session that has expired")
    void runsListeners() throws InterruptedException {
        server.addListener(new EngineListener() {
            @Override
            public void handshake(ClientId client) {
                note();
            }

            @Override
            public void disconnect(ClientId client) {
                note();
            }
        });
        http().handshake();
        assertThat(thread()).startsWith("faye-listener-");
        assertThat(thread()).startsWith("faye-listener-");
    }

    @Test
    @DisplayName("an inline listener runs before the client hears of the operation, on the thread that completes it")
    void runsInlineListeners() {
        BayeuxServer other = settings()
                .inlineListener(new EngineListener() {
                    @Override
                    public void handshake(ClientId client) {
                        note();
                    }
                })
                .build();
        try {
            new Remote(other, Runnable::run, false).handshake();
            assertThat(threads).containsExactly(Thread.currentThread().getName());
        } finally {
            other.close();
        }
    }

    @Test
    @DisplayName("handlers of local clients have their own")
    void runsHandlers() throws InterruptedException {
        LocalClient client = server.client();
        Texts.await(client.subscribe("/a", message -> note()));
        Texts.await(client.publish("/a", 1));
        assertThat(thread()).startsWith("faye-local-client-");
    }

    @Test
    @DisplayName("handlers of services have their own")
    void runsServices() throws InterruptedException {
        server.services().answer("/service/a", call -> {
            note();
            return ServiceReply.success(1);
        });
        Remote remote = http();
        remote.askOne("{'channel':'/service/a','clientId':'%s','data':1}", remote.handshake());
        assertThat(thread()).startsWith("faye-service-");
    }

    @Test
    @DisplayName("what goes on after an extension's late verdict, or after one that never comes, has its own")
    void runsExtensions() throws InterruptedException {
        CompletableFuture<Verdict> late = new CompletableFuture<>();
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                return message.data().isPresent() ? Verdict.when(late) : Verdict.when(new CompletableFuture<>());
            }
        });
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                note();
                return Verdict.pass(message);
            }
        });
        server.addExtension(new Outgoing("/b"));
        CompletableFuture<List<Message>> published = http().send("{'channel':'/a','data':1}");
        late.complete(Verdict.pass(Texts.message("{'channel':'/a','data':1}")));
        assertThat(Texts.await(published).get(0).isSuccessful()).isTrue();
        assertThat(thread()).startsWith("faye-extension-");
        assertThat(http().askOne("{'channel':'/b'}").error()).contains("500::Internal server error");
        assertThat(thread()).startsWith("faye-extension-");
    }

    @Test
    @DisplayName("the timer's answers no poll that has been held for its time")
    void answersPolls() throws InterruptedException {
        Remote remote = http();
        String client = remote.handshake();
        server.addExtension(new Outgoing("/meta/connect"));
        assertThat(Texts.await(remote.connect(client, 1)).get(0).isSuccessful()).isTrue();
        assertThat(thread()).doesNotStartWith("faye-server-timer-");
    }

    @Test
    @DisplayName("a worker goes on after an operation of the engine that does not complete in time")
    void timesOut() throws InterruptedException {
        server.addExtension(new Outgoing("/a"));
        provider.misbehave(operation -> new CompletableFuture<>());
        assertThat(http().askOne("{'channel':'/a','data':1}").isSuccessful()).isFalse();
        assertThat(thread()).startsWith("faye-server-worker-");
    }

    @Test
    @DisplayName("none is left when the server is closed, and all have names")
    void leavesNone() throws Exception {
        runsExtensions();
        server.extensions().forEach(server::removeExtension);
        runsHandlers();
        runsServices();
        Set<Thread> started = newThreads();
        assertThat(started.stream().map(Thread::getName).map(name -> name.replaceAll("-[0-9]+$", "")))
                .contains("faye-server-timer", "faye-local-client", "faye-service", "faye-extension");
        server.close();
        await().atMost(20, TimeUnit.SECONDS).until(() -> newThreads().isEmpty());
    }

    private Set<Thread> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("faye-") && !before.contains(thread) && thread.isAlive())
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("slow listeners delay neither deliveries nor replies nor polls nor other listeners")
    void isolatesListeners() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            server.addListener(new EngineListener() {
                @Override
                public void handshake(ClientId client) {
                    blocked.countDown();
                    block(go);
                }
            });
        }
        server.addListener(new EngineListener() {
            @Override
            public void handshake(ClientId client) {
                note();
            }
        });
        Remote remote = socket();
        String client = remote.handshake();
        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
        remote.subscribe(client, "/a");
        CompletableFuture<List<Message>> held = remote.connect(client, 1);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            http().publish("/a", i);
            expected.add(String.valueOf(i));
        }
        assertThat(remote.receives(16)).isEqualTo(expected);
        assertThat(Texts.await(held).get(0).isSuccessful()).isTrue();
        assertThat(thread()).startsWith("faye-listener-");
        go.countDown();
    }

    private static void block(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("an error in one listener keeps the event from none of the others")
    void containsListeners() throws Exception {
        for (Error fault : List.of(new AssertionError("planted"), new NoClassDefFoundError("planted"), new Error())) {
            server.addListener(new EngineListener() {
                @Override
                public void handshake(ClientId client) {
                    throw fault;
                }
            });
        }
        server.addListener(new EngineListener() {
            @Override
            public void handshake(ClientId client) {
                note();
            }
        });
        Remote remote = http();
        remote.handshake();
        assertThat(thread()).startsWith("faye-listener-");
        remote.handshake();
        assertThat(thread()).startsWith("faye-listener-");
    }

    @Test
    @DisplayName("none blocks for ever in a server whose listener never returns: closing interrupts it")
    void interruptsListeners() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        server.addListener(new EngineListener() {
            @Override
            public void handshake(ClientId client) {
                blocked.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    note();
                }
            }
        });
        http().handshake();
        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
        server.close();
        assertThat(thread()).startsWith("faye-listener-");
    }
}
