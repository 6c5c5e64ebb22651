package io.faye.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.spring.FayeListener;
import io.faye.spring.FayeTemplate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@FayeTest(classes = FayeTestTest.Chat.class)
@DisplayName("A test with @FayeTest")
class FayeTestTest {

    @Autowired
    private FayeTemplate template;

    @Autowired
    private Chat chat;

    @Autowired
    private ApplicationContext context;

    /** What somebody says. */
    record Line(String text) {}

    /** What is tested. */
    static class Chat {

        private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

        @FayeListener("/chat/{room}")
        void said(String room, Line line) {
            said.add(room + ": " + line.text());
        }
    }

    @Test
    @DisplayName("has listeners, converts data and opens no port")
    void listens() throws Exception {
        template.convertAndPublish("/chat/lobby", new Line("Hello"));
        assertThat(chat.said.poll(60, TimeUnit.SECONDS)).isEqualTo("lobby: Hello");
        assertThat(context.getEnvironment().getProperty("local.server.port")).isNull();
    }
}
