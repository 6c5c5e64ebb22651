package io.faye.standalone.example;

import io.faye.server.LocalClient;
import io.faye.transport.http.FayeHttpServer;
import java.io.IOException;
import java.util.Map;

/** The example of README.md. */
final class Embedded {

    private Embedded() {}

    public static void main(String[] args) throws IOException {
        try (FayeHttpServer server = FayeHttpServer.builder().port(8000).start()) {
            LocalClient client = server.bayeux().client();
            client.subscribe("/chat/*", message -> System.out.println(message.channel() + " " + message.data()));
            client.publish("/chat/lobby", Map.of("text", "Hello"));
            System.in.read();
        }
    }
}
