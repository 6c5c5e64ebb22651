package io.faye.auth;

import static io.faye.auth.rules.Action.HANDSHAKE;
import static io.faye.auth.rules.Action.PUBLISH;
import static io.faye.auth.rules.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Authorization;
import io.faye.auth.rules.Subject;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.server.LocalClient;
import io.faye.server.ServiceReply;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that filters by access rules")
class FilteringTest {

    private static final AccessRules RULES = AccessRules.builder()
            .allow(Subject.anyone(), HANDSHAKE)
            .allow(Subject.anyone(), SUBSCRIBE, "/news/**", "/end")
            .allow(Subject.named("user"), SUBSCRIBE, "/users/{user}/**")
            .allow(Subject.anyone(), PUBLISH, "/**")
            .deny(Subject.role("editor").not(), SUBSCRIBE, "/news/drafts")
            .build();

    private final BayeuxServer server = BayeuxServer.builder()
            .extension(new Introduction())
            .extension(Authorization.filtering(RULES))
            .build();
    private final Guest ada = new Guest(server);
    private final LocalClient local = server.client();

    @AfterEach
    void stop() {
        ada.close();
        server.close();
    }

    private void publishAll() {
        for (String channel :
                List.of("/news/a", "/news/drafts", "/users/ada/inbox", "/users/eve/inbox", "/other", "/end")) {
            local.publish(channel, channel)
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
    }

    @Test
    @DisplayName("delivers through a wildcard what somebody may hear, and nothing else")
    void filters() {
        ada.shakeHands("ada");
        assertThat(ada.subscribe("'/**'")).containsExactly("");
        publishAll();
        assertThat(ada.receivesUntil("/end")).containsExactly("/news/a", "/users/ada/inbox", "/end");
    }

    @Test
    @DisplayName("refuses a wildcard of which nothing may be heard, and a channel that may not")
    void refuses() {
        ada.shakeHands("ada");
        assertThat(ada.subscribe("'/other/**'")).containsExactly("403:/other/**:Forbidden channel");
        assertThat(ada.subscribe("'/users/eve/**'")).containsExactly("403:/users/eve/**:Forbidden channel");
        assertThat(ada.subscribe("'/news/drafts'")).containsExactly("403:/news/drafts:Forbidden channel");
    }

    @Test
    @DisplayName("goes by whom a session belongs to now, however it has subscribed")
    void goesByThePrincipalOfNow() {
        Message welcome = ada.shakeHands("ada");
        ada.subscribe("['/users/ada/*', '/end']");
        publishAll();
        assertThat(ada.receivesUntil("/end")).containsExactly("/users/ada/inbox", "/end");
        ClientId client = welcome.clientId().orElseThrow();
        server.sessions()
                .setAttribute(client, Principal.ATTRIBUTE, null)
                .toCompletableFuture()
                .join();
        publishAll();
        assertThat(ada.receivesUntil("/end")).containsExactly("/end");
    }

    @Test
    @DisplayName("lets replies pass, those to publishers among them who may not hear what they publish")
    void letsRepliesPass() {
        ada.shakeHands("ada");
        assertThat(ada.errors("[{'channel':'/other','data':1,'clientId':'{id}','id':'1'},"
                        + "{'channel':'/news/drafts','data':1}]"))
                .containsExactly("", "");
    }

    @Test
    @DisplayName("delivers the answer of a service to its caller, who may not subscribe to its channel")
    void letsAnswersPass() {
        ada.shakeHands("ada");
        server.services().answer("/service/echo", call -> ServiceReply.success(call.data()));
        assertThat(ada.errors("{'channel':'/service/echo','data':'answer','clientId':'{id}'}"))
                .containsExactly("");
        assertThat(ada.receivesUntil("answer")).containsExactly("answer");
    }

    @Test
    @DisplayName("does not take a message for a reply that calls itself one")
    void falseReplies() {
        ada.shakeHands("ada");
        ada.subscribe("'/**'");
        ada.ask("[{'channel':'/other','data':'/other','successful':true},"
                + "{'channel':'/news/drafts','data':1,'successful':false,'error':'x'}]");
        publishAll();
        assertThat(ada.receivesUntil("/end")).containsExactly("/news/a", "/users/ada/inbox", "/end");
    }
}
