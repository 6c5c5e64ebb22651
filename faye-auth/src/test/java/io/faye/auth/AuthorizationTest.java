package io.faye.auth;

import static io.faye.auth.rules.Action.HANDSHAKE;
import static io.faye.auth.rules.Action.PUBLISH;
import static io.faye.auth.rules.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Authorization;
import io.faye.auth.rules.Subject;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.server.LocalClient;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("A server that obeys access rules")
class AuthorizationTest {

    private static final AccessRules RULES = AccessRules.builder()
            .allow(Subject.role("eve").not(), HANDSHAKE)
            .allow(Subject.anyone(), SUBSCRIBE, "/news/**", "/odd")
            .allow(Subject.named("user"), SUBSCRIBE, "/users/{user}/**")
            .allow(Subject.authenticated(), PUBLISH, "/news/**", "/users/**")
            .allow(Subject.named("user"), PUBLISH, "/service/{user}")
            .deny(Subject.anyone(), SUBSCRIBE, "/news/drafts")
            .build();

    private final BayeuxServer server = BayeuxServer.builder()
            .extension(new Introduction())
            .extension(Authorization.of(RULES))
            .build();
    private final Guest ada = new Guest(server);

    @AfterEach
    void stop() {
        ada.close();
        server.close();
    }

    @Test
    @DisplayName("refuses a handshake that they do not grant")
    void handshakes() {
        assertThat(ada.shakeHands("eve").error()).contains("403:/meta/handshake:Forbidden channel");
        assertThat(ada.shakeHands("ada").isSuccessful()).isTrue();
    }

    @Test
    @DisplayName("refuses what somebody may not publish, with a session and without")
    void publishing() {
        assertThat(ada.errors("{'channel':'/news/a','data':1}")).containsExactly("403:/news/a:Forbidden channel");
        ada.shakeHands("ada");
        assertThat(ada.errors("[{'channel':'/news/a','data':1,'clientId':'{id}'},"
                        + "{'channel':'/other','data':1,'clientId':'{id}'},"
                        + "{'channel':'/news/a','data':1},"
                        + "{'channel':'/service/ada','data':1,'clientId':'{id}'},"
                        + "{'channel':'/service/eve','data':1,'clientId':'{id}'}]"))
                .containsExactly(
                        "",
                        "403:/other:Forbidden channel",
                        "403:/news/a:Forbidden channel",
                        "",
                        "403:/service/eve:Forbidden channel");
    }

    @Test
    @DisplayName("subscribes to what somebody may hear, by name, by pattern and in a list")
    void subscribing() {
        ada.shakeHands("ada");
        assertThat(ada.subscribe("'/users/ada/inbox'")).containsExactly("");
        assertThat(ada.subscribe("'/users/ada/**'")).containsExactly("");
        assertThat(ada.subscribe("['/news/a', '/users/ada/*']")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'/users/eve/inbox'",
                "'/users/eve/*'",
                "'/users/**'",
                "'/users/*'",
                "'/**'",
                "'/*'",
                "['/users/eve/inbox']",
                "['/news/a', '/users/eve/inbox']",
                "['/users/ada/a', '/**']",
                "'\\u002fusers\\u002feve\\u002finbox'",
                "'\\/users\\/eve\\/inbox'",
                "'/users/eve/inbox/'",
                "'//users/eve/inbox'",
                "'/users//eve/inbox'",
                "'/users/./eve/inbox'",
                "'/users/ada/../eve/inbox'",
                "'/users/%65ve/inbox'",
                "'users/eve/inbox'",
                "' /users/eve/inbox'",
                "'/users/eve/inbox '",
                "'/users/eve/inbox\\u0000'",
                "'/users/EVE/inbox'",
                "'/users/eve/inbox*'",
                "'/users/eve/i**'",
                "'/users/*/inbox'",
                "'/**/inbox'",
                "'**'",
                "'*'",
                "'/users/eve/***'",
                "'/users/{user}/**'",
                "[['/users/eve/inbox']]",
                "{'0':'/users/eve/inbox'}",
                "[{'channel':'/users/eve/inbox'}]",
                "null",
                "''",
                "'/news/ada', 'subscription':'/users/eve/inbox'",
                "'/users/eve/inbox', 'subscription':'/odd'",
                "'/news/**'",
                "'/news/drafts'",
                "'/meta/**'",
                "'/meta/connect'",
                "'/service/**'",
                "'/service/ada'"
            })
    @DisplayName("lets nobody hear what is not theirs, however they spell it")
    void waysRound(String subscription) {
        ada.shakeHands("ada");
        ada.subscribe("'/news/end'");
        ada.subscribe(subscription);
        ada.ask("{'channel':'/meta/subscribe/x','clientId':'{id}','subscription':" + subscription + "}");
        ada.ask("{'channel':'/meta/subscribe/','clientId':'{id}','subscription':" + subscription + "}");
        ada.ask("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket'],"
                + "'clientId':'{id}','subscription':" + subscription + "}");
        publishSecrets();
        assertThat(ada.receivesUntil("end")).doesNotContain("secret");
    }

    private void publishSecrets() {
        try (LocalClient local = server.client()) {
            for (String channel : List.of("/users/eve/inbox", "/news/drafts", "/service/ada", "/other")) {
                local.publish(channel, "secret")
                        .toCompletableFuture()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join();
            }
            local.publish("/news/end", "end")
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
    }

    @Test
    @DisplayName("subscribes to nothing of a list in which one is refused")
    void refusesLists() {
        ada.shakeHands("ada");
        assertThat(ada.subscribe("['/odd', '/users/eve/a']")).containsExactly("403:/users/eve/a:Forbidden channel");
        ada.subscribe("'/news/end'");
        try (LocalClient local = server.client()) {
            local.publish("/odd", "odd");
            local.publish("/news/end", "end");
            assertThat(ada.receivesUntil("end")).containsExactly("end");
        }
    }

    @Test
    @DisplayName("tells the log what would deliver the part of a wildcard that is allowed")
    void logsParts() {
        Logger logger = (Logger) LoggerFactory.getLogger(Authorization.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        ada.shakeHands("ada");
        ada.subscribe("'/users/**'");
        logger.detachAppender(lines);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Refused to subscribe to /users/**: refused: only a part is allowed (only what is allowed,"
                                + " such as by rule 3: allow the one named {user} to subscribe to /users/{user}/**);"
                                + " 'filter-deliveries', or Authorization.filtering, would deliver that part");
    }

    @Test
    @DisplayName("tells the log a principal's name so that it cannot pretend to be another line")
    void logsNames() {
        Logger logger = (Logger) LoggerFactory.getLogger(Authorization.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        ada.shakeHands("ada\\n\\u001b[2J\\u0085\\u009b\\u2028\\u202e");
        ada.errors("{'channel':'/service/bob','clientId':'{id}','data':1}");
        logger.detachAppender(lines);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("ada??[2J????")
                .matches("[\\x20-\\x7e]+");
    }

    @Test
    @DisplayName("refuses channels of the protocol that it does not know")
    void metaChannels() {
        ada.shakeHands("ada");
        assertThat(ada.errors("[{'channel':'/meta/subscribe/x','clientId':'{id}','subscription':'/news/a'},"
                        + "{'channel':'/meta/other','clientId':'{id}'},"
                        + "{'channel':'/meta','clientId':'{id}','data':1}]"))
                .containsExactly(
                        "403:/meta/subscribe/x:Forbidden channel",
                        "403:/meta/other:Forbidden channel",
                        "403:/meta:Forbidden channel");
    }

    @Test
    @DisplayName("tells whose session is gone that it is, and to shake hands, instead of what nobody may do")
    void sessionsThatAreGone() {
        ada.shakeHands("ada");
        ada.ask("{'channel':'/meta/disconnect','clientId':'{id}'}");
        for (String message : List.of(
                "'channel':'/news/a','data':1",
                "'channel':'/meta/subscribe','subscription':'/users/ada/inbox'",
                "'channel':'/meta/subscribe','subscription':['/news/a','/users/ada/inbox']")) {
            Message reply = ada.ask("{" + message + ",'clientId':'{id}'}").get(0);
            assertThat(reply.error()).as(message).contains(ada.fill("401:{id}:Unknown client"));
            assertThat(reply.field("advice").orElseThrow()).hasToString("{\"reconnect\":\"handshake\"}");
        }
        for (String message : List.of(
                "'channel':'/meta/subscribe','subscription':'/news/a'",
                "'channel':'/meta/unsubscribe','subscription':'/users/ada/inbox'",
                "'channel':'/meta/connect','connectionType':'websocket'")) {
            assertThat(ada.errors("{" + message + ",'clientId':'{id}'}"))
                    .as(message)
                    .containsExactly(ada.fill("401:{id}:Unknown client"));
        }
    }

    @Test
    @DisplayName("goes on refusing what a session that exists may not do, and a handshake that names one that does not")
    void refusalsThatStay() {
        String gone = "0".repeat(31);
        assertThat(ada.errors("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket'],"
                        + "'ext':{'user':'eve'},'clientId':'" + gone + "'}"))
                .containsExactly("403:/meta/handshake:Forbidden channel");
        ada.shakeHands("ada");
        assertThat(ada.subscribe("'/users/eve/inbox'")).containsExactly("403:/users/eve/inbox:Forbidden channel");
        assertThat(ada.errors("{'channel':'/other','data':1,'clientId':'{id}'}"))
                .containsExactly("403:/other:Forbidden channel");
    }

    @Test
    @DisplayName("does not ask clients in its own process")
    void localClients() throws InterruptedException {
        BlockingQueue<Channel> heard = new LinkedBlockingQueue<>();
        try (LocalClient local = server.client()) {
            local.subscribe("/**", message -> heard.add(message.channel().orElseThrow()))
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            local.publish("/other", 1);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(Channel.of("/other"));
        }
    }
}
