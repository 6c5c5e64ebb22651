package io.faye.junit.example;

import io.faye.client.FayeClient;
import io.faye.protocol.Message;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

public final class Chat {

    public static void main(String[] args) {
        URI server = URI.create(args.length > 0 ? args[0] : "http://localhost:8000/faye");
        try (FayeClient client = FayeClient.builder(server).build()) {
            CompletableFuture<Message> received = new CompletableFuture<>();
            client.subscribe("/chat/*", received::complete).join();
            client.publish("/chat/lobby", Map.of("text", "Hello")).join();
            System.out.println("received " + received.join().data().orElseThrow());
        }
    }
}
