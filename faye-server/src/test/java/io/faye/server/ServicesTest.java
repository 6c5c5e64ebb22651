package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.faye.engine.EngineListener;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Session.Outcome;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("A call of a service")
class ServicesTest extends ServerTest {

    private Remote socket;
    private String client;

    @BeforeEach
    void connect() {
        socket = socket();
        client = socket.handshake();
        socket.connect(client, "c");
    }

    private Message call(String channel, String data) {
        return socket.askOne("{'channel':'%s','clientId':'%s','id':'7','data':%s}", channel, client, data);
    }

    private static Json json(String text, Object... arguments) {
        return Json.parse(String.format(text, arguments).replace('\'', '"'));
    }

    @Nested
    @DisplayName("is answered")
    class Answers {

        @Test
        @DisplayName("by a message on its channel with its id, after a reply that says that it has arrived")
        void inTheFormatOfCometd() {
            server.services()
                    .answer(
                            "/service/echo/{name}",
                            call -> ServiceReply.success(List.of(call.variable("name"), call.data())));

            assertThat(call("/service/echo/ada", "{'n':1.0}").toJson())
                    .isEqualTo(
                            json("{'id':'7','channel':'/service/echo/ada','clientId':'%s','successful':true}", client));
            assertThat(socket.receivesMessage().toJson())
                    .isEqualTo(json(
                            "{'channel':'/service/echo/ada','id':'7','data':['ada',{'n':1.0}],'successful':true}"));
        }

        @Test
        @DisplayName("to its sender alone: no subscriber and no listener sees call or answer")
        void alone() {
            List<Channel> published = new CopyOnWriteArrayList<>();
            server.addListener(new EngineListener() {
                @Override
                public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
                    published.add(channel);
                }
            });
            BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
            LocalClient local = server.client();
            Texts.await(local.subscribe("/service/**", heard::add));
            server.services().answer("/service/echo", call -> ServiceReply.success(call.data()));
            call("/service/echo", "1");
            assertThat(socket.receives(1)).containsExactly("1");

            http().publish("/service/end", 2);
            assertThat(next(heard).data()).contains(Json.of(2));
            await(published::isEmpty, false);
            assertThat(published).containsExactly(Channel.of("/service/end"));
        }

        @Test
        @DisplayName("later, on whatever thread, and in the order in which the handlers are done")
        void later() {
            Map<String, CompletableFuture<ServiceReply>> replies =
                    Map.of("1", new CompletableFuture<>(), "2", new CompletableFuture<>());
            server.services()
                    .handle("/service/later", call -> replies.get(call.data().toString()));
            call("/service/later", "1");
            call("/service/later", "2");

            replies.get("2").complete(ServiceReply.success("second"));
            assertThat(socket.receives(1)).containsExactly("\"second\"");
            replies.get("1").complete(ServiceReply.success("first"));
            assertThat(socket.receives(1)).containsExactly("\"first\"");
        }

        @Test
        @DisplayName("with a refusal that has an error, and the error's text as message")
        void refused() {
            server.services()
                    .answer("/service/no", call -> ServiceReply.refusal(BayeuxError.forbiddenChannel("/service/no")));
            call("/service/no", "1");

            assertThat(socket.receivesMessage().toJson())
                    .isEqualTo(json(
                            "{'channel':'/service/no','id':'7','data':{'message':'403:/service/no:Forbidden channel'},"
                                    + "'successful':false,'error':'403:/service/no:Forbidden channel'}"));
        }

        @Test
        @DisplayName("with a refusal that has data of its own")
        void refusedWithData() {
            server.services()
                    .answer("/service/no", call -> ServiceReply.refusal(BayeuxError.tooMany("x"), List.of(1, 2)));
            call("/service/no", "1");

            assertThat(socket.receivesMessage().data()).contains(Json.of(List.of(1, 2)));
        }

        @Test
        @DisplayName("without an id if it has none, and by polling")
        void withoutId() {
            server.services().answer("/service/echo", call -> ServiceReply.success(call.data()));
            Remote polling = http();
            String poller = polling.handshake();
            polling.askOne("{'channel':'/service/echo','clientId':'%s','data':1}", poller);

            Message answer = Texts.await(polling.connect(poller, "p")).get(1);
            assertThat(answer.toJson()).isEqualTo(json("{'channel':'/service/echo','data':1,'successful':true}"));
        }

        @Test
        @DisplayName("over the connection that the caller has by then")
        void followsTheCaller() {
            CompletableFuture<ServiceReply> reply = new CompletableFuture<>();
            server.services().handle("/service/later", call -> reply);
            call("/service/later", "1");
            socket.breaks();

            Remote other = http();
            CompletableFuture<List<Message>> poll = other.connect(client, "p");
            reply.complete(ServiceReply.success("here"));
            assertThat(Remote.data(poll)).containsExactly("\"here\"");
        }

        @Test
        @DisplayName("also if as many come in one request as it may hold")
        void inABatch() {
            server.services().answer("/service/n", call -> ServiceReply.success(call.data()));
            List<String> calls = new ArrayList<>();
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                sent.add(String.valueOf(i));
                calls.add(String.format("{'channel':'/service/n','clientId':'%s','data':%s}", client, i));
            }

            assertThat(socket.ask(calls.toString())).allMatch(Message::isSuccessful);
            assertThat(socket.receives(1_000)).isEqualTo(sent);
        }

        @Test
        @DisplayName("in the replies to its connects until it confirms the answer, if it uses ack")
        void acknowledged() {
            server.services().answer("/service/echo", call -> ServiceReply.success(call.data()));
            Remote polling = http();
            String poller = polling.handshake(",'ext':{'ack':true}");
            polling.askOne("{'channel':'/service/echo','clientId':'%s','data':1}", poller);

            assertThat(Remote.data(polling.connect(poller, "p", ",'ext':{'ack':0}")))
                    .containsExactly("1");
            assertThat(Remote.data(polling.connect(poller, "q", ",'ext':{'ack':0}")))
                    .containsExactly("1");
            assertThat(Remote.data(polling.connect(poller, "r", ",'ext':{'ack':1},'advice':{'timeout':0}")))
                    .isEmpty();
        }

        @Test
        @DisplayName("to a client in the same process")
        void locally() {
            server.services().answer("/service/echo", call -> ServiceReply.success(call.data()));
            BlockingQueue<Message> answers = new LinkedBlockingQueue<>();
            LocalClient local = server.client();
            Texts.await(local.subscribe("/service/echo", answers::add));
            Texts.await(local.publish("/service/echo", 1));

            assertThat(next(answers).isSuccessful()).isTrue();
        }
    }

    @Nested
    @DisplayName("that fails")
    class Failures {

        private void isToldNothing(String channel) {
            call(channel, "1");
            assertThat(socket.receivesMessage().toJson())
                    .isEqualTo(json(
                            "{'channel':'%s','id':'7','data':{'message':'500::Internal server error'},"
                                    + "'successful':false,'error':'500::Internal server error'}",
                            channel));
        }

        @Test
        @DisplayName(
                "by an exception, an error, a failed stage, null or a stage without a reply is told so, and nothing else")
        void tellsNothing() {
            server.services().answer("/service/exception", call -> {
                throw new IllegalStateException("secret");
            });
            server.services().answer("/service/error", call -> {
                throw new NoClassDefFoundError("secret");
            });
            server.services().handle("/service/stage", call -> CompletableFuture.failedFuture(new Exception("secret")));
            server.services().handle("/service/null", call -> null);
            server.services().answer("/service/nothing", call -> null);

            for (String name : List.of("exception", "error", "stage", "null", "nothing")) {
                isToldNothing("/service/" + name);
            }
        }
    }

    /** A handler that throws. */
    private static final class BrokenHandler implements ServiceHandler {

        @Override
        public CompletionStage<ServiceReply> handle(ServiceCall call) {
            throw new IllegalStateException("planted");
        }
    }

    @Test
    @DisplayName("that fails is in the log, in a line that names handler and channel")
    void isLogged() {
        Logger logger = (Logger) LoggerFactory.getLogger(Services.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            server.services().handle("/service/{name}", new BrokenHandler());
            call("/service/broken", "1");
            await(lines.list::isEmpty, false);
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list.get(0).getFormattedMessage())
                .contains("handler=" + BrokenHandler.class.getName(), "channel=/service/broken");
    }

    @Nested
    @DisplayName("that is over its limits")
    class Limits {

        private final CompletableFuture<ServiceReply> reply = new CompletableFuture<>();
        private BayeuxServer limited;
        private Remote remote;

        private String start(ServiceLimits limits) {
            limited = settings().serviceLimits(limits).build();
            limited.services().handle("/service/later", call -> reply);
            remote = new Remote(limited, Runnable::run, false);
            return remote.handshake();
        }

        private Optional<String> error(String caller) {
            return remote.askOne("{'channel':'/service/later','clientId':'%s','data':1}", caller)
                    .error();
        }

        @Test
        @DisplayName("is refused if its session has as many under way, until one is answered")
        void ofASession() {
            String caller = start(new ServiceLimits(10, 2, 1, Duration.ofMinutes(1)));
            String other = remote.handshake();
            try {
                assertThat(error(caller)).isEmpty();
                assertThat(error(caller)).isEmpty();
                assertThat(error(caller)).contains("429:calls:Too many calls");
                assertThat(error(other)).isEmpty();

                reply.complete(ServiceReply.success(1));
                await(() -> error(caller).isEmpty(), true);
            } finally {
                limited.close();
            }
        }

        @Test
        @DisplayName("is refused if the server has as many under way")
        void ofTheServer() {
            String caller = start(new ServiceLimits(1, 1, 1, Duration.ofMinutes(1)));
            String other = remote.handshake();
            try {
                assertThat(error(caller)).isEmpty();
                assertThat(error(other)).contains("503:calls:Service unavailable");
            } finally {
                limited.close();
            }
        }

        @Test
        @DisplayName("is told that the server failed if there is no answer in time, and leaves room for another")
        void inTime() {
            String caller = start(new ServiceLimits(1, 1, 1, Duration.ofMillis(100)));
            try {
                assertThat(error(caller)).isEmpty();
                assertThat(Texts.await(remote.connect(caller, "p")).get(1).error())
                        .contains("500::Internal server error");
                await(() -> error(caller).isEmpty(), true);
            } finally {
                limited.close();
            }
        }

        @Test
        @DisplayName("keeps its room while its handler blocks, however long that takes")
        void whileItBlocks() {
            CompletableFuture<ServiceReply> released = new CompletableFuture<>();
            String caller = start(new ServiceLimits(9, 1, 1, Duration.ofMillis(100)));
            limited.services().answer("/service/block", call -> released.join());
            try {
                remote.askOne("{'channel':'/service/block','clientId':'%s','data':1}", caller);
                assertThat(Texts.await(remote.connect(caller, "p")).get(1).error())
                        .contains("500::Internal server error");
                assertThat(error(caller)).contains("429:calls:Too many calls");

                released.complete(ServiceReply.success(1));
                await(() -> error(caller).isEmpty(), true);
            } finally {
                released.complete(ServiceReply.success(1));
                limited.close();
            }
        }
    }

    @Nested
    @DisplayName("is refused")
    class Refusals {

        @BeforeEach
        void add() {
            server.services().answer("/service/echo", call -> ServiceReply.success(call.data()));
        }

        @Test
        @DisplayName("without a session, because nobody could be answered")
        void withoutSession() {
            assertThat(socket.askOne("{'channel':'/service/echo','data':1}").error())
                    .contains("402:clientId:Missing required parameter");
        }

        @Test
        @DisplayName("with a session that is unknown or has ended")
        void ofUnknownSession() {
            socket.askOne("{'channel':'/meta/disconnect','clientId':'%s'}", client);

            assertThat(call("/service/echo", "1").error()).contains("401:" + client + ":Unknown client");
        }

        @Test
        @DisplayName("without data")
        void withoutData() {
            assertThat(socket.askOne("{'channel':'/service/echo','clientId':'%s'}", client)
                            .error())
                    .contains("402:data:Missing required parameter");
        }

        @Test
        @DisplayName("by an extension, as a message to its channel")
        void byExtension() {
            server.addExtension(new Extension() {
                @Override
                public Verdict incoming(Message message, Exchange exchange) {
                    return message.data().isPresent()
                            ? Verdict.refuse(BayeuxError.forbiddenChannel("/service/echo"))
                            : Verdict.pass(message);
                }
            });

            assertThat(call("/service/echo", "1").error()).contains("403:/service/echo:Forbidden channel");
        }
    }

    @Nested
    @DisplayName("is handled")
    class Handling {

        @Test
        @DisplayName("by the first handler that takes its channel")
        void byTheFirst() {
            server.services().answer("/service/a/b", call -> ServiceReply.success("first"));
            server.services().answer("/service/a/*", call -> ServiceReply.success("second"));
            server.services().answer("/service/**", call -> ServiceReply.success("third"));
            call("/service/a/b", "1");
            call("/service/a/c", "1");
            call("/service/c", "1");

            assertThat(socket.receives(3)).containsExactly("\"first\"", "\"second\"", "\"third\"");
        }

        @Test
        @DisplayName("by nobody after its handler was removed: its message is published")
        void afterRemoval() {
            BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
            Services.Registration registration =
                    server.services().answer("/service/echo", call -> ServiceReply.success(1));
            registration.close();
            Texts.await(server.client().subscribe("/service/echo", heard::add));
            call("/service/echo", "1");

            assertThat(next(heard).data()).contains(Json.of(1));
        }

        @Test
        @DisplayName("with the caller's attributes as of then, and a handle for its session")
        void knowsTheCaller() {
            ClientId id = ClientId.parse(client).orElseThrow();
            Texts.await(server.sessions().session(id).setAttribute("user", "ada"));
            server.services().handle("/service/who", call -> call.caller()
                    .deliver("/private", call.caller().id().toString())
                    .thenApply(outcome -> ServiceReply.success(
                            call.exchange().attribute("user").orElse("") + " " + outcome)));
            call("/service/who", "1");

            assertThat(socket.receives(2)).containsExactly('"' + client + '"', "\"ada " + Outcome.DONE + '"');
        }

        @Test
        @DisplayName("one at a time for one session, in the order in which they came")
        void inOrder() {
            List<String> begun = new CopyOnWriteArrayList<>();
            CompletableFuture<Integer> first = new CompletableFuture<>();
            server.services().answer("/service/n", call -> {
                begun.add(call.data().toString());
                return ServiceReply.success(call.data().toString().equals("0") ? first.join() : call.data());
            });
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sent.add(String.valueOf(i));
                call("/service/n", sent.get(i));
            }
            await(begun::isEmpty, false);
            assertThat(begun).containsExactly("0");
            first.complete(0);

            assertThat(socket.receives(20)).isEqualTo(sent);
            assertThat(begun).isEqualTo(sent);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/echo", "/service", "/meta/handshake", "/*"})
        @DisplayName("on service channels only")
        void onServiceChannels(String template) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.services().answer(template, call -> ServiceReply.success(1)))
                    .withMessageContaining(template);
        }

        @Test
        @DisplayName("by one handler for each template")
        void onceForATemplate() {
            server.services().answer("/service/a", call -> ServiceReply.success(1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.services().answer("/service/a", call -> ServiceReply.success(2)))
                    .withMessageContaining("/service/a");
        }
    }

    private static Message next(BlockingQueue<Message> messages) {
        try {
            Message message = messages.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("a message").isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition, boolean expected) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> condition.getAsBoolean() == expected);
    }
}
