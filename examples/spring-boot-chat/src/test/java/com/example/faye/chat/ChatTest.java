package com.example.faye.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.server.LocalClient;
import io.faye.spring.FayeTemplate;
import io.faye.spring.test.FayeTest;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FayeTest(classes = Chat.class)
class ChatTest {

    @Autowired
    private BayeuxServer server;

    @Autowired
    private FayeTemplate faye;

    @Test
    void publishesLines() throws Exception {
        BlockingQueue<Message> received = new LinkedBlockingQueue<>();
        try (LocalClient client = server.client()) {
            client.subscribe("/chat/*", received::add).toCompletableFuture().get(60, TimeUnit.SECONDS);
            faye.convertAndPublish("/chat/lobby", new Chat.Line("ada", "Hello", Instant.EPOCH));
            assertThat(received.poll(60, TimeUnit.SECONDS).data().orElseThrow())
                    .hasToString("{\"user\":\"ada\",\"text\":\"Hello\",\"at\":\"1970-01-01T00:00:00Z\"}");
        }
    }
}
