package io.faye.tck;

import java.util.List;
import org.junit.jupiter.api.DisplayName;

abstract class PublishRules extends Topic {

    PublishRules(Kit kit) {
        super(kit);
    }

    @EngineRule("PUB-1")
    @DisplayName("delivers once to a client whose subscriptions overlap")
    void deliversOncePerClient() {
        for (String pattern : List.of("/a/b", "/a/*", "/a/**", "/**")) {
            alice.subscribe(pattern);
        }
        bob.publish("/a/b", "hello");
        alice.receivesExactly("hello");
    }

    @EngineRule("PUB-1")
    @DisplayName("delivers to whoever has a matching subscription, and to nobody else")
    void deliversToMatching() {
        alice.subscribe("/a/*");
        bob.subscribe("/a/**");
        carol.subscribe("/a/c");
        service.publish("/a/b", 1);
        service.publish("/a/b/c", 2);
        alice.receivesExactly(1);
        bob.receivesExactly(1, 2);
        carol.receivesNothing();
    }

    @EngineRule("PUB-3")
    @DisplayName("is reported once, with who, where and what, whether or not anybody is subscribed")
    void isReported() {
        alice.publish("/a", "hello");
        service.publish("/b", List.of());
        service.stranger("stranger").publish("/c", 1);
        alice.subscribe("/d");
        alice.publish("/d", 2);
        log.reports(
                "publish alice /a \"hello\"",
                "publish - /b []",
                "publish - /c 1",
                "subscribe alice /d",
                "publish alice /d 2");
    }
}
