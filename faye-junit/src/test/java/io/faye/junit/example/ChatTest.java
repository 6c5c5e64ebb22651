package io.faye.junit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.client.FayeClient;
import io.faye.junit.FayeServerTest;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@FayeServerTest
class ChatTest {

    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    @Test
    void deliversToOthers(FayeClient ada, FayeClient bob) throws InterruptedException {
        ada.subscribe("/chat/*", received::add).join();
        bob.publish("/chat/lobby", "Hello").join();
        assertThat(received.poll(10, TimeUnit.SECONDS).data()).contains(Json.of("Hello"));
    }
}
