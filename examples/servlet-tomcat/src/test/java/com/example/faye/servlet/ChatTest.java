package com.example.faye.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

class ChatTest {

    @Test
    void servesThePageAndTheServerBesideIt() throws Exception {
        Tomcat tomcat = Chat.start(0);
        try {
            String address = "http://localhost:" + tomcat.getConnector().getLocalPort();
            assertTrue(send(HttpRequest.newBuilder(URI.create(address + "/"))).contains("/faye.js"));
            assertTrue(send(HttpRequest.newBuilder(URI.create(address + "/faye.js"))).contains("Faye"));
            assertEquals("[]", send(HttpRequest.newBuilder(URI.create(address + "/faye"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("[]"))));
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
    }
}
